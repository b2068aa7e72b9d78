import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { distribute, type AxisSizing } from '../layout/distribute.ts'
import { distributeJoined, joints } from '../layout/joining.ts'
import { measure as measureBox, measureHeight } from '../layout/measure.ts'
import { asksContent, axisSizing, extent, horizontal, vertical, type Sizing } from '../layout/sizing.ts'
import { offset, Spread, type Align, type Justify } from '../layout/spread.ts'
import { borderGlyphs, type Border } from '../paint/border.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import { paint as paintBox, sameChildren } from '../paint/paint.ts'
import { paintBorder, paintJoints } from '../paint/paint-border.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { nodes, optionsAndChildren, type Child } from './children.ts'
import type { Node } from './index.ts'
import { container } from './kind.ts'
import { cells, colored, oneOf, sides, sizing, style, type Sides } from './options.ts'
import type { TextNode } from './text.ts'
import { sameTitle, titleOf, titleWidth } from './title.ts'

/** A row or a column. */
export interface StackNode {
  /** The kind of the node. */
  readonly kind: 'stack'
  /** The size that it asks for. */
  readonly sizing: Sizing
  /** Its style. */
  readonly style: Style | undefined
  /** Whether its children are side by side or one below the other. */
  readonly direction: 'row' | 'column'
  /** Its children. */
  readonly children: readonly Node[]
  /** How many cells are between two children. */
  readonly gap: number
  /** Where children are across the direction. */
  readonly align: Align
  /** Where the free room is along the direction. */
  readonly justify: Justify
  /** Cells at the top, right, bottom and left. */
  readonly padding: readonly [number, number, number, number]
  /** Its border, if it has one. */
  readonly border: Border | undefined
  /** The style of the border. */
  readonly borderStyle: Style | undefined
  /** The text in the upper border. */
  readonly title: TextNode | undefined
  /** Whether the borders of its children are joined where they meet. */
  readonly join: boolean
}

/** The layout and look of a `row` or a `column`. */
export interface StackOptions extends Style, Sizing {
  /**
   * How many cells are between two children.
   *
   * @defaultValue 0
   */
  readonly gap?: number | undefined
  /**
   * Cells around the children: on all sides, [vertical, horizontal] or [top, right, bottom, left].
   *
   * @defaultValue 0
   */
  readonly padding?: Sides | undefined
  /**
   * Where children are across the direction. 'stretch' makes them as large as the row or column.
   *
   * @defaultValue 'stretch'
   */
  readonly align?: Align | undefined
  /**
   * Where children are along the direction, if there is free room that none of them takes. 'between' puts it between them.
   *
   * @defaultValue 'start'
   */
  readonly justify?: Justify | undefined
  /**
   * Whether borders of children are joined where they meet, so there is one line and no gap. Children must then be boxes,
   * rows and columns with `join`, or regions, which are joined if they show one of these.
   *
   * @defaultValue false
   */
  readonly join?: boolean | undefined
}

/**
 * Children side by side.
 *
 * ```ts
 * row([text('left'), spacer(), text('right')])
 * ```
 *
 * @throws TypeError if a child is invalid.
 */
export function row(children: readonly Child[]): StackNode
/**
 * The same with options.
 *
 * ```ts
 * row({ gap: 2 }, [text('left'), spacer(), text('right')])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function row(options: StackOptions, children: readonly Child[]): StackNode
export function row(first: StackOptions | readonly Child[], second?: readonly Child[]): StackNode {
  return stack('row', 'row', first, second)
}

/**
 * Children one below the other.
 *
 * ```ts
 * column([text('Title', { bold: true }), lines(entries, { from: 'end' })])
 * ```
 *
 * @throws TypeError if a child is invalid.
 */
export function column(children: readonly Child[]): StackNode
/**
 * The same with options.
 *
 * ```ts
 * column({ gap: 1 }, [text('Title', { bold: true }), lines(entries, { from: 'end' })])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function column(options: StackOptions, children: readonly Child[]): StackNode
export function column(first: StackOptions | readonly Child[], second?: readonly Child[]): StackNode {
  return stack('column', 'column', first, second)
}

/** The layout and look of a `box`. */
export interface BoxOptions extends StackOptions {
  /**
   * What the border looks like.
   *
   * @defaultValue 'single'
   */
  readonly border?: Border | undefined
  /**
   * The color of the border.
   *
   * @defaultValue the color of the box
   */
  readonly borderColor?: Style['color']
  /** The text in the upper border. */
  readonly title?: string | TextNode | undefined
}

/**
 * A column with a border around it.
 *
 * ```ts
 * box([text('Ada')])
 * ```
 *
 * @throws TypeError if a child is invalid.
 */
export function box(children: readonly Child[]): StackNode
/**
 * The same with options.
 *
 * ```ts
 * box({ title: 'Users', border: 'round', padding: [0, 1] }, [text('Ada')])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function box(options: BoxOptions, children: readonly Child[]): StackNode
export function box(first: BoxOptions | readonly Child[], second?: readonly Child[]): StackNode {
  const [options] = optionsAndChildren<BoxOptions>('box', first, second)
  const { title, border = 'single' } = options
  borderGlyphs(border) // throws for an unknown one
  return {
    ...stack('box', 'column', first, second),
    border,
    borderStyle: colored(options.borderColor),
    title: titleOf(title),
  }
}

const aligns = ['stretch', 'start', 'center', 'end'] as const satisfies readonly Align[]
const justifies = ['start', 'center', 'end', 'between'] as const satisfies readonly Justify[]

function stack(
  name: string,
  direction: 'row' | 'column',
  first: StackOptions | readonly Child[],
  second?: readonly Child[],
): StackNode {
  const [options, given] = optionsAndChildren<StackOptions>(name, first, second)
  const children = nodes(given)
  if (options.join === true) children.forEach(requireBorder)
  return {
    kind: 'stack',
    sizing: sizing(options),
    style: style(options),
    direction,
    children,
    gap: options.join || options.gap === undefined ? 0 : cells(options.gap, 'gap'),
    align: oneOf(aligns, options.align ?? 'stretch', 'align'),
    justify: oneOf(justifies, options.justify ?? 'start', 'justify'),
    padding: sides(options.padding, 'padding'),
    border: undefined,
    borderStyle: undefined,
    title: undefined,
    join: options.join ?? false,
  }
}

/** Children without a border would paint over each other where they share cells. */
function requireBorder(node: Node): void {
  if (node.kind === 'slot' || (node.kind === 'stack' && (node.border !== undefined || node.join))) return
  throw new TypeError(
    `with 'join', children must be boxes, rows or columns with 'join', or regions, not a ${node.kind}`,
  )
}

export const stackKind = container<StackNode>({
  children: (node) => node.children,
  measure: (box, limit, glyphs) =>
    box.node.direction === 'row' ? measureRow(box, limit, glyphs) : measureColumn(box, limit, glyphs),
  arrange,
  paint,
  isBordered: ({ node, children }) =>
    node.border !== undefined || (node.join && children.every((child) => child.kind.isBordered(child))),
})

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

/** Whether its width depends on those of its siblings. */
function isShared({ grow = 0, width }: Sizing): boolean {
  return grow > 0 || typeof width === 'string'
}

/** The columns of border and padding. */
function frameWidth({ padding, border }: StackNode): number {
  return padding[1] + padding[3] + (border === undefined ? 0 : 2)
}

/** The rows of border and padding. */
function frameHeight({ padding, border }: StackNode): number {
  return padding[0] + padding[2] + (border === undefined ? 0 : 2)
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
function columnHeights(box: Box<StackNode>, width: number, room: number, glyphs: GlyphTable): number[] {
  const sizings = box.children.map((child) => {
    const { sizing } = child.node
    if (asksContent(sizing, vertical)) measureBox(child, width, glyphs)
    return axisSizing(sizing, vertical, room, child.measuredHeight)
  })
  return shareOut(box, room, sizings)
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

function arrange(box: Box<StackNode>, glyphs: GlyphTable): void {
  const { node } = box
  const edge = node.border === undefined ? 0 : 1
  const x = Math.min(box.x + box.width, box.x + edge + node.padding[3])
  const y = Math.min(box.y + box.height, box.y + edge + node.padding[0])
  const width = Math.max(0, box.width - frameWidth(node))
  const height = Math.max(0, box.height - frameHeight(node))
  if (node.direction === 'row') arrangeRow(box, x, y, width, height, glyphs)
  else arrangeColumn(box, x, y, width, height, glyphs)
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
  children.forEach((child, index) => {
    const h = heights[index]!
    if (!stretch) measureBox(child, width, glyphs)
    const w = extent(child.node.sizing, horizontal, width, stretch ? width : child.measuredWidth)
    arrangeBox(child, x + offset(node.align, width - w), spread.next(child, h), w, h, glyphs)
  })
}

function paint(box: Box<StackNode>, before: Box<StackNode> | undefined, canvas: Canvas, under: number): void {
  const { node, children } = box
  const { buffer, styles } = canvas
  const style = styles.intern(node.style, under)
  const known = before !== undefined && sameFrame(node, before.node) && sameChildren(box, before)
  if (!known) {
    buffer.fill(box.x, box.y, box.width, box.height, styles.empty(style))
    if (node.border !== undefined) paintBorder(box, canvas, style)
  }
  const { written } = buffer
  for (let i = 0; i < children.length; i++)
    paintBox(children[i]!, known ? before.children[i] : undefined, canvas, style)
  if (node.join && buffer.written !== written) paintJoints(box, canvas, style)
}

/** Whether everything around the children looks the same. */
function sameFrame(a: StackNode, b: StackNode): boolean {
  return (
    a.border === b.border &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.borderStyle, b.borderStyle) &&
    sameTitle(a.title, b.title)
  )
}
