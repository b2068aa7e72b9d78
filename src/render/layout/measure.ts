import type { Asked, Box, Pane } from './box.ts'
import { asksContent, claim, horizontal, resolve, UNLIMITED, vertical } from './sizing.ts'
import { distribute, sum, type Claim } from './distribute.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { imageSize } from '../pictures/image-size.ts'
import { lineCount } from './line-window.ts'
import { unsized, type GridNode, type Sizing, type StackNode, type TextNode } from '../nodes/node.ts'
import { breakLines, type TextLines } from '../text/text-lines.ts'

/**
 * Finds out how large a box would be where it is offered `room` columns, of which it may want a share: into its
 * `measuredWidth` and `measuredHeight`.
 */
export function measure(box: Box, room: number, table: GlyphTable): void {
  const { sizing } = box.node
  if (sizing === unsized) {
    measureContent(box, room, table)
    box.measuredWidth = Math.min(room, box.contentWidth)
    box.measuredHeight = box.contentHeight
    return
  }
  const width = resolve(sizing.width, room)
  const limit = Math.min(room, width ?? resolve(sizing.maxWidth, room) ?? room)
  measureContent(box, limit, table)
  const least = resolve(sizing.minWidth, room) ?? 0
  box.measuredWidth = Math.min(room, width ?? Math.max(box.contentWidth, least))
  box.measuredHeight = heightOf(sizing, box.contentHeight)
}

/** Finds out how high a box is in the `width` columns that it was given: into its `measuredHeight`. */
export function measureHeight(box: Box, width: number, table: GlyphTable): void {
  measureContent(box, width, table)
  box.measuredHeight = heightOf(box.node.sizing, box.contentHeight)
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
  return shareOut(box, node, room, claims)
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
  return shareOut(box, node, room, claims)
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
    measureHeight(child, widths[index % widths.length]!, table)
    heights[row] = Math.max(heights[row]!, child.measuredHeight)
  })
  return heights
}

function measureGrid(box: Box, node: GridNode, limit: number, table: GlyphTable): void {
  const widths = gridWidths(box, node, limit, table)
  const heights = gridHeights(box, widths, table)
  box.contentWidth = sum(widths) + node.columnGap * Math.max(0, widths.length - 1)
  box.contentHeight = sum(heights) + node.rowGap * Math.max(0, heights.length - 1)
}

/**
 * Finds out how large what is in a box would be in `limit` columns. Containers remember each answer: those around them ask
 * for more than one, and so do those around these.
 */
function measureContent(box: Box, limit: number, table: GlyphTable): void {
  if (box.contentFor === limit) return
  box.rememberContent()
  box.contentFor = limit
  const known = box.answers?.get(limit)
  if (known !== undefined) {
    box.contentWidth = known.width
    box.contentHeight = known.height
  } else if (limit === 0) {
    // What cannot be seen takes no rows either.
    box.contentWidth = 0
    box.contentHeight = 0
  } else computeContent(box, limit, table)
}

function computeContent(box: Box, limit: number, table: GlyphTable): void {
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
      box.contentWidth = asked?.width ?? 0
      box.contentHeight = asked?.height ?? 0
      return
    }
    case 'lines':
      box.contentWidth = limit
      box.contentHeight = lineCount(node.source)
      return
    case 'image': {
      const { width, height, maxHeight } = node.sizing
      const most = typeof height === 'number' ? height : typeof maxHeight === 'number' ? maxHeight : UNLIMITED
      const widest = width === undefined ? Math.min(limit, node.pixels.width) : limit
      const [columns, rows] = imageSize(node.pixels, widest, most)
      box.contentWidth = columns
      box.contentHeight = rows
      return
    }
    case 'bar':
      box.contentWidth = limit
      box.contentHeight = 1
  }
}

function measureText(box: Box, node: TextNode, limit: number, table: GlyphTable): void {
  const plain = box.plainWidth
  // A cursor may stand behind the last character.
  const cursor = node.cursor === undefined ? 0 : 1
  if (plain >= 0 && (plain <= limit || node.overflow !== 'wrap')) {
    box.contentWidth = Math.min(limit, plain + cursor)
    box.contentHeight = 1
    return
  }
  const lines = linesOf(box, node, limit, table)
  let widest = 0
  for (const width of lines.widths) if (width > widest) widest = width
  box.contentWidth = Math.min(limit, widest + cursor)
  box.contentHeight = lines.count
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
  box.contentWidth = width + frameWidth(node)
  box.contentHeight = height + between(box, node, heightOfBox) + frameHeight(node)
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
  let width = 0
  for (const child of box.children) {
    measure(child, inner, table)
    width += child.measuredWidth
  }
  width += between(box, node, widthOfBox)
  let height = 0
  // Children that give way, or share what is left over, may wrap into more lines than they have by themselves.
  const shared = width > inner || box.children.some((child) => (child.node.sizing.grow ?? 0) > 0)
  const widths = shared ? rowWidths(box, node, inner, table) : undefined
  box.children.forEach((child, index) => {
    if (widths !== undefined) measureHeight(child, widths[index]!, table)
    height = Math.max(height, child.measuredHeight)
  })
  box.contentWidth = width + frameWidth(node)
  box.contentHeight = height + frameHeight(node)
}

const widthOfBox = (box: Box) => box.measuredWidth
const heightOfBox = (box: Box) => box.measuredHeight

function setToLargest(box: Box, children: readonly Box[], limit: number, table: GlyphTable): void {
  box.contentWidth = 0
  box.contentHeight = 0
  for (const child of children) {
    measure(child, limit, table)
    box.contentWidth = Math.max(box.contentWidth, child.measuredWidth)
    box.contentHeight = Math.max(box.contentHeight, child.measuredHeight)
  }
}

/** Without a room to compare with, a height in percent is no height yet. */
function heightOf(sizing: Sizing, natural: number): number {
  if (typeof sizing.height === 'number') return sizing.height
  const max = typeof sizing.maxHeight === 'number' ? sizing.maxHeight : UNLIMITED
  const min = typeof sizing.minHeight === 'number' ? sizing.minHeight : 0
  return Math.max(min, Math.min(natural, max))
}

/** How many of the boxes that stand one after another have a line in common with the next: two that end in borders have. */
export function joints(boxes: readonly Box[]): number {
  let count = 0
  for (let i = 1; i < boxes.length; i++) if (hasBorder(boxes[i - 1]!) && hasBorder(boxes[i]!)) count++
  return count
}

/** Whether a border is all around a box: its own, or those of boxes that it joins. */
export function hasBorder({ node, pane, children }: Box): boolean {
  if (pane !== undefined) return pane.isBordered
  return node.kind === 'stack' && (node.border !== undefined || (node.join && children.every(hasBorder)))
}

function shareOut(box: Box, node: StackNode, room: number, claims: readonly Claim[]): number[] {
  return node.join
    ? shareOutJoined(box.children, room, claims)
    : distribute(Math.max(0, room - gaps(node)), claims)
}

/** Boxes that join have cells in common; one that gets none stands nowhere, and the others share anew. */
function shareOutJoined(boxes: readonly Box[], room: number, claims: readonly Claim[]): number[] {
  const sizes = new Array<number>(claims.length).fill(0)
  let shown = claims.map((_, index) => index)
  for (;;) {
    const shares = distribute(
      room + joints(shown.map((index) => boxes[index]!)),
      shown.map((index) => claims[index]!),
    )
    if (!shares.includes(0)) {
      for (const [at, index] of shown.entries()) sizes[index] = shares[at]!
      return sizes
    }
    shown = shown.filter((_, at) => shares[at]! > 0)
  }
}

/** The cells between the children of a stack that does not join them. */
function gaps(node: StackNode): number {
  return node.gap * Math.max(0, node.children.length - 1)
}

/** The cells that lie between the children of a stack, less than none where they have some in common. */
function between(box: Box, node: StackNode, sizeOf: (child: Box) => number): number {
  return node.join ? -joints(box.children.filter((child) => sizeOf(child) > 0)) : gaps(node)
}
