import type { Box, Pane } from '../layout/box.ts'
import type { Canvas } from './canvas.ts'

/**
 * Paints a pane over what it painted last. Cells stay as they are if the boxes before and after are the same, and a pane
 * that hasn't changed is skipped. With `fresh`, the cells contain something else.
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
    canvas.buffer.fill(pane.x, pane.y, pane.width, pane.height, canvas.styles.empty(style))
  if (box !== undefined && (pane.dirty || !known)) {
    pane.window = canvas.buffer.clipped
    paint(box, known ? painted : undefined, canvas, style)
  }
  pane.painted = box
  pane.paintedStyle = style
  pane.stale = false
  pane.dirty = false
}

/** Whether the content of a pane fills it. */
function covers(box: Box | undefined, pane: Pane): boolean {
  return box !== undefined && box.width === pane.width && box.height === pane.height
}

/**
 * Paints a box where `before` was. `before` is undefined if there are other cells, or if the style around it has changed.
 */
export function paint(box: Box, before: Box | undefined, canvas: Canvas, under: number): void {
  if (box === before && box.isStill) return
  const comparable = before !== undefined && before.kind === box.kind && samePlace(box, before)
  box.kind.paint(box, comparable ? before : undefined, canvas, under)
}

/** Whether all children are where they were. Then nothing between them has changed. */
export function sameChildren(box: Box, before: Box): boolean {
  if (box.children.length !== before.children.length) return false
  for (let i = 0; i < box.children.length; i++)
    if (!samePlace(box.children[i]!, before.children[i]!)) return false
  return true
}

function samePlace(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
