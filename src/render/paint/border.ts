import { glyphOf } from '../text/glyphs.ts'

export type Border = 'single' | 'round' | 'double' | 'bold' | 'ascii'

/** Ways out of a cell, as bits: the index of the glyph that goes these ways. */
export const UP = 1
export const RIGHT = 2
export const DOWN = 4
export const LEFT = 8

/** By the ways that they go (Unicode block U+2500, Box Drawing). */
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

/** The glyphs of a border, by the ways that they go. Throws a TypeError for a border that is none. */
export function borderGlyphs(name: Border): readonly number[] {
  const all = glyphs.get(name)
  if (all === undefined) throw new TypeError(`border '${name}' is none of ${Object.keys(borders).join(', ')}`)
  return all
}
