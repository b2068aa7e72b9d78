import type { Box, Pane } from './box.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { lineCount } from './line-window.ts'
import { linesOf } from './measure.ts'
import type { CursorShape, TextNode } from '../nodes/node.ts'
import { alignOffset, placeOf } from '../text/text-lines.ts'

/** A place for the terminal's cursor. */
export interface CursorPlace {
  readonly x: number
  readonly y: number
  readonly shape: CursorShape
}

/** The panes at a place on the screen, from the outermost inwards. A layer hides those below it. */
export function panesAt(pane: Pane, x: number, y: number): Pane[] {
  const found: Pane[] = [pane]
  let box = pane.box
  while (box !== undefined) {
    if (box.pane !== undefined) found.push(box.pane)
    const inside: readonly Box[] = box.pane?.box ? [box.pane.box] : box.children
    box = inside.findLast((candidate) => contains(candidate, x, y))
  }
  return found
}

/** Where a pane's own text wants the cursor, if any does and it is in view. */
export function cursorIn(pane: Pane, table: GlyphTable): CursorPlace | undefined {
  const place = pane.box && cursorOf(pane.box, table)
  if (place === undefined) return undefined
  const [left, top, right, bottom] = pane.window
  return place.x >= left && place.x < right && place.y >= top && place.y < bottom ? place : undefined
}

/** How many rows of a pane's own content are out of view: of the first scrolled view, or lines, in it. */
export function overflowOf(pane: Pane): number {
  return (pane.box && findIn(pane.box, overflowIn)) ?? 0
}

/** Looks at a box and those in it, but not into slots. */
function findIn<T>(box: Box, look: (box: Box) => T | undefined): T | undefined {
  const found = look(box)
  if (found !== undefined) return found
  for (const child of box.children) {
    const inside = findIn(child, look)
    if (inside !== undefined) return inside
  }
  return undefined
}

/** Looks into a box, the uppermost layer first. */
function cursorOf(box: Box, table: GlyphTable): CursorPlace | undefined {
  const { node, children } = box
  if (node.kind === 'text') return cursorOfText(box, node, table)
  for (let i = 0; i < children.length; i++) {
    const at = node.kind === 'overlay' ? children.length - 1 - i : i
    const place = cursorOf(children[at]!, table)
    if (place === undefined) continue
    const isHidden =
      node.kind === 'overlay'
        ? children.some((layer, above) => above > at && contains(layer, place.x, place.y))
        : node.kind === 'scroll' && !contains(box, place.x, place.y)
    return isHidden ? undefined : place
  }
  return undefined
}

function cursorOfText(box: Box, node: TextNode, table: GlyphTable): CursorPlace | undefined {
  const { x, y, width, height } = box
  if (node.cursor === undefined || width === 0) return undefined
  const lines = linesOf(box, node, width, table)
  const [line, column] = placeOf(node, node.cursor, lines, table)
  if (line >= height) return undefined
  const start = alignOffset(node.align, width - lines.widths[line]!)
  return { x: x + Math.min(start + column, width - 1), y: y + line, shape: node.cursorShape }
}

function overflowIn({ node, height, children }: Box): number | undefined {
  if (node.kind === 'scroll') return Math.max(0, children[0]!.height - height)
  return node.kind === 'lines' ? Math.max(0, lineCount(node.source) - height) : undefined
}

function contains({ x, y, width, height }: Box, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height
}
