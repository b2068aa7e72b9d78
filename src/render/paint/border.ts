import { describe } from '../nodes/options.ts'
import type { GlyphSet } from '../text/glyph-set.ts'
import { cellsOf, glyphOf } from '../text/glyphs.ts'
import { symbolFor } from '../text/sanitize.ts'

/** What a border looks like. */
export type Border = 'single' | 'round' | 'double' | 'bold' | 'ascii'

/** Lines at single sides: for each side the character that draws it. It takes one cell. */
export interface BorderSides {
  /** The line above. */
  readonly top?: string | undefined
  /** The line at the right. */
  readonly right?: string | undefined
  /** The line below. */
  readonly bottom?: string | undefined
  /** The line at the left. */
  readonly left?: string | undefined
}

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

const sideNames = ['top', 'right', 'bottom', 'left'] as const

/**
 * Lines at single sides, as they are given.
 *
 * @throws TypeError unless each is one character of one cell.
 */
export function sidesOf(border: BorderSides): BorderSides {
  if (typeof border !== 'object' || (border as unknown) === null)
    throw new TypeError(
      `border must name sides, as in { left: '│' }, not ${describe(border)}: use box() for a whole one`,
    )
  for (const side of sideNames) {
    const character = border[side]
    if (character !== undefined && !isOneCell(character))
      throw new TypeError(`border.${side} must be one character of one cell, not ${describe(character)}`)
  }
  return border
}

function isOneCell(character: unknown): boolean {
  if (typeof character !== 'string') return false
  const codePoint = character.codePointAt(0)
  if (codePoint === undefined || String.fromCodePoint(codePoint) !== character) return false
  return symbolFor(codePoint) === 0 && cellsOf(glyphOf(codePoint)) === 1
}

/** How many cells a border takes at a side. */
export function edge(border: Border | BorderSides | undefined, side: keyof BorderSides): 0 | 1 {
  return border === undefined || (typeof border === 'object' && border[side] === undefined) ? 0 : 1
}

/** The glyph of a line at a side, if there is one. */
export function sideGlyph(sides: BorderSides, side: keyof BorderSides, set: GlyphSet): number | undefined {
  const codePoint = sides[side]?.codePointAt(0)
  if (codePoint === undefined) return undefined
  if (set === 'unicode' || codePoint < 0x7f) return glyphOf(codePoint)
  return (side === 'top' || side === 'bottom' ? '-' : codePoint === HALF_BLOCK ? '>' : '|').charCodeAt(0)
}

/** ▌ stands before a row that is selected, and before a field. */
const HALF_BLOCK = 0x258c

export function sameBorder(
  a: Border | BorderSides | undefined,
  b: Border | BorderSides | undefined,
): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return sideNames.every((side) => a[side] === b[side])
}
