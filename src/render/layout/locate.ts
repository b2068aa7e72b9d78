import type { Layer, Point } from '../nodes/layer.ts'
import type { CursorPlace } from '../paint/cursor.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import type { Box, Pane } from './box.ts'
import { firstLine } from './line-window.ts'

/** The boxes at a place on the screen, from the outermost inwards, with those of the panes in slots. A layer hides those below it. */
export function boxesAt({ box }: Pane, x: number, y: number): Box[] {
  return box === undefined ? [] : boxesIn(box, x, y)
}

/** The panes there, from the outermost inwards. */
export function panesAt(pane: Pane, x: number, y: number): Pane[] {
  return [pane, ...boxesAt(pane, x, y).flatMap((box) => box.pane ?? [])]
}

/** The boxes at a place in a pane's topmost modal layer and what is above that. Empty if the place is in neither. */
export function boxesInModal({ box }: Pane, x: number, y: number): Box[] {
  const { layers = [] } = (box && fromModal(box)) ?? {}
  const hit = layers.findLast((layer) => contains(layer, x, y))
  return hit === undefined ? [] : boxesIn(hit, x, y)
}

function boxesIn(outermost: Box, x: number, y: number): Box[] {
  const found: Box[] = []
  let box: Box | undefined = outermost
  while (box !== undefined) {
    found.push(box)
    const inside: readonly Box[] = box.pane?.box ? [box.pane.box] : box.children
    box = inside.findLast((candidate) => contains(candidate, x, y))
  }
  return found
}

/** The topmost modal layer in a box, with its box and those of the layers above it. Slots aren't searched. */
export function fromModal({
  node,
  children,
}: Box): { readonly modal: Layer; readonly layers: readonly Box[] } | undefined {
  for (let i = children.length - 1; i >= 0; i--) {
    const inside = fromModal(children[i]!)
    if (inside !== undefined) return inside
    const modal = node.kind === 'overlay' ? node.layers[i]! : undefined
    if (modal?.isModal === true) return { modal, layers: children.slice(i) }
  }
  return undefined
}

/** Where a text of a pane wants the cursor, if one does and is in view. Slots aren't searched. */
export function cursorIn(pane: Pane, glyphs: GlyphTable): CursorPlace | undefined {
  const place = pane.mayHaveCursor && pane.box !== undefined ? cursorOf(pane.box, glyphs) : undefined
  if (place === undefined) return undefined
  const [left, top, right, bottom] = pane.window
  return place.x >= left && place.x < right && place.y >= top && place.y < bottom ? place : undefined
}

/** Where a box or one inside it wants the cursor. Slots aren't searched. */
export function cursorOf(box: Box, glyphs: GlyphTable): CursorPlace | undefined {
  return box.kind.cursor(box, glyphs)
}

/** The cursor of the first child that has one. */
export function firstCursor(box: Box, glyphs: GlyphTable): CursorPlace | undefined {
  for (const child of box.children) {
    const place = cursorOf(child, glyphs)
    if (place !== undefined) return place
  }
  return undefined
}

/** How many rows of a pane's content are out of view, in the first `scroll` or `lines`. Slots aren't searched. */
export function overflowOf(pane: Pane): number {
  return (pane.box && ofWindow(pane.box, overflow)) ?? 0
}

/** How many rows of that are above the window. */
export function aboveOf(pane: Pane): number {
  return (pane.box && ofWindow(pane.box, above)) ?? 0
}

/** The first cell of the selected row in the first `lines` that have one, or else of a pane. Slots aren't searched. */
export function selectedIn(pane: Pane): Point {
  return (pane.box && ofWindow(pane.box, selected)) ?? pane
}

function selected({ node, x, y, height }: Box): Point | undefined {
  if (node.kind === 'lines' && node.selected! >= 0)
    return { x, y: y + node.selected! - firstLine(node, height) }
  return undefined
}

function overflow(box: Box): number | undefined {
  return box.kind.overflow(box)
}

function above(box: Box): number | undefined {
  return box.kind.above(box)
}

/** What the first window in a box answers. */
function ofWindow<T>(box: Box, ask: (box: Box) => T | undefined): T | undefined {
  const answer = ask(box)
  if (answer !== undefined) return answer
  for (const child of box.children) {
    const inside = ofWindow(child, ask)
    if (inside !== undefined) return inside
  }
  return undefined
}

export function contains({ x, y, width, height }: Box, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height
}
