import { borderGlyphs, DOWN, LEFT, RIGHT, UP } from './border.ts'
import type { Box } from '../layout/box.ts'
import type { Canvas } from './canvas.ts'
import type { StackNode } from '../nodes/index.ts'
import { paintTitle } from '../nodes/title.ts'
import type { GlyphSet } from '../text/glyphs.ts'

/** Paints the border of a box, with its title. */
export function paintBorder(box: Box<StackNode>, canvas: Canvas, under: number): void {
  const { node } = box
  const style = canvas.styles.intern(node.borderStyle, under)
  eachCell(box, node, canvas.glyphs.set, (x, y, ways, glyphs) =>
    canvas.buffer.writeGlyph(x, y, glyphs[ways]!, style),
  )
  paintTitle(node.title, box, canvas, style)
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
  for (const { child, node, style } of boxes) {
    eachCell(child, node, canvas.glyphs.set, (x, y, own, glyphs) => {
      const at = y * columns + x
      const all = (ways.get(at) ?? 0) | own
      canvas.buffer.writeGlyph(x, y, glyphs[all]!, style)
      ways.set(at, all)
    })
  }
  for (const { child, node, style } of boxes) paintTitle(node.title, child, canvas, style)
}

interface Bordered {
  readonly child: Box
  readonly node: StackNode
  readonly style: number
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
  if (node.border !== undefined)
    return [{ child, node, style: canvas.styles.intern(node.borderStyle, style) }]
  return node.join ? bordered(child, style, canvas) : []
}

type Visit = (x: number, y: number, ways: number, glyphs: readonly number[]) => void

/** Calls back for each cell of a border, with the ways that the line goes there. */
function eachCell({ x, y, width, height }: Box, node: StackNode, set: GlyphSet, visit: Visit): void {
  if (width === 0 || height === 0 || node.border === undefined) return
  const glyphs = borderGlyphs(node.border, set)
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
  visit(x, y, RIGHT | DOWN, glyphs)
  if (width > 1) visit(right, y, LEFT | DOWN, glyphs)
  if (height > 1) visit(x, bottom, RIGHT | UP, glyphs)
  if (width > 1 && height > 1) visit(right, bottom, LEFT | UP, glyphs)
}
