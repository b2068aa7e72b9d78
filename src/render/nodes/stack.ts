import type { Box } from '../layout/box.ts'
import type { Sizing, AnyPress, Press, Sent } from '../layout/sizing.ts'
import type { Align, Justify } from '../layout/spread.ts'
import { arrangeStack, measureStack } from '../layout/stack-layout.ts'
import { sameBorder, sidesOf, type Border, type BorderSides } from '../paint/border.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import { paint as paintBox, sameChildren } from '../paint/paint.ts'
import { insideMargin, paintBorder, paintJoints } from '../paint/paint-border.ts'
import type { Style } from '../paint/style.ts'
import { nodes, optionsAndChildren, type Child, type PressOf } from './children.ts'
import type { Node } from './index.ts'
import { container } from './kind.ts'
import { cells, colored, noSides, oneOf, sides, sizing, style, type Sides } from './options.ts'
import type { TextNode } from './text.ts'
import { sameTitle } from './title.ts'

/** A row or a column. */
export interface StackNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'stack'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** Whether its children are side by side or one below the other. */
  readonly direction: 'row' | 'column'
  /** Its children. */
  readonly children: readonly Node<E>[]
  /** How many cells are between two children. */
  readonly gap: number
  /** Where children are across the direction. */
  readonly align: Align
  /** Where the free room is along the direction. */
  readonly justify: Justify
  /** Cells at the top, right, bottom and left. */
  readonly padding: readonly [number, number, number, number]
  /** Free cells around it, at the top, right, bottom and left. */
  readonly margin: readonly [number, number, number, number]
  /** Its border, if it has one: all around, or on single sides. */
  readonly border: Border | BorderSides | undefined
  /** The style of the border. */
  readonly borderStyle: Style | undefined
  /** The text in the upper border. */
  readonly title: TextNode | undefined
  /** Whether the borders of its children are joined where they meet. */
  readonly join: boolean
  /** Whether children with free cells of their own stand in its padding. */
  readonly bleeds: boolean
}

/** The layout and look of a `row` or a `column`. */
export interface StackOptions<E = AnyPress> extends Style, Sizing<E> {
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
   * Free cells around it, outside of its background and its border: on all sides, [vertical, horizontal] or
   * [top, right, bottom, left]. Its `width` and `height` include them.
   *
   * @defaultValue 0
   */
  readonly margin?: Sides | undefined
  /** Lines at single sides, each drawn by one character of one cell: `{ left: '│' }`. */
  readonly border?: BorderSides | undefined
  /**
   * The color of these lines.
   *
   * @defaultValue 'border'
   */
  readonly borderColor?: Style['color']
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
export function row<A extends readonly Child[]>(children: A): StackNode<PressOf<A[number]>>
/**
 * The same with options.
 *
 * ```ts
 * row({ gap: 2 }, [text('left'), spacer(), text('right')])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function row<A extends readonly Child[], const E extends Press = never>(
  options: StackOptions<E>,
  children: A,
): StackNode<Sent<E> | PressOf<A[number]>>
export function row(first: StackOptions | readonly Child[], second?: readonly Child[]): StackNode<never> {
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
export function column<A extends readonly Child[]>(children: A): StackNode<PressOf<A[number]>>
/**
 * The same with options.
 *
 * ```ts
 * column({ gap: 1 }, [text('Title', { bold: true }), lines(entries, { from: 'end' })])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function column<A extends readonly Child[], const E extends Press = never>(
  options: StackOptions<E>,
  children: A,
): StackNode<Sent<E> | PressOf<A[number]>>
export function column(first: StackOptions | readonly Child[], second?: readonly Child[]): StackNode<never> {
  return stack('column', 'column', first, second)
}

const aligns = ['stretch', 'start', 'center', 'end'] as const satisfies readonly Align[]
const justifies = ['start', 'center', 'end', 'between'] as const satisfies readonly Justify[]

/** The node of a row, a column or a box. */
export function stack(
  name: string,
  direction: 'row' | 'column',
  first: StackOptions | readonly Child[],
  second?: readonly Child[],
): StackNode<never> {
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
    margin: sides(options.margin, 'margin'),
    border: options.border === undefined ? undefined : sidesOf(options.border),
    borderStyle: colored(options.borderColor ?? 'border'),
    title: undefined,
    join: options.join ?? false,
    bleeds: false,
  }
}

/** Children without a border would paint over each other where they share cells. */
function requireBorder(node: Node): void {
  if (node.kind === 'slot' || (node.kind === 'stack' && (typeof node.border === 'string' || node.join)))
    return
  throw new TypeError(
    `with 'join', children must be boxes, rows or columns with 'join', or regions, not a ${node.kind}`,
  )
}

/** Whether it has a border all around, at its edge. */
function isFramed({ border, margin }: StackNode): boolean {
  return typeof border === 'string' && margin === noSides
}

export const stackKind = container<StackNode>({
  children: (node) => node.children,
  measure: measureStack,
  arrange: arrangeStack,
  paint,
  ownSides,
  isStill: true,
  isBordered: ({ node, children }) =>
    isFramed(node) || (node.join && children.every((child) => child.kind.isBordered(child))),
})

/** A column has those of its first child. */
function ownSides({ node, children }: Box<StackNode>): number {
  const [first] = children
  const isBare = node.padding === noSides && node.margin === noSides && node.border === undefined
  return node.direction === 'column' && isBare && first !== undefined ? first.kind.ownSides(first) : 0
}

function paint(box: Box<StackNode>, before: Box<StackNode> | undefined, canvas: Canvas, under: number): void {
  const { node, children } = box
  const { buffer, styles } = canvas
  const style = styles.intern(node.style, under)
  const known = before !== undefined && sameFrame(node, before.node) && sameChildren(box, before)
  if (!known) {
    if (node.margin !== noSides) buffer.fill(box.x, box.y, box.width, box.height, styles.empty(under))
    const { x, y, width, height } = insideMargin(box)
    buffer.fill(x, y, width, height, styles.empty(style))
    paintBorder(box, canvas, style)
  }
  const { written } = buffer
  for (let i = 0; i < children.length; i++)
    paintBox(children[i]!, known ? before.children[i] : undefined, canvas, style)
  if (node.join && buffer.written !== written) paintJoints(box, canvas, style)
}

/** Whether everything around the children looks the same. */
function sameFrame(a: StackNode, b: StackNode): boolean {
  return (
    sameBorder(a.border, b.border) &&
    a.margin.every((side, index) => side === b.margin[index]) &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.borderStyle, b.borderStyle) &&
    sameTitle(a.title, b.title)
  )
}
