import { BLANK, glyphOf } from '../text/glyphs.ts'
import type { Canvas } from './canvas.ts'
import type { Style } from './style.ts'

/** The part of a scroll bar that stands for what is in view, in eighths of a cell from the bar's upper end. */
export interface Thumb {
  readonly start: number
  readonly end: number
}

/** The thumb of a bar of so many rows, for a window of that height with rows above and below it. It is a cell high at the least. */
export function thumbOf(rows: number, above: number, total: number): Thumb {
  const size = Math.max(8, Math.round((rows * rows * 8) / total))
  const hidden = Math.max(1, total - rows)
  const start = Math.round((Math.min(above, hidden) / hidden) * (rows * 8 - size))
  return { start, end: start + size }
}

export function sameThumb(a: Thumb | undefined, b: Thumb | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.start === b.start && a.end === b.end)
}

/** The lower eighths of a cell (Unicode block U+2580, Block Elements). */
const LOWER = Array.from(' ▁▂▃▄▅▆▇█', (block) => glyphOf(block.codePointAt(0)!))
const HASH = '#'.charCodeAt(0)

/** The glyph's upper part is what is seen: there is none for the upper eighths. */
const swapped: Style = { inverse: true }
const colors = { focused: { color: 'focus' }, others: { color: 'faint' } } as const

/** Paints a bar into a column of cells. Its ends are eighths of a cell. */
export function paintScrollbar(
  x: number,
  y: number,
  rows: number,
  { start, end }: Thumb,
  isFocused: boolean,
  { buffer, glyphs, styles }: Canvas,
  under: number,
): void {
  const style = styles.intern(isFocused ? colors.focused : colors.others, under)
  const upside = styles.intern(swapped, style)
  const empty = styles.empty(under)
  const isAscii = glyphs.set === 'ascii'
  for (let row = 0; row < rows; row++) {
    const from = Math.max(0, start - row * 8)
    const to = Math.min(8, end - row * 8)
    if (to - from < (isAscii ? 4 : 1)) buffer.writeGlyph(x, y + row, BLANK, empty)
    else if (isAscii) buffer.writeGlyph(x, y + row, HASH, style)
    else if (to === 8) buffer.writeGlyph(x, y + row, LOWER[8 - from]!, style)
    else buffer.writeGlyph(x, y + row, LOWER[8 - to]!, upside)
  }
}
