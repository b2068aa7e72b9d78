import { borderGlyphs } from '../paint/border.ts'
import type { Align, Border, Child, Justify, Node, Sizing, StackNode, TextNode } from './node.ts'
import type { Style } from '../paint/style.ts'
import { nodes, optionsAndChildren } from './children.ts'
import { cells, colored, describe, oneOf, share, sizing, style } from './options.ts'
import { text } from './text.ts'

export interface StackOptions extends Style, Sizing {
  /** Cells between one child and the next. */
  readonly gap?: number | undefined
  /** Cells around the children: all sides, [vertical, horizontal] or [top, right, bottom, left]. */
  readonly padding?:
    number | readonly [number, number] | readonly [number, number, number, number] | undefined
  /** Where children stand across its direction, if not all over it: 'stretch' unless told. */
  readonly align?: Align | undefined
  /** Where the room goes that no child takes: to the end unless told ('start'). */
  readonly justify?: Justify | undefined
  /**
   * Children are boxes that stand edge to edge, with one border where two would meet; or rows and columns that join theirs; or
   * regions, which join while they show such. There is no gap then.
   */
  readonly join?: boolean | undefined
}

/**
 * Children side by side.
 *
 * ```ts
 * row({ gap: 2 }, [text('left'), spacer(), text('right')])
 * ```
 */
export function row(children: readonly Child[]): StackNode
export function row(options: StackOptions, children: readonly Child[]): StackNode
export function row(first: StackOptions | readonly Child[], second?: readonly Child[]): StackNode {
  return stack('row', 'row', first, second)
}

/**
 * Children one below the other.
 *
 * ```ts
 * column([text('Title', { bold: true }), lines(log, { from: 'end' })])
 * ```
 */
export function column(children: readonly Child[]): StackNode
export function column(options: StackOptions, children: readonly Child[]): StackNode
export function column(first: StackOptions | readonly Child[], second?: readonly Child[]): StackNode {
  return stack('column', 'column', first, second)
}

export interface BoxOptions extends StackOptions {
  /** 'single' unless told. */
  readonly border?: Border | undefined
  readonly borderColor?: Style['color']
  /** Stands in the upper border. */
  readonly title?: string | TextNode | undefined
}

/**
 * A column with a border around it.
 *
 * ```ts
 * box({ title: 'Users', border: 'round', padding: [0, 1] }, [text('Ada')])
 * ```
 */
export function box(children: readonly Child[]): StackNode
export function box(options: BoxOptions, children: readonly Child[]): StackNode
export function box(first: BoxOptions | readonly Child[], second?: readonly Child[]): StackNode {
  const [options] = optionsAndChildren<BoxOptions>('box', first, second)
  const { title, border = 'single' } = options
  borderGlyphs(border) // throws for one that there is not
  return {
    ...stack('box', 'column', first, second),
    border,
    borderStyle: colored(options.borderColor),
    title: titleOf(title),
  }
}

function titleOf(title: BoxOptions['title']): TextNode | undefined {
  if (title === undefined || title === '') return undefined
  if (typeof title === 'string') return text(title)
  if ((title as TextNode | null)?.kind === 'text') return title
  throw new TypeError(`title is a string or a text, not ${describe(title)}`)
}

/** The same child, but it takes its share of the room that is left over along its parent's direction. */
export function grow(child: Node | string, weight?: number): Node
export function grow(child: Child, weight?: number): Node | undefined
export function grow(child: Child, weight = 1): Node | undefined {
  const [node] = nodes([child])
  return node && { ...node, sizing: { ...node.sizing, grow: share(weight) } }
}

/** Nothing, but it takes its share of the room that is left over: what stands after it is pushed to the end. */
export function spacer(weight = 1): Node {
  return text('', { grow: weight })
}

const noPadding = [0, 0, 0, 0] as const
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
    padding: options.padding === undefined ? noPadding : sides(options.padding),
    border: undefined,
    borderStyle: undefined,
    title: undefined,
    join: options.join ?? false,
  }
}

/** What else would have cells in common would be painted over. */
function requireBorder(node: Node): void {
  if (node.kind === 'slot' || (node.kind === 'stack' && (node.border !== undefined || node.join))) return
  throw new TypeError(
    `with 'join', children are boxes, rows and columns that join theirs, or regions; this is a ${node.kind}`,
  )
}

function sides(padding: NonNullable<StackOptions['padding']>): readonly [number, number, number, number] {
  if (typeof padding !== 'number' && !Array.isArray(padding))
    throw new TypeError(`padding is a number of cells, or two or four of them, not ${describe(padding)}`)
  const [top, right, bottom, left] =
    typeof padding === 'number'
      ? [padding, padding, padding, padding]
      : padding.length === 2
        ? [padding[0], padding[1], padding[0], padding[1]]
        : padding
  return [cells(top, 'padding'), cells(right, 'padding'), cells(bottom, 'padding'), cells(left, 'padding')]
}
