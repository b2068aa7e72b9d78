import { UNLIMITED } from '../layout/sizing.ts'
import type { Box } from '../layout/box.ts'
import type { Canvas } from '../paint/canvas.ts'
import { paintLine, stylesOf } from '../paint/paint-text.ts'
import { BLANK, type GlyphTable } from '../text/glyphs.ts'
import { breakLines } from '../text/text-lines.ts'
import { describe } from './options.ts'
import { sameText, text, type TextNode } from './text.ts'

/* A title stands in a line, such as a border: behind two cells of it, with a blank on either side. */

/** The columns of line and blanks around a title. */
const AROUND = 6

/** A builder's `title` as text. Throws a TypeError if it is neither a string nor a text. */
export function titleOf(title: string | TextNode | undefined): TextNode | undefined {
  if (title === undefined || title === '') return undefined
  if (typeof title === 'string') return text(title)
  if ((title as TextNode | null)?.kind === 'text') return title
  throw new TypeError(`title is a string or a text, not ${describe(title)}`)
}

/** The columns of a line that has room for its whole title. */
export function titleWidth(title: TextNode | undefined, glyphs: GlyphTable): number {
  return title === undefined ? 0 : breakLines(title.content, UNLIMITED, 'clip', glyphs, true).natural + AROUND
}

/** Paints a title into the topmost line of a box, as much of it as fits. */
export function paintTitle(
  title: TextNode | undefined,
  { x, y, width, height }: Box,
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

/** Whether two titles in the same place have the same cells. */
export function sameTitle(a: TextNode | undefined, b: TextNode | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameText(a, b))
}
