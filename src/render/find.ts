import type { Box, Pane } from './box.ts'
import type { GlyphTable } from './glyphs.ts'
import { lineCount } from './line-window.ts'
import { linesOf } from './measure.ts'
import type { CursorShape } from './node.ts'
import { placeOf } from './text-lines.ts'

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
  return pane.box && findIn(pane.box, (box) => cursorOf(box, table))
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

function cursorOf(box: Box, table: GlyphTable): CursorPlace | undefined {
  const { node, x, y, width, height } = box
  if (node.kind !== 'text' || node.cursor === undefined || width === 0) return undefined
  const [line, column] = placeOf(node.content, node.cursor, linesOf(box, node, width, table), table)
  return line < height
    ? { x: x + Math.min(column, width - 1), y: y + line, shape: node.cursorShape }
    : undefined
}

function overflowIn({ node, height, children }: Box): number | undefined {
  if (node.kind === 'scroll') return Math.max(0, children[0]!.height - height)
  return node.kind === 'lines' ? Math.max(0, lineCount(node.source) - height) : undefined
}

function contains({ x, y, width, height }: Box, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height
}
