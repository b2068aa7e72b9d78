import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { distribute, sum, type AxisSizing } from '../layout/distribute.ts'
import { measure as measureBox, measureHeight } from '../layout/measure.ts'
import {
  asksContent,
  axisSizing,
  horizontal,
  type Sizing,
  type AnyPress,
  type Press,
  type Sent,
} from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import { paint as paintBox, sameChildren } from '../paint/paint.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { nodes, type Child, type PressOf } from './children.ts'
import type { Node } from './index.ts'
import { container } from './kind.ts'
import { cells, describe, sizing, style } from './options.ts'
import { text } from './text.ts'

/** Cells in rows and columns. Each row has the same number of cells. */
export interface GridNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'grid'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** The size that each column asks for. */
  readonly columns: readonly Sizing[]
  /** The cells, row by row, from the left. */
  readonly cells: readonly Node<E>[]
  /** How many cells are between two columns. */
  readonly columnGap: number
  /** How many rows are between two rows of the grid. */
  readonly rowGap: number
}

/** The columns and the look of a `grid`. */
export interface GridOptions<E = AnyPress> extends Style, Sizing<E> {
  /**
   * The size that each column asks for: its widths and its `grow`.
   *
   * @defaultValue as wide as the widest of its cells
   */
  readonly columns?: readonly Sizing[] | undefined
  /**
   * How many cells are between two columns.
   *
   * @defaultValue 1
   */
  readonly columnGap?: number | undefined
  /**
   * How many rows are between two rows of the grid.
   *
   * @defaultValue 0
   */
  readonly rowGap?: number | undefined
}

/**
 * Rows of cells, aligned in columns. A row with fewer cells than others ends early.
 *
 * ```ts
 * grid(users.map(({ name, mail }) => [text(name, { bold: true }), mail]))
 * ```
 *
 * @throws TypeError if a row or a cell is invalid.
 */
export function grid<A extends readonly (readonly Child[])[]>(rows: A): GridNode<PressOf<A[number][number]>>
/**
 * The same with options.
 *
 * ```ts
 * grid({ columns: [{}, { grow: 1 }] }, users.map(({ name, mail }) => [text(name, { bold: true }), mail]))
 * ```
 *
 * @throws TypeError if an option, a row or a cell is invalid.
 */
export function grid<A extends readonly (readonly Child[])[], const E extends Press = never>(
  options: GridOptions<E>,
  rows: A,
): GridNode<Sent<E> | PressOf<A[number][number]>>
export function grid(
  first: GridOptions | readonly (readonly Child[])[],
  second?: readonly (readonly Child[])[],
): GridNode {
  const [options, rows] = isRows(first) ? [{}, first] : [first, second]
  if (rows === undefined || !rows.every(isRows))
    throw new TypeError(`grid() takes rows of cells: grid([[a, b], [c, d]]), not ${describe(rows ?? first)}`)
  const { columns = [], columnGap = 1, rowGap = 0 } = options
  const across = rows.reduce((max, row) => Math.max(max, row.length), columns.length)
  return {
    kind: 'grid',
    sizing: sizing(options),
    style: style(options),
    columns: Array.from({ length: across }, (_, column) => sizing(columns[column])),
    cells: rows.flatMap((row) => Array.from({ length: across }, (_, column) => cellOf(row[column]))),
    columnGap: cells(columnGap, 'columnGap'),
    rowGap: cells(rowGap, 'rowGap'),
  }
}

function cellOf(child: Child) {
  return nodes([child])[0] ?? text('')
}

function isRows(value: unknown): value is readonly (readonly Child[])[] {
  return Array.isArray(value)
}

export const gridKind = container<GridNode>({
  children: (node) => node.cells,
  measure,
  arrange,
  paint,
  isStill: true,
})

function measure(box: Box<GridNode>, limit: number, glyphs: GlyphTable): void {
  const { columnGap, rowGap } = box.node
  const widths = columnWidths(box, limit, glyphs)
  const heights = rowHeights(box, widths, glyphs)
  box.contentWidth = sum(widths) + columnGap * Math.max(0, widths.length - 1)
  box.contentHeight = sum(heights) + rowGap * Math.max(0, heights.length - 1)
}

/** Rows that do not fit give way as the children of a column do. */
function arrange(box: Box<GridNode>, glyphs: GlyphTable): void {
  const { columnGap, rowGap } = box.node
  const widths = columnWidths(box, box.width, glyphs)
  const natural = rowHeights(box, widths, glyphs)
  const room = Math.max(0, box.height - rowGap * Math.max(0, natural.length - 1))
  const heights = distribute(room, natural.map(rowSizing))
  let y = box.y
  for (let row = 0, at = 0; row < heights.length; row++) {
    const height = heights[row]!
    let x = box.x
    for (const width of widths) {
      const left = Math.min(x, box.x + box.width - width)
      arrangeBox(box.children[at++]!, left, Math.min(y, box.y + box.height - height), width, height, glyphs)
      x += width + columnGap
    }
    y += height + rowGap
  }
}

function rowSizing(height: number): AxisSizing {
  return { basis: height, min: 0, max: height, grow: 0, fixed: false }
}

/** The widths of the columns out of `room`. */
function columnWidths(box: Box<GridNode>, room: number, glyphs: GlyphTable): number[] {
  const { columns, columnGap } = box.node
  const widest = (column: number) => {
    let width = 0
    for (let i = column; i < box.children.length; i += columns.length) {
      measureBox(box.children[i]!, room, glyphs)
      width = Math.max(width, box.children[i]!.measuredWidth)
    }
    return width
  }
  const sizings = columns.map((sizing, column) =>
    axisSizing(sizing, horizontal, room, asksContent(sizing, horizontal) ? widest(column) : 0),
  )
  return distribute(Math.max(0, room - columnGap * Math.max(0, columns.length - 1)), sizings)
}

/** The heights that the rows ask for. */
function rowHeights(box: Box<GridNode>, widths: readonly number[], glyphs: GlyphTable): number[] {
  const heights = new Array<number>(Math.ceil(box.children.length / Math.max(1, widths.length))).fill(0)
  box.children.forEach((child, index) => {
    const row = Math.floor(index / widths.length)
    measureHeight(child, widths[index % widths.length]!, glyphs)
    heights[row] = Math.max(heights[row]!, child.measuredHeight)
  })
  return heights
}

function paint(box: Box<GridNode>, before: Box<GridNode> | undefined, canvas: Canvas, under: number): void {
  const { node, children } = box
  const style = canvas.styles.intern(node.style, under)
  const known = before !== undefined && sameStyle(node.style, before.node.style) && sameChildren(box, before)
  if (!known) canvas.buffer.fill(box.x, box.y, box.width, box.height, canvas.styles.empty(style))
  for (let i = 0; i < children.length; i++)
    paintBox(children[i]!, known ? before.children[i] : undefined, canvas, style)
}
