import { arrange as arrangeBox } from './arrange.ts'
import type { Box } from './box.ts'
import { distribute, type AxisSizing } from './distribute.ts'
import { distributeJoined, joints } from './joining.ts'
import { measure as measureBox, measureHeight } from './measure.ts'
import { asksContent, axisSizing, extent, horizontal, unsized, vertical, type Sizing } from './sizing.ts'
import { LEFT_SIDE, RIGHT_SIDE } from './sides.ts'
import { offset, Spread } from './spread.ts'
import { edge } from '../paint/border.ts'
import type { StackNode } from '../nodes/index.ts'
import { titleWidth } from '../nodes/title.ts'
import type { GlyphTable } from '../text/glyphs.ts'

/** Measures a row or a column. */
export function measureStack(box: Box<StackNode>, limit: number, glyphs: GlyphTable): void {
  if (box.node.direction === 'row') measureRow(box, limit, glyphs)
  else measureColumn(box, limit, glyphs)
}

function measureColumn(box: Box<StackNode>, limit: number, glyphs: GlyphTable): void {
  const inner = Math.max(0, limit - frameWidth(box.node))
  const titled = titleWidth(box.node.title, glyphs) - frameWidth(box.node)
  let width = Math.max(0, Math.min(inner, titled))
  let height = 0
  for (const child of box.children) {
    measureBox(child, inner, glyphs)
    width = Math.max(width, child.measuredWidth)
    height += child.measuredHeight
  }
  box.contentWidth = width + frameWidth(box.node)
  box.contentHeight = height + between(box, (child) => child.measuredHeight) + frameHeight(box.node)
}

function measureRow(box: Box<StackNode>, limit: number, glyphs: GlyphTable): void {
  const inner = Math.max(0, limit - frameWidth(box.node))
  let width = 0
  for (const child of box.children) {
    standInRow(child, box)
    measureBox(child, inner, glyphs)
    width += child.measuredWidth
  }
  width += between(box, (child) => child.measuredWidth)
  let height = 0
  // Children that shrink or share room may wrap into more lines than they need by themselves.
  const shared = width > inner || box.children.some((child) => isShared(child.node.sizing))
  const widths = shared ? rowWidths(box, inner, glyphs) : undefined
  box.children.forEach((child, index) => {
    if (widths !== undefined) measureHeight(child, widths[index]!, glyphs)
    height = Math.max(height, child.measuredHeight)
  })
  box.contentWidth = width + frameWidth(box.node)
  box.contentHeight = height + frameHeight(box.node)
}

function standInRow(child: Box, { node, isOneRow }: Box<StackNode>): void {
  child.keepsWords = true
  child.isOneRow = isOneRow || node.sizing.height === 1
}

/** Whether its width depends on those of its siblings. */
function isShared({ grow = 0, width }: Sizing): boolean {
  return grow > 0 || typeof width === 'string'
}

/** The columns of margin, border and padding. */
function frameWidth(node: StackNode): number {
  const { margin, padding, border } = node
  return frameLeft(node) + padding[1] + edge(border, 'right') + margin[1]
}

/** The rows of margin, border and padding. */
function frameHeight(node: StackNode): number {
  const { margin, padding, border } = node
  return frameTop(node) + padding[2] + edge(border, 'bottom') + margin[2]
}

function frameLeft({ margin, padding, border }: StackNode): number {
  return margin[3] + edge(border, 'left') + padding[3]
}

function frameTop({ margin, padding, border }: StackNode): number {
  return margin[0] + edge(border, 'top') + padding[0]
}

/** The cells between the children. Negative if they share cells. */
function between({ node, children }: Box<StackNode>, sizeOf: (child: Box) => number): number {
  return node.join ? -joints(children.filter((child) => sizeOf(child) > 0)) : gaps(node)
}

function gaps({ gap, children }: StackNode): number {
  return gap * Math.max(0, children.length - 1)
}

/** The widths of a row's children in `room` columns. */
function rowWidths(box: Box<StackNode>, room: number, glyphs: GlyphTable): number[] {
  const sizings = box.children.map((child) => {
    const { sizing } = child.node
    if (asksContent(sizing, horizontal)) measureBox(child, room, glyphs)
    return axisSizing(sizing, horizontal, room, child.measuredWidth)
  })
  return shareOut(box, room, sizings)
}

/** The heights of a column's children in `room` rows, if it is `width` columns wide. */
function columnHeights(
  box: Box<StackNode>,
  width: number,
  room: number,
  glyphs: GlyphTable,
): readonly number[] {
  const natural = naturalHeights(box, width, room - gaps(box.node), glyphs)
  if (natural !== undefined) return natural
  const sizings = box.children.map((child) => {
    const { sizing } = child.node
    if (asksContent(sizing, vertical)) measureBox(child, width, glyphs)
    return axisSizing(sizing, vertical, room, child.measuredHeight)
  })
  return shareOut(box, room, sizings)
}

/**
 * The heights that children ask for, if all of them get these: none has a size of its own or grows, and there is room for all. That is most
 * columns of text, of which the cold dashboard of the bench has a hundred rows.
 */
function naturalHeights(
  { node, children }: Box<StackNode>,
  width: number,
  room: number,
  glyphs: GlyphTable,
): readonly number[] | undefined {
  if (node.join) return undefined
  const heights: number[] = []
  let left = room
  for (const child of children) {
    if (child.node.sizing !== unsized) return undefined
    measureBox(child, width, glyphs)
    heights.push(child.measuredHeight)
    left -= child.measuredHeight
  }
  return left < 0 ? undefined : heights
}

function shareOut(
  { node, children }: Box<StackNode>,
  room: number,
  sizings: readonly AxisSizing[],
): number[] {
  return node.join
    ? distributeJoined(children, room, sizings)
    : distribute(Math.max(0, room - gaps(node)), sizings)
}

/** Places the children of a row or a column. */
export function arrangeStack(box: Box<StackNode>, glyphs: GlyphTable): void {
  const { node } = box
  const x = Math.min(box.x + box.width, box.x + frameLeft(node))
  const [top, , bottom] = node.padding
  const padding = paddingRows(box)
  const y = Math.min(box.y + box.height, box.y + frameTop(node) - top + Math.min(top, padding))
  const width = Math.max(0, box.width - frameWidth(node))
  const height = Math.max(0, box.height - frameHeight(node) + top + bottom - padding)
  if (node.direction === 'row') arrangeRow(box, x, y, width, height, glyphs)
  else arrangeColumn(box, x, y, width, height, glyphs)
}

/** The rows of padding. They give way to what is inside, which has one row at least if there is one. */
function paddingRows({ node, height }: Box<StackNode>): number {
  const padding = node.padding[0] + node.padding[2]
  return Math.max(0, Math.min(padding, height - frameHeight(node) + padding - 1))
}

function arrangeRow(
  box: Box<StackNode>,
  x: number,
  y: number,
  width: number,
  height: number,
  glyphs: GlyphTable,
): void {
  const { node, children } = box
  for (const child of children) standInRow(child, box)
  const widths = rowWidths(box, width, glyphs)
  const stretch = node.align === 'stretch'
  const spread = new Spread(children, node, x, width, widths)
  children.forEach((child, index) => {
    const w = widths[index]!
    if (!stretch) measureHeight(child, w, glyphs)
    const h = extent(child.node.sizing, vertical, height, stretch ? height : child.measuredHeight)
    arrangeBox(child, spread.next(child, w), y + offset(node.align, height - h), w, h, glyphs)
  })
}

function arrangeColumn(
  box: Box<StackNode>,
  x: number,
  y: number,
  width: number,
  height: number,
  glyphs: GlyphTable,
): void {
  const { node, children } = box
  const heights = columnHeights(box, width, height, glyphs)
  const stretch = node.align === 'stretch'
  const spread = new Spread(children, node, y, height, heights)
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!
    const h = heights[i]!
    const own = node.bleeds ? child.kind.ownSides(child) : 0
    const left = own & LEFT_SIDE ? node.padding[3] : 0
    const room = width + left + (own & RIGHT_SIDE ? node.padding[1] : 0)
    if (!stretch) measureBox(child, room, glyphs)
    const w = extent(child.node.sizing, horizontal, room, stretch ? room : child.measuredWidth)
    arrangeBox(child, x - left + offset(node.align, room - w), spread.next(child, h), w, h, glyphs)
  }
}
