import type { Box } from '../layout/box.ts'
import type { Canvas } from './canvas.ts'
import { BLANK, NEWLINE } from '../text/glyphs.ts'
import { linesOf } from '../layout/measure.ts'
import { firstLine, lineCount } from '../layout/line-window.ts'
import type { LinesNode, TextNode } from '../nodes/node.ts'
import { sameLine, sameStyle } from './looks-same.ts'
import { plainWidth } from '../text/shape.ts'
import type { StyleTable } from './style.ts'
import { alignOffset, cellsOf, shapeSpans, type TextLines } from '../text/text-lines.ts'

export function paintText(box: Box, node: TextNode, canvas: Canvas, under: number): void {
  const { grid, styles } = canvas
  const { x, y, width, height } = box
  if (width === 0 || height === 0) return
  const style = styles.intern(node.style, under)
  const blank = styles.blank(style)
  if (box.plainWidth >= 0 && (box.plainWidth <= width || node.overflow === 'clip')) {
    const start = x + alignOffset(node.align, Math.max(0, width - box.plainWidth))
    grid.fill(x, y, start - x, 1, blank)
    const end = paintPlain(node.content, start, y, x + width, canvas, style)
    grid.fill(end, y, x + width - end, 1, blank)
    grid.fill(x, y + 1, width, height - 1, blank)
    return
  }
  const lines = linesOf(box, node, width, canvas.glyphs)
  const spanStyles = stylesOf(node.content, styles, style)
  const shown = Math.min(height, lines.count)
  for (let line = 0; line < shown; line++) {
    const start = x + alignOffset(node.align, width - lines.widths[line]!)
    grid.fill(x, y + line, start - x, 1, blank)
    const end = paintLine(canvas, start, y + line, lines, line, spanStyles)
    grid.fill(end, y + line, x + width - end, 1, blank)
  }
  grid.fill(x, y + shown, width, height - shown, blank)
}

/** Paints printable ASCII up to a column, and gives the column after it. */
function paintPlain(
  content: TextNode['content'],
  x: number,
  y: number,
  end: number,
  { grid, styles }: Canvas,
  style: number,
): number {
  if (typeof content === 'string') {
    const length = Math.min(content.length, end - x)
    grid.writePlain(x, y, content, length, style, styles.blank(style))
    return x + length
  }
  let at = x
  for (const span of content) {
    const length = Math.min(span.text.length, end - at)
    const look = styles.intern(span.style, style)
    grid.writePlain(at, y, span.text, length, look, styles.blank(look))
    at += length
  }
  return at
}

/** Paints one line and gives the column after it. */
export function paintLine(
  { grid, styles }: Canvas,
  x: number,
  y: number,
  lines: TextLines,
  line: number,
  spanStyles: readonly number[],
): number {
  const { glyphs } = lines.out
  let at = x
  for (let i = lines.starts[line]!; i < lines.ends[line]!; i++) {
    const glyph = glyphs[i]!
    const style = spanStyles[lines.spanOf[i]!]!
    grid.writeGlyph(at, y, glyph, glyph === BLANK ? styles.blank(style) : style)
    at += cellsOf(glyph)
  }
  return at
}

/** The styles of a text's spans, laid over that of the whole. */
export function stylesOf(content: TextNode['content'], styles: StyleTable, base: number): number[] {
  return typeof content === 'string' ? [base] : content.map((span) => styles.intern(span.style, base))
}

/** Paints a window onto lines, as far as it is in view itself. Lines that it showed before are moved to where they are now, and not painted again. */
export function paintLines(
  box: Box,
  node: LinesNode,
  was: Box | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { grid, styles } = canvas
  const { x, width, height } = box
  const [, top, , bottom] = grid.clipped
  const y = Math.max(box.y, top)
  const rows = Math.min(box.y + height, bottom) - y
  if (width === 0 || rows <= 0) return
  const style = styles.intern(node.style, under)
  const blank = styles.blank(style)
  const shown = (box.shown = linesInView(node, width, firstLine(node, height) + y - box.y, rows))
  const before = was !== undefined && sameStyle(node.style, (was.node as LinesNode).style) ? was.shown : []
  const by = shiftBetween(before, shown)
  const moved = by !== 0 && grid.scroll(x, y, width, rows, by) ? by : 0
  for (let row = 0; row < rows; row++) {
    const line = shown[row]!
    if (sameLine(line, before[row + moved])) continue
    const end =
      typeof line === 'string'
        ? paintContent(line, x, y + row, width, canvas, style)
        : paintContent(line.content, x, y + row, width, canvas, styles.intern(line.style, style))
    grid.fill(end, y + row, x + width - end, 1, blank)
  }
}

function linesInView(node: LinesNode, width: number, first: number, rows: number): (string | TextNode)[] {
  const count = lineCount(node.source)
  const shown = new Array<string | TextNode>(rows)
  for (let row = 0; row < rows; row++)
    shown[row] = first + row < count ? cutShort(node.source.at(first + row) ?? '', width) : ''
  return shown
}

/** By how many rows the lines have moved up, as the one in the middle says; 0 where most of them are gone. */
function shiftBetween(before: readonly (string | TextNode)[], after: readonly (string | TextNode)[]): number {
  const middle = after.length >> 1
  const line = after[middle]
  if (before.length !== after.length || line === undefined || sameLine(line, before[middle])) return 0
  for (let by = 1; by <= middle; by++) {
    if (sameLine(line, before[middle + by])) return by
    if (sameLine(line, before[middle - by])) return -by
  }
  return 0
}

function isLine(line: unknown): line is string | TextNode {
  return typeof line === 'string' || (line as { kind?: unknown }).kind === 'text'
}

/** No more of a line than can be shown: a cell takes at most 32 units. */
function cutShort(given: unknown, width: number): string | TextNode {
  // A source may be anything that data has made of it.
  const line = isLine(given) ? given : String(given)
  return typeof line === 'string' && line.length > width * 32 ? line.slice(0, width * 32) : line
}

/** Paints what fits of a text's first line, and gives the column after it. */
function paintContent(
  content: TextNode['content'],
  x: number,
  y: number,
  width: number,
  canvas: Canvas,
  style: number,
): number {
  if (plainWidth(content) >= 0) return paintPlain(content, x, y, x + width, canvas, style)
  const { glyphs, spanOf } = shapeSpans(content, canvas.glyphs)
  const spanStyles = stylesOf(content, canvas.styles, style)
  const end = x + width
  let at = x
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs.glyphs[i]!
    const after = at + cellsOf(glyph)
    if (glyph === NEWLINE || after > end) break
    const look = spanStyles[spanOf[i]!]!
    canvas.grid.writeGlyph(at, y, glyph, glyph === BLANK ? canvas.styles.blank(look) : look)
    at = after
  }
  return at
}
