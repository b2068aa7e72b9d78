import type { Box } from './box.ts'
import type { Canvas } from './canvas.ts'
import type { GlyphTable } from './glyphs.ts'
import type { Grid } from './grid.ts'
import { linesOf } from './measure.ts'
import { firstLine, lineCount } from './line-window.ts'
import type { LinesNode, TextNode } from './node.ts'
import { isPlain } from './shape.ts'
import type { StyleTable } from './style.ts'
import { breakLines, cellsOf, type TextLines } from './text-lines.ts'

export function paintText(box: Box, node: TextNode, canvas: Canvas, under: number): void {
  const { grid, styles } = canvas
  const { x, y, width, height } = box
  if (width === 0 || height === 0) return
  const style = typeof node.content === 'string' ? styles.intern(node.style, under) : under
  if (box.plain && node.content.length <= width) {
    const text = node.content as string
    const start = x + alignOffset(node, width - text.length)
    const blank = styles.blank(style)
    grid.fill(x, y, start - x, 1, blank)
    grid.writePlain(start, y, text, 0, text.length, style)
    grid.fill(start + text.length, y, x + width - start - text.length, 1, blank)
    grid.fill(x, y + 1, width, height - 1, blank)
    return
  }
  const base = styles.intern(node.style, under)
  const blank = styles.blank(base)
  const lines = linesOf(box, node, width, canvas.glyphs)
  const spanStyles = stylesOf(node.content, styles, base)
  const shown = Math.min(height, lines.count)
  for (let line = 0; line < shown; line++) {
    const start = x + alignOffset(node, width - lines.widths[line]!)
    grid.fill(x, y + line, start - x, 1, blank)
    const end = paintLine(grid, start, y + line, lines, line, spanStyles)
    grid.fill(end, y + line, x + width - end, 1, blank)
  }
  grid.fill(x, y + shown, width, height - shown, blank)
}

/** Paints one line and gives the column after it. */
export function paintLine(
  grid: Grid,
  x: number,
  y: number,
  lines: TextLines,
  line: number,
  styles: readonly number[],
): number {
  const { glyphs } = lines.out
  let at = x
  for (let i = lines.starts[line]!; i < lines.ends[line]!; i++) {
    const glyph = glyphs[i]!
    grid.writeGlyph(at, y, glyph, styles[lines.spanOf[i]!]!)
    at += cellsOf(glyph)
  }
  return at
}

/** The styles of a text's spans, laid over that of the whole. */
export function stylesOf(content: TextNode['content'], styles: StyleTable, base: number): number[] {
  return typeof content === 'string' ? [base] : content.map((span) => styles.intern(span.style, base))
}

function alignOffset(node: TextNode, free: number): number {
  if (node.align === 'left') return 0
  return node.align === 'center' ? free >> 1 : free
}

export function paintLines(box: Box, node: LinesNode, canvas: Canvas, under: number): void {
  const { grid, styles, glyphs } = canvas
  const { x, y, width, height } = box
  if (width === 0) return
  const style = styles.intern(node.style, under)
  const blank = styles.blank(style)
  const count = lineCount(node.source)
  const first = firstLine(node, height)
  for (let row = 0; row < height; row++) {
    const line = first + row < count ? cutShort(node.source.at(first + row) ?? '', width) : ''
    if (typeof line === 'string' && isPlain(line)) {
      const shown = Math.min(width, line.length)
      grid.writePlain(x, y + row, line, 0, shown, style)
      grid.fill(x + shown, y + row, width - shown, 1, blank)
    } else {
      const end = paintRichLine(grid, x, y + row, line, width, style, styles, glyphs)
      grid.fill(end, y + row, x + width - end, 1, blank)
    }
  }
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

function paintRichLine(
  grid: Grid,
  x: number,
  y: number,
  line: string | TextNode,
  width: number,
  style: number,
  styles: StyleTable,
  glyphs: GlyphTable,
): number {
  const content = typeof line === 'string' ? line : line.content
  const base = typeof line === 'string' ? style : styles.intern(line.style, style)
  const spanStyles = stylesOf(content, styles, base)
  return paintLine(grid, x, y, breakLines(content, width, 'clip', glyphs), 0, spanStyles)
}
