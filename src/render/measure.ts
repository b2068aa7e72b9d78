import type { Asked, Box, Pane } from './box.ts'
import { asksContent, claim, horizontal, resolve, UNLIMITED, vertical } from './claim.ts'
import { distribute, sum, type Claim } from './distribute.ts'
import type { GlyphTable } from './glyphs.ts'
import { lineCount } from './line-window.ts'
import { unsized, type GridNode, type Sizing, type StackNode, type TextNode } from './node.ts'
import { imageRows } from './paint-image.ts'
import { breakLines, type TextLines } from './text-lines.ts'

/** Finds out how large a box would be in `room` columns: into its `measuredWidth` and `measuredHeight`. */
export function measure(box: Box, room: number, table: GlyphTable): void {
  if (box.measuredFor === room) return
  box.measuredFor = room
  const { sizing } = box.node
  if (sizing === unsized) {
    measureContent(box, room, table)
    box.measuredWidth = Math.min(room, box.measuredWidth)
    return
  }
  const width = resolve(sizing.width, room)
  const limit = Math.min(room, width ?? resolve(sizing.maxWidth, room) ?? room)
  measureContent(box, limit, table)
  const natural = box.measuredWidth
  box.measuredWidth = Math.min(room, width ?? Math.max(natural, resolve(sizing.minWidth, room) ?? 0))
  box.measuredHeight = heightOf(sizing, box.measuredHeight)
}

/** How large a pane would be in `room` columns. */
export function measurePane(pane: Pane, room: number, table: GlyphTable): Asked {
  let asked = pane.asked.find((asked) => asked.room === room)
  if (asked === undefined) pane.asked.push((asked = { room, width: 0, height: 0 }))
  if (pane.box !== undefined) measure(pane.box, room, table)
  asked.width = pane.box?.measuredWidth ?? 0
  asked.height = pane.box?.measuredHeight ?? 0
  return asked
}

/** A text's lines at a width, broken once for each width it is asked for. */
export function linesOf(box: Box, node: TextNode, width: number, table: GlyphTable): TextLines {
  if (box.lines === undefined || box.linesFor !== width) {
    box.lines = breakLines(node.content, width, node.overflow, table)
    box.linesFor = width
  }
  return box.lines
}

/** The width and height that a container's border and padding take. */
export function frameWidth(node: StackNode): number {
  return node.padding[1] + node.padding[3] + (node.border === undefined ? 0 : 2)
}

export function frameHeight(node: StackNode): number {
  return node.padding[0] + node.padding[2] + (node.border === undefined ? 0 : 2)
}

/** The widths that a row gives its children out of `room` columns. */
export function rowWidths(box: Box, node: StackNode, room: number, table: GlyphTable): number[] {
  const claims = box.children.map((child) => {
    const { sizing } = child.node
    if (asksContent(sizing, horizontal)) measure(child, room, table)
    return claim(sizing, horizontal, room, child.measuredWidth)
  })
  return shareOut(node, room, claims)
}

/** The heights that a column of `width` columns gives its children out of `room` rows. */
export function columnHeights(
  box: Box,
  node: StackNode,
  width: number,
  room: number,
  table: GlyphTable,
): number[] {
  const claims = box.children.map((child) => {
    const { sizing } = child.node
    if (asksContent(sizing, vertical)) measure(child, width, table)
    return claim(sizing, vertical, room, child.measuredHeight)
  })
  return shareOut(node, room, claims)
}

/** The widths that a grid gives its columns out of `room`. */
export function gridWidths(box: Box, node: GridNode, room: number, table: GlyphTable): number[] {
  const across = node.columns.length
  const widest = (column: number) => {
    let width = 0
    for (let i = column; i < box.children.length; i += across) {
      measure(box.children[i]!, room, table)
      width = Math.max(width, box.children[i]!.measuredWidth)
    }
    return width
  }
  const claims = node.columns.map((sizing, column) =>
    claim(sizing, horizontal, room, asksContent(sizing, horizontal) ? widest(column) : 0),
  )
  return distribute(Math.max(0, room - node.columnGap * Math.max(0, across - 1)), claims)
}

/** The heights that the rows of a grid ask for. */
export function gridHeights(box: Box, widths: readonly number[], table: GlyphTable): number[] {
  const heights = new Array<number>(Math.ceil(box.children.length / Math.max(1, widths.length))).fill(0)
  box.children.forEach((child, index) => {
    const row = Math.floor(index / widths.length)
    measure(child, widths[index % widths.length]!, table)
    heights[row] = Math.max(heights[row]!, child.measuredHeight)
  })
  return heights
}

function measureGrid(box: Box, node: GridNode, limit: number, table: GlyphTable): void {
  const widths = gridWidths(box, node, limit, table)
  const heights = gridHeights(box, widths, table)
  box.measuredWidth = sum(widths) + node.columnGap * Math.max(0, widths.length - 1)
  box.measuredHeight = sum(heights) + node.rowGap * Math.max(0, heights.length - 1)
}

function measureContent(box: Box, limit: number, table: GlyphTable): void {
  const { node } = box
  switch (node.kind) {
    case 'text':
      return measureText(box, node, limit, table)
    case 'stack':
      return node.direction === 'row'
        ? measureRow(box, node, limit, table)
        : measureColumn(box, node, limit, table)
    case 'grid':
      return measureGrid(box, node, limit, table)
    case 'overlay':
    case 'scroll':
      return setToLargest(box, box.children, limit, table)
    case 'slot': {
      const asked = box.pane && measurePane(box.pane, limit, table)
      box.measuredWidth = asked?.width ?? 0
      box.measuredHeight = asked?.height ?? 0
      return
    }
    case 'lines':
      box.measuredWidth = limit
      box.measuredHeight = lineCount(node.source)
      return
    case 'image':
      box.measuredWidth = Math.min(limit, node.pixels.width)
      box.measuredHeight = imageRows(node.pixels, box.measuredWidth)
      return
    case 'bar':
      box.measuredWidth = limit
      box.measuredHeight = 1
  }
}

function measureText(box: Box, node: TextNode, limit: number, table: GlyphTable): void {
  const plain = box.plainWidth
  if (plain >= 0 && (plain <= limit || node.overflow !== 'wrap')) {
    box.measuredWidth = Math.min(limit, plain)
    box.measuredHeight = 1
    return
  }
  const lines = linesOf(box, node, limit, table)
  let widest = 0
  for (const width of lines.widths) if (width > widest) widest = width
  box.measuredWidth = Math.min(limit, widest)
  box.measuredHeight = lines.count
}

function measureColumn(box: Box, node: StackNode, limit: number, table: GlyphTable): void {
  const inner = Math.max(0, limit - frameWidth(node))
  let width = titleWidth(node, inner, table)
  let height = 0
  for (const child of box.children) {
    measure(child, inner, table)
    width = Math.max(width, child.measuredWidth)
    height += child.measuredHeight
  }
  box.measuredWidth = width + frameWidth(node)
  box.measuredHeight = Math.max(0, height + gaps(node)) + frameHeight(node)
}

/** A title has two cells of border on either side, and a blank. */
function titleWidth(node: StackNode, room: number, table: GlyphTable): number {
  if (node.title === undefined) return 0
  return Math.min(
    room,
    breakLines(node.title.content, UNLIMITED, 'clip', table).natural + 6 - frameWidth(node),
  )
}

function measureRow(box: Box, node: StackNode, limit: number, table: GlyphTable): void {
  const inner = Math.max(0, limit - frameWidth(node))
  let width = gaps(node)
  for (const child of box.children) {
    measure(child, inner, table)
    width += child.measuredWidth
  }
  let height = 0
  // Children that give way, or share what is left over, may wrap into more lines than they have by themselves.
  const shared = width > inner || box.children.some((child) => (child.node.sizing.grow ?? 0) > 0)
  const widths = shared ? rowWidths(box, node, inner, table) : undefined
  box.children.forEach((child, index) => {
    measure(child, widths?.[index] ?? inner, table)
    height = Math.max(height, child.measuredHeight)
  })
  box.measuredWidth = Math.max(0, width) + frameWidth(node)
  box.measuredHeight = height + frameHeight(node)
}

function setToLargest(box: Box, children: readonly Box[], limit: number, table: GlyphTable): void {
  box.measuredWidth = 0
  box.measuredHeight = 0
  for (const child of children) {
    measure(child, limit, table)
    box.measuredWidth = Math.max(box.measuredWidth, child.measuredWidth)
    box.measuredHeight = Math.max(box.measuredHeight, child.measuredHeight)
  }
}

/** Without a room to compare with, a height in percent is no height yet. */
function heightOf(sizing: Sizing, natural: number): number {
  if (typeof sizing.height === 'number') return sizing.height
  const max = typeof sizing.maxHeight === 'number' ? sizing.maxHeight : UNLIMITED
  const min = typeof sizing.minHeight === 'number' ? sizing.minHeight : 0
  return Math.max(min, Math.min(natural, max))
}

function shareOut(node: StackNode, room: number, claims: readonly Claim[]): number[] {
  return node.join ? shareOutJoined(room, claims) : distribute(Math.max(0, room - gaps(node)), claims)
}

/** Each two that stand side by side have a cell in common; one that gets none stands nowhere, and the others share anew. */
function shareOutJoined(room: number, claims: readonly Claim[]): number[] {
  const sizes = new Array<number>(claims.length).fill(0)
  let shown = claims.map((_, index) => index)
  for (;;) {
    const shares = distribute(
      room + Math.max(0, shown.length - 1),
      shown.map((index) => claims[index]!),
    )
    if (!shares.includes(0)) {
      for (const [at, index] of shown.entries()) sizes[index] = shares[at]!
      return sizes
    }
    shown = shown.filter((_, at) => shares[at]! > 0)
  }
}

function gaps(node: StackNode): number {
  return node.gap * Math.max(0, node.children.length - 1)
}
