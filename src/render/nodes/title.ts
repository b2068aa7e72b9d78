import { UNLIMITED } from '../layout/sizing.ts'
import type { Box } from '../layout/box.ts'
import type { Canvas } from '../paint/canvas.ts'
import { paintLine, stylesOf } from '../paint/paint-text.ts'
import { BLANK, type GlyphTable } from '../text/glyphs.ts'
import { breakLines } from '../text/text-lines.ts'
import { describe } from './options.ts'
import { sameText, text, type TextNode } from './text.ts'

/* A title interrupts a line, such as a border: after two cells of it, with a blank on either side. */

/** How many columns the line and the blanks around a title take. */
const AROUND = 6

/**
 * A builder's `title` as a text.
 *
 * @throws TypeError if it is neither a string nor a text.
 */
export function titleOf(title: string | TextNode | undefined): TextNode | undefined {
  if (title === undefined || title === '') return undefined
  if (typeof title === 'string') return text(title)
  if ((title as TextNode | null)?.kind === 'text') return title
  throw new TypeError(`title must be a string or a text, not ${describe(title)}`)
}

/** How many columns a line needs for its whole title. */
export function titleWidth(title: TextNode | undefined, glyphs: GlyphTable): number {
  return title === undefined ? 0 : breakLines(title.content, UNLIMITED, 'clip', glyphs, true).natural + AROUND
}

/** Paints a title into the top row of a box, as much of it as fits. */
export function paintTitle(
  title: TextNode | undefined,
  { x, y, width, height }: Pick<Box, 'x' | 'y' | 'width' | 'height'>,
  { buffer, styles, glyphs }: Canvas,
  under: number,
): void {
  if (title === undefined || width <= AROUND || height === 0) return
  const base = styles.intern(title.style, under)
  const lines = breakLines(title.content, width - AROUND, 'truncate', glyphs, true)
  buffer.writeGlyph(x + 2, y, BLANK, styles.empty(under))
  const end = paintLine({ buffer, styles }, x + 3, y, lines, 0, stylesOf(title.content, styles, base))
  buffer.writeGlyph(end, y, BLANK, styles.empty(under))
}

/** How many columns a text takes that stands in a line, with a blank on either side. */
export function headWidth(head: TextNode | undefined, glyphs: GlyphTable): number {
  return head === undefined ? 0 : breakLines(head.content, UNLIMITED, 'clip', glyphs, true).natural + 2
}

/** Paints such a text in so many columns. It is cut if these are too few, and left out if there is no room for any of it. */
export function paintHead(
  head: TextNode | undefined,
  x: number,
  y: number,
  columns: number,
  { buffer, styles, glyphs }: Canvas,
  under: number,
): void {
  if (head === undefined || columns < 3) return
  const lines = breakLines(head.content, columns - 2, 'truncate', glyphs, true)
  const base = styles.intern(head.style, under)
  buffer.writeGlyph(x, y, BLANK, styles.blank(under))
  const end = paintLine({ buffer, styles }, x + 1, y, lines, 0, stylesOf(head.content, styles, base))
  buffer.writeGlyph(end, y, BLANK, styles.blank(under))
}

/** Whether two titles in the same place have the same cells. */
export function sameTitle(a: TextNode | undefined, b: TextNode | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameText(a, b))
}
