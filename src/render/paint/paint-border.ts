import { borderGlyphs, DOWN, LEFT, RIGHT, sideGlyph, UP, type Border, type BorderSides } from './border.ts'
import type { Box } from '../layout/box.ts'
import type { Canvas } from './canvas.ts'
import type { StackNode, TextNode } from '../nodes/index.ts'
import { noSides } from '../nodes/options.ts'
import { paintTitle } from '../nodes/title.ts'
import type { GlyphSet } from '../text/glyph-set.ts'

/** A rectangle of cells. */
interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What a stack's margin leaves of its place. */
export function insideMargin({ x, y, width, height, node: { margin } }: Box<StackNode>): Rectangle {
  const [top, right, bottom, left] = margin
  return {
    x: Math.min(x + left, x + width),
    y: Math.min(y + top, y + height),
    width: Math.max(0, width - left - right),
    height: Math.max(0, height - top - bottom),
  }
}

/** Paints the border of a stack, with its title. */
export function paintBorder(box: Box<StackNode>, canvas: Canvas, under: number): void {
  const { border, borderStyle, title } = box.node
  if (border === undefined) return
  const style = canvas.styles.intern(borderStyle, under)
  const place = insideMargin(box)
  if (typeof border === 'object') return paintSides(border, place, canvas, style)
  paintFrame(border, place, canvas, style)
  paintTitle(title, place, canvas, under)
}

/** Paints a border all around. */
export function paintFrame(
  border: Border,
  { x, y, width, height }: Rectangle,
  { buffer, glyphs: { set } }: Canvas,
  style: number,
): void {
  if (width === 0 || height === 0) return
  const glyphs = borderGlyphs(border, set)
  const right = x + width - 1
  const bottom = y + height - 1
  buffer.fill(x + 1, y, width - 2, 1, style, glyphs[LEFT | RIGHT])
  if (height > 1) buffer.fill(x + 1, bottom, width - 2, 1, style, glyphs[LEFT | RIGHT])
  buffer.fill(x, y + 1, 1, height - 2, style, glyphs[UP | DOWN])
  if (width > 1) buffer.fill(right, y + 1, 1, height - 2, style, glyphs[UP | DOWN])
  eachCorner(x, y, right, bottom, (x, y, ways) => buffer.writeGlyph(x, y, glyphs[ways]!, style))
}

/** Paints lines at single sides. Where two meet, the one at the top or the bottom goes on. */
function paintSides(sides: BorderSides, place: Rectangle, { buffer, glyphs }: Canvas, style: number): void {
  const { x, y, width, height } = place
  const line = (side: keyof BorderSides, x: number, y: number, columns: number, rows: number) => {
    const glyph = sideGlyph(sides, side, glyphs.set)
    if (glyph !== undefined) buffer.fill(x, y, columns, rows, style, glyph)
  }
  if (width === 0 || height === 0) return
  line('left', x, y, 1, height)
  line('right', x + width - 1, y, 1, height)
  line('top', x, y, width, 1)
  line('bottom', x, y + height - 1, width, 1)
}

/**
 * Paints the borders that the children of a stack with `join` share, as one line that goes in all their ways. If the
 * borders look different, the last one wins. Each border is painted whole: a child that was painted again may have blanked
 * shared cells.
 */
export function paintJoints(box: Box, canvas: Canvas, under: number): void {
  const ways = new Map<number, number>()
  const { columns } = canvas.buffer
  const boxes = bordered(box, under, canvas)
  for (const { child, border, style } of boxes) {
    eachCell(child, border, canvas.glyphs.set, (x, y, own, glyphs) => {
      const at = y * columns + x
      const all = (ways.get(at) ?? 0) | own
      canvas.buffer.writeGlyph(x, y, glyphs[all]!, style)
      ways.set(at, all)
    })
  }
  for (const { child, title, under } of boxes) paintTitle(title, child, canvas, under)
}

interface Bordered {
  readonly child: Box
  readonly border: Border
  readonly title: TextNode | undefined
  /** The style of the border, and the one that it is laid over. */
  readonly style: number
  readonly under: number
}

/** The boxes with borders in a stack with `join`, in its children with `join`, and in what fills its slots. */
function bordered(box: Box, under: number, canvas: Canvas): Bordered[] {
  return box.children.flatMap((child) => borderedIn(child, under, canvas))
}

function borderedIn(child: Box, under: number, canvas: Canvas): Bordered[] {
  const { node, pane } = child
  if (pane?.box !== undefined) return borderedIn(pane.box, under, canvas)
  if (node.kind !== 'stack') return []
  const style = canvas.styles.intern(node.style, under)
  const { border, borderStyle, margin, title } = node
  if (typeof border === 'string' && margin === noSides)
    return [{ child, border, title, style: canvas.styles.intern(borderStyle, style), under: style }]
  return node.join ? bordered(child, style, canvas) : []
}

type Visit = (x: number, y: number, ways: number, glyphs: readonly number[]) => void
type VisitCorner = (x: number, y: number, ways: number) => void

/** Calls back for each cell of a border, with the ways that the line goes there. */
function eachCell({ x, y, width, height }: Rectangle, border: Border, set: GlyphSet, visit: Visit): void {
  if (width === 0 || height === 0) return
  const glyphs = borderGlyphs(border, set)
  const right = x + width - 1
  const bottom = y + height - 1
  for (let column = x + 1; column < right; column++) {
    visit(column, y, LEFT | RIGHT, glyphs)
    if (height > 1) visit(column, bottom, LEFT | RIGHT, glyphs)
  }
  for (let row = y + 1; row < bottom; row++) {
    visit(x, row, UP | DOWN, glyphs)
    if (width > 1) visit(right, row, UP | DOWN, glyphs)
  }
  eachCorner(x, y, right, bottom, (x, y, ways) => visit(x, y, ways, glyphs))
}

function eachCorner(x: number, y: number, right: number, bottom: number, visit: VisitCorner): void {
  visit(x, y, RIGHT | DOWN)
  if (right > x) visit(right, y, LEFT | DOWN)
  if (bottom > y) visit(x, bottom, RIGHT | UP)
  if (right > x && bottom > y) visit(right, bottom, LEFT | UP)
}
