import type { Child, GridNode, Sizing } from './node.ts'
import type { Style } from '../paint/style.ts'
import { nodes } from './children.ts'
import { cells, describe, sizing, style } from './options.ts'
import { text } from './text.ts'

export interface GridOptions extends Style, Sizing {
  /**
   * What each column asks for, by its widths and its `grow`. One of which nothing is said is as wide as the widest of its
   * cells.
   */
  readonly columns?: readonly Sizing[] | undefined
  /** Cells between one column and the next: 1 unless told. */
  readonly columnGap?: number | undefined
  /** Rows between one row and the next: none unless told. */
  readonly rowGap?: number | undefined
}

/**
 * Rows of cells that stand in columns. A row that has fewer cells than others ends early.
 *
 * ```ts
 * grid({ columns: [{}, { grow: 1 }] }, users.map(({ name, mail }) => [text(name, { bold: true }), mail]))
 * ```
 */
export function grid(rows: readonly (readonly Child[])[]): GridNode
export function grid(options: GridOptions, rows: readonly (readonly Child[])[]): GridNode
export function grid(
  first: GridOptions | readonly (readonly Child[])[],
  second?: readonly (readonly Child[])[],
): GridNode {
  const [options, rows] = isRows(first) ? [{}, first] : [first, second]
  if (rows === undefined || !rows.every(isRows))
    throw new TypeError(`grid() takes rows of cells: grid([[a, b], [c, d]]), not ${describe(rows ?? first)}`)
  const { columns = [], columnGap = 1, rowGap = 0 } = options
  const across = rows.reduce((most, row) => Math.max(most, row.length), columns.length)
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
