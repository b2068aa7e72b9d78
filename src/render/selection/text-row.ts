import type { Box } from '../layout/box.ts'
import { shownLines, type TextNode } from '../nodes/text.ts'
import { cellsOf, type GlyphTable } from '../text/glyphs.ts'
import { withoutSgr } from '../text/sanitize.ts'
import type { Content } from '../text/shape.ts'
import { alignOffset, drawnText, shapeSpans, type TextLines } from '../text/text-lines.ts'

/** A part of a line of a source, in UTF-16 units of its text without colors. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** A row of the screen that shows a part of a line. */
export interface TextRow {
  /** The column at which its first glyph is. */
  readonly x: number
  /** Its glyphs, and what each of them stands for. */
  readonly cells: readonly RowCell[]
  /** What the row stands for, from its first glyph to its last. */
  readonly range: Range
}

/** A glyph in a row: its columns from the row's start, and the text that it stands for. An ellipsis stands for all it hides. */
export interface RowCell extends Range {
  readonly x: number
  readonly width: number
}

/** A row of a text in its place; undefined if it isn't shown. */
export function textRow(box: Box<TextNode>, row: number, glyphs: GlyphTable): TextRow | undefined {
  const { node, x, width, height } = box
  const lines = shownLines(box, glyphs)
  if (row < 0 || row >= lines.count || row >= height) return undefined
  const start = x + alignOffset(node.align, Math.max(0, width - lines.widths[row]!))
  return rowOf(lines, row, start, node.content, height <= 1 || node.sizing.height === 1, glyphs)
}

/** The text that the offsets of its glyphs refer to: without colors, marks in ASCII if they are, and times as of now. */
export function shownText(content: Content, glyphs: GlyphTable): string {
  if (typeof content === 'string') return withoutSgr(content)
  return content.map((span) => drawnText(span, glyphs)).join('')
}

/** The row of a text that was broken into lines. */
export function rowOf(
  lines: TextLines,
  row: number,
  x: number,
  content: Content,
  isOneLine: boolean,
  glyphs: GlyphTable,
): TextRow {
  const text = shownText(content, glyphs)
  const { glyphs: shaped } = shapeSpans(content, glyphs, isOneLine)
  const offsets = shaped.offsets.slice(0, shaped.length)
  const start = offsets[lines.sources[row]!] ?? text.length
  const paragraphEnd = isOneLine ? text.length : endOfParagraph(text, start)
  const cells: RowCell[] = []
  let column = 0
  let before = start
  for (let at = lines.starts[row]!; at < lines.ends[row]!; at++) {
    const glyph = lines.out.glyphs[at]!
    const offset = lines.out.offsets[at]!
    const next = at + 1 < lines.ends[row]! ? lines.out.offsets[at + 1]! : -1
    const range =
      offset >= 0
        ? { from: offset, to: after(offsets, offset, text.length) }
        : { from: before, to: glyph === glyphs.ellipsis ? (next < 0 ? paragraphEnd : next) : before }
    cells.push({ x: column, width: cellsOf(glyph), ...range })
    column += cellsOf(glyph)
    before = range.to
  }
  return { x, cells, range: { from: cells[0]?.from ?? start, to: before } }
}

/** Where the glyph after one at an offset starts. */
function after(offsets: Int32Array, offset: number, end: number): number {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsets[middle]! <= offset) low = middle + 1
    else high = middle
  }
  return offsets[low] ?? end
}

function endOfParagraph(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  if (at < 0) return text.length
  return text[at - 1] === '\r' && at > from ? at - 1 : at
}
