import type { Asked, Box, Pane } from './box.ts'
import { extent, horizontal, vertical } from './sizing.ts'
import { distribute, sum, type Claim } from './distribute.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import {
  columnHeights,
  frameHeight,
  frameWidth,
  gridHeights,
  gridWidths,
  hasBorder,
  joints,
  measure,
  measureHeight,
  measurePane,
  rowWidths,
} from './measure.ts'
import type { GridNode, OverlayNode, Placement, ScrollNode, StackNode } from '../nodes/node.ts'

/** Beyond this, as after many sizes of the window, arranging the pane around anew costs less than to compare the answers. */
const MOST_ASKED = 4

/**
 * Gives a pane and all in it their places. A pane whose content and place are as before is not entered; a slot's size
 * that changed with its content arranges the pane around it anew.
 */
export function arrangePane(pane: Pane, width: number, height: number, table: GlyphTable): void {
  settle(pane, table)
  place(pane, 0, 0, width, height, table)
}

/** The rows that a pane asks for where it has `width` columns. */
export function naturalHeight(pane: Pane, width: number, table: GlyphTable): number {
  settle(pane, table)
  return measurePane(pane, width, table).height
}

/** Makes stale boxes anew, innermost first. Tells whether a size that the pane asks for may have changed by it. */
function settle(pane: Pane, table: GlyphTable): boolean {
  if (!pane.dirty) return false
  if (pane.stale) pane.plant()
  let resized = false
  for (const child of pane.children) resized = settle(child, table) || resized
  if (resized && !pane.stale) {
    pane.stale = true
    pane.plant()
  }
  const wasBordered = pane.isBordered
  pane.isBordered = pane.box !== undefined && hasBorder(pane.box)
  return pane.stale && (asksAnew(pane, table) || pane.isBordered !== wasBordered)
}

/** A container may ask for more than one width before it settles: to what it is given then, each answer counts. */
function asksAnew(pane: Pane, table: GlyphTable): boolean {
  const { asked } = pane
  if (asked.length <= MOST_ASKED && !asked.some((answer) => isAnew(pane, answer, table))) return false
  asked.length = 0
  return true
}

function isAnew(pane: Pane, { room, width, height }: Asked, table: GlyphTable): boolean {
  const now = measurePane(pane, room, table)
  return now.width !== width || now.height !== height
}

function place(pane: Pane, x: number, y: number, width: number, height: number, table: GlyphTable): void {
  const moved = pane.x !== x || pane.y !== y || pane.width !== width || pane.height !== height
  pane.x = x
  pane.y = y
  pane.width = width
  pane.height = height
  pane.placed = true
  if (pane.box !== undefined && (pane.stale || moved)) arrangeContent(pane.box, x, y, width, height, table)
  else if (pane.dirty)
    for (const child of pane.children) place(child, child.x, child.y, child.width, child.height, table)
}

/** A pane's content has all of it, but for a size that it asks for itself. */
function arrangeContent(
  box: Box,
  x: number,
  y: number,
  width: number,
  height: number,
  table: GlyphTable,
): void {
  const { sizing } = box.node
  arrange(
    box,
    x,
    y,
    extent(sizing, horizontal, width, width),
    extent(sizing, vertical, height, height),
    table,
  )
}

function arrange(box: Box, x: number, y: number, width: number, height: number, table: GlyphTable): void {
  box.x = x
  box.y = y
  box.width = width
  box.height = height
  const { node } = box
  if (node.kind === 'stack') arrangeStack(box, node, table)
  else if (node.kind === 'grid') arrangeGrid(box, node, table)
  else if (node.kind === 'overlay') arrangeLayers(box, node, table)
  else if (node.kind === 'scroll') arrangeScrolled(box, node, table)
  else if (box.pane !== undefined) place(box.pane, x, y, width, height, table)
}

function arrangeStack(box: Box, node: StackNode, table: GlyphTable): void {
  const edge = node.border === undefined ? 0 : 1
  const right = box.x + box.width
  const bottom = box.y + box.height
  const x = Math.min(right, box.x + edge + node.padding[3])
  const y = Math.min(bottom, box.y + edge + node.padding[0])
  const width = Math.max(0, box.width - frameWidth(node))
  const height = Math.max(0, box.height - frameHeight(node))
  if (node.direction === 'row') arrangeRow(box, node, x, y, width, height, table)
  else arrangeColumn(box, node, x, y, width, height, table)
}

function arrangeRow(
  box: Box,
  node: StackNode,
  x: number,
  y: number,
  width: number,
  height: number,
  table: GlyphTable,
): void {
  const widths = rowWidths(box, node, width, table)
  const stretch = node.align === 'stretch'
  const spread = new Spread(box, node, x, width, widths)
  box.children.forEach((child, index) => {
    const { sizing } = child.node
    const w = widths[index]!
    if (!stretch) measureHeight(child, w, table)
    const h = extent(sizing, vertical, height, stretch ? height : child.measuredHeight)
    arrange(child, spread.next(child, w), y + offset(node.align, height - h), w, h, table)
  })
}

function arrangeColumn(
  box: Box,
  node: StackNode,
  x: number,
  y: number,
  width: number,
  height: number,
  table: GlyphTable,
): void {
  const heights = columnHeights(box, node, width, height, table)
  const stretch = node.align === 'stretch'
  const spread = new Spread(box, node, y, height, heights)
  box.children.forEach((child, index) => {
    const { sizing } = child.node
    const h = heights[index]!
    if (!stretch) measure(child, width, table)
    const w = extent(sizing, horizontal, width, stretch ? width : child.measuredWidth)
    arrange(child, x + offset(node.align, width - w), spread.next(child, h), w, h, table)
  })
}

/** Rows that do not fit give way as the children of a column do. */
function arrangeGrid(box: Box, node: GridNode, table: GlyphTable): void {
  const { columnGap, rowGap } = node
  const widths = gridWidths(box, node, box.width, table)
  const natural = gridHeights(box, widths, table)
  const room = Math.max(0, box.height - rowGap * Math.max(0, natural.length - 1))
  const heights = distribute(room, natural.map(rowClaim))
  let y = box.y
  for (let row = 0, at = 0; row < heights.length; row++) {
    const height = heights[row]!
    let x = box.x
    for (const width of widths) {
      const left = Math.min(x, box.x + box.width - width)
      arrange(box.children[at++]!, left, Math.min(y, box.y + box.height - height), width, height, table)
      x += width + columnGap
    }
    y += height + rowGap
  }
}

function rowClaim(height: number): Claim {
  return { basis: height, min: 0, max: height, grow: 0, fixed: false }
}

/** Where the children of a stack begin along its direction, one after the other, never beyond its end. */
class Spread {
  readonly #end: number
  readonly #gap: number
  readonly #joins: boolean
  #before: Box | undefined
  #at: number
  #extra: number
  #gapsLeft: number

  constructor({ children }: Box, node: StackNode, start: number, room: number, sizes: readonly number[]) {
    this.#joins = node.join
    this.#gap = node.gap
    this.#gapsLeft = children.length - 1
    const between = node.join
      ? -joints(children.filter((_, index) => sizes[index]! > 0))
      : node.gap * Math.max(0, this.#gapsLeft)
    const free = Math.max(0, room - sum(sizes) - between)
    this.#end = start + room
    this.#at = start + (node.justify === 'center' ? free >> 1 : node.justify === 'end' ? free : 0)
    this.#extra = node.justify === 'between' ? free : 0
  }

  next(child: Box, size: number): number {
    if (this.#joins && size > 0) {
      this.#at -= this.#before === undefined ? 0 : joints([this.#before, child])
      this.#before = child
    }
    const at = Math.min(this.#at, this.#end - size)
    const extra = this.#gapsLeft > 0 ? Math.floor(this.#extra / this.#gapsLeft) : 0
    this.#extra -= extra
    this.#gapsLeft--
    this.#at = at + size + this.#gap + extra
    return at
  }
}

function arrangeLayers(box: Box, node: OverlayNode, table: GlyphTable): void {
  box.children.forEach((layer, index) => {
    if (index === 0) return arrange(layer, box.x, box.y, box.width, box.height, table)
    const { sizing } = layer.node
    measure(layer, box.width, table)
    const width = extent(sizing, horizontal, box.width, layer.measuredWidth)
    const height = extent(sizing, vertical, box.height, layer.measuredHeight)
    const [across, down] = sidesOf(node.at)
    arrange(
      layer,
      box.x + offset(across, box.width - width),
      box.y + offset(down, box.height - height),
      width,
      height,
      table,
    )
  })
}

/** The child has all the height that it asks for; what is outside the window is not painted. */
function arrangeScrolled(box: Box, node: ScrollNode, table: GlyphTable): void {
  const child = box.children[0]!
  measure(child, box.width, table)
  const height = Math.max(child.measuredHeight, box.height)
  const hidden = height - box.height
  const wanted = node.fromEnd === undefined ? node.from : hidden - node.fromEnd
  const above = wanted === 'end' ? hidden : Math.max(0, Math.min(wanted, hidden))
  const width = extent(child.node.sizing, horizontal, box.width, box.width)
  arrange(child, box.x, box.y - above, width, height, table)
}

function offset(align: StackNode['align'], free: number): number {
  if (align === 'center') return free >> 1
  return align === 'end' ? free : 0
}

function sidesOf(at: Placement): ['start' | 'center' | 'end', 'start' | 'center' | 'end'] {
  return [
    at.endsWith('left') ? 'start' : at.endsWith('right') ? 'end' : 'center',
    at.startsWith('top') ? 'start' : at.startsWith('bottom') ? 'end' : 'center',
  ]
}
