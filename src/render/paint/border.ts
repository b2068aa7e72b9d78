import { glyphOf, type GlyphSet } from '../text/glyphs.ts'

/** What a border looks like. */
export type Border = 'single' | 'round' | 'double' | 'bold' | 'ascii'

/** The ways in which a line leaves a cell, as bits. Together they are the index of a glyph. */
export const UP = 1
export const RIGHT = 2
export const DOWN = 4
export const LEFT = 8

/** The glyphs by their ways (Unicode block U+2500, Box Drawing). */
const borders: Record<Border, string> = {
  single: ' ╵╶└╷│┌├╴┘─┴┐┤┬┼',
  round: ' ╵╶╰╷│╭├╴╯─┴╮┤┬┼',
  double: ' ║═╚║║╔╠═╝═╩╗╣╦╬',
  bold: ' ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋',
  ascii: ' |-+||++-+-+++++',
}

const glyphs = new Map(
  Object.entries(borders).map(([name, line]) => [
    name,
    Array.from(line, (part) => glyphOf(part.codePointAt(0)!)),
  ]),
)

/**
 * The glyphs of a border, by their ways. With only ASCII, all borders look the same.
 *
 * @throws TypeError if there is no such border.
 */
export function borderGlyphs(name: Border, set: GlyphSet = 'unicode'): readonly number[] {
  const all = glyphs.get(set === 'ascii' && glyphs.has(name) ? 'ascii' : name)
  if (all === undefined)
    throw new TypeError(`border must be one of ${Object.keys(borders).join(', ')}, not '${name}'`)
  return all
}
