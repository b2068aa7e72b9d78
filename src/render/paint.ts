import type { Box, Pane } from './box.ts'
import { border } from './border.ts'
import { BLANK, glyphOf, type GlyphTable } from './glyphs.ts'
import type { Grid } from './grid.ts'
import { linesOf } from './measure.ts'
import type { BarNode, LinesNode, OverlayNode, Span, StackNode, TextNode } from './node.ts'
import { isPlain } from './shape.ts'
import type { Style, StyleTable } from './style.ts'
import { breakLines, cellsOf, type TextLines } from './text-lines.ts'

/** What there is to paint on and with. */
export interface Canvas {
  readonly grid: Grid
  readonly glyphs: GlyphTable
  readonly styles: StyleTable
}

/**
 * Paints a pane over what it painted last. Cells are left alone where the boxes before and after say the same: a pane
 * that did not change is not entered. With `fresh` nothing on the grid is to be relied on.
 */
export function paintPane(pane: Pane, canvas: Canvas, style: number, fresh: boolean): void {
  const { box, painted } = pane
  const known =
    !fresh &&
    pane.paintedStyle === style &&
    box !== undefined &&
    painted !== undefined &&
    samePlace(box, painted)
  if (!known && !covers(box, pane))
    canvas.grid.fill(pane.x, pane.y, pane.width, pane.height, canvas.styles.blank(style))
  if (box !== undefined && (pane.dirty || !known)) paint(box, known ? painted : undefined, canvas, style)
  pane.painted = box
  pane.paintedStyle = style
  pane.stale = false
  pane.dirty = false
}

/** Whether a pane's content takes all of its place. */
function covers(box: Box | undefined, pane: Pane): boolean {
  return box !== undefined && box.width === pane.width && box.height === pane.height
}

/** Paints a box where `before` stood; undefined where there was another thing, or the style around it has changed. */
function paint(box: Box, before: Box | undefined, canvas: Canvas, under: number): void {
  const { node } = box
  const was =
    before !== undefined && samePlace(box, before) && before.node.kind === node.kind ? before : undefined
  switch (node.kind) {
    case 'text':
      if (was === undefined || !sameText(node, was.node as TextNode)) paintText(box, node, canvas, under)
      return
    case 'stack':
      return paintStack(box, node, was, canvas, under)
    case 'overlay':
      return paintLayers(box, node, was, canvas, under)
    case 'lines':
      return paintLines(box, node, canvas, under)
    case 'bar':
      if (was === undefined || !sameBar(node, was.node as BarNode)) paintBar(box, node, canvas, under)
      return
    case 'slot':
      if (box.pane !== undefined) paintPane(box.pane, canvas, under, was?.pane !== box.pane)
  }
}

function samePlace(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

function paintStack(box: Box, node: StackNode, was: Box | undefined, canvas: Canvas, under: number): void {
  const style = canvas.styles.intern(node.style, under)
  const before =
    was !== undefined && sameStack(node, was.node as StackNode) && sameChildren(box, was) ? was : undefined
  if (before === undefined) {
    canvas.grid.fill(box.x, box.y, box.width, box.height, canvas.styles.blank(style))
    if (node.border !== undefined) paintBorder(box, node, canvas, style)
  }
  for (let i = 0; i < box.children.length; i++) paint(box.children[i]!, before?.children[i], canvas, style)
}

/** A layer is painted over those below it, so it is painted anew when one of them painted anything. */
function paintLayers(box: Box, node: OverlayNode, was: Box | undefined, canvas: Canvas, under: number): void {
  const style = canvas.styles.intern(node.style, under)
  const before = was !== undefined && sameChildren(box, was) ? was : undefined
  const { grid } = canvas
  if (before === undefined) grid.fill(box.x, box.y, box.width, box.height, canvas.styles.blank(style))
  let covered = before === undefined
  for (let i = 0; i < box.children.length; i++) {
    const written = grid.written
    paint(box.children[i]!, covered ? undefined : before?.children[i], canvas, style)
    covered ||= grid.written !== written
  }
}

/** Whether all children stand where they stood: then nothing between them has changed either. */
function sameChildren(box: Box, was: Box): boolean {
  if (box.children.length !== was.children.length) return false
  for (let i = 0; i < box.children.length; i++)
    if (!samePlace(box.children[i]!, was.children[i]!)) return false
  return true
}

function paintText(box: Box, node: TextNode, canvas: Canvas, under: number): void {
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
  const spanStyles =
    typeof node.content === 'string' ? [base] : node.content.map((span) => styles.intern(span.style, base))
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
function paintLine(
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

function alignOffset(node: TextNode, free: number): number {
  if (node.align === 'left') return 0
  return node.align === 'center' ? free >> 1 : free
}

function paintLines(box: Box, node: LinesNode, canvas: Canvas, under: number): void {
  const { grid, styles, glyphs } = canvas
  const { x, y, width, height } = box
  if (width === 0) return
  const style = styles.intern(node.style, under)
  const blank = styles.blank(style)
  const last = Math.max(0, node.source.length - height)
  const first = node.from === 'end' ? last : Math.min(node.from, last)
  for (let row = 0; row < height; row++) {
    const line = cutShort(node.source.at(first + row) ?? '', width)
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

/** No more of a line than can be shown: a cell takes at most 32 units. */
function cutShort(line: string | TextNode, width: number): string | TextNode {
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
  const spanStyles =
    typeof content === 'string' ? [base] : content.map((span) => styles.intern(span.style, base))
  return paintLine(grid, x, y, breakLines(content, width, 'clip', glyphs), 0, spanStyles)
}

const EIGHTHS = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'].map((block) => glyphOf(block.codePointAt(0)!))
const TRACK = glyphOf('░'.codePointAt(0)!)

function paintBar(box: Box, node: BarNode, canvas: Canvas, under: number): void {
  const filled = canvas.styles.intern(node.style, under)
  const track = canvas.styles.intern(node.trackStyle, under)
  const start = Math.floor(node.start * box.width)
  const eighths = Math.round(node.end * box.width * 8)
  const whole = Math.floor(eighths / 8)
  for (let row = 0; row < box.height; row++)
    for (let column = 0; column < box.width; column++) {
      const inside = column >= start && column < whole
      const part = column === whole && eighths % 8 > 0 && start <= whole
      const glyph = inside ? EIGHTHS[8]! : part ? EIGHTHS[eighths % 8]! : TRACK
      canvas.grid.writeGlyph(box.x + column, box.y + row, glyph, inside || part ? filled : track)
    }
}

function paintBorder(box: Box, node: StackNode, canvas: Canvas, under: number): void {
  const { grid, styles } = canvas
  const style = styles.intern(node.borderStyle, under)
  const { x, y, width, height } = box
  if (width === 0 || height === 0 || node.border === undefined) return
  const [topLeft, top, topRight, side, bottomLeft, bottomRight] = border(node.border)
  const right = x + width - 1
  const bottom = y + height - 1
  for (let column = x + 1; column < right; column++) {
    grid.writeGlyph(column, y, top, style)
    grid.writeGlyph(column, bottom, top, style)
  }
  for (let row = y + 1; row < bottom; row++) {
    grid.writeGlyph(x, row, side, style)
    grid.writeGlyph(right, row, side, style)
  }
  grid.writeGlyph(x, y, topLeft, style)
  if (width > 1) grid.writeGlyph(right, y, topRight, style)
  if (height > 1) grid.writeGlyph(x, bottom, bottomLeft, style)
  if (width > 1 && height > 1) grid.writeGlyph(right, bottom, bottomRight, style)
  if (node.title !== undefined && width > 6) paintTitle(node.title, x + 2, y, width - 4, canvas, style)
}

/** A title stands in the upper border, with a blank on either side. */
function paintTitle(
  title: TextNode,
  x: number,
  y: number,
  width: number,
  canvas: Canvas,
  under: number,
): void {
  const { grid, styles, glyphs } = canvas
  const base = styles.intern(title.style, under)
  const lines = breakLines(title.content, width - 2, 'truncate', glyphs)
  const spanStyles =
    typeof title.content === 'string'
      ? [base]
      : title.content.map((span: Span) => styles.intern(span.style, base))
  grid.writeGlyph(x, y, BLANK, under)
  const end = paintLine(grid, x + 1, y, lines, 0, spanStyles)
  grid.writeGlyph(end, y, BLANK, under)
}

function sameText(a: TextNode, b: TextNode): boolean {
  return (
    a.overflow === b.overflow &&
    a.align === b.align &&
    sameStyle(a.style, b.style) &&
    sameContent(a.content, b.content)
  )
}

function sameContent(a: TextNode['content'], b: TextNode['content']): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b === 'string' || a.length !== b.length) return false
  return a.every((span, i) => span.text === b[i]!.text && sameStyle(span.style, b[i]!.style))
}

function sameBar(a: BarNode, b: BarNode): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.trackStyle, b.trackStyle)
  )
}

function sameStack(a: StackNode, b: StackNode): boolean {
  return (
    a.border === b.border &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.borderStyle, b.borderStyle) &&
    (a.title === b.title || (a.title !== undefined && b.title !== undefined && sameText(a.title, b.title)))
  )
}

function sameStyle(a: Style | undefined, b: Style | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined) return false
  return (
    a.color === b.color &&
    a.background === b.background &&
    a.bold === b.bold &&
    a.dim === b.dim &&
    a.italic === b.italic &&
    a.inverse === b.inverse &&
    a.underline === b.underline &&
    a.strikethrough === b.strikethrough &&
    a.underlineColor === b.underlineColor &&
    a.link === b.link
  )
}
