import type { SnapshotFrom } from 'xstate'
import type { Table } from '../../../machines/data/table.ts'
import type { TableOptions } from '../../../machines/data/table-options.ts'
import type { TableColumn } from '../../../machines/data/table-column.ts'
import type { TableContext } from '../../../machines/data/table-context.ts'
import { rowCount } from '../../../machines/data/table-rows.ts'
import type { RowHeights } from '../../../machines/data/table-window.ts'
import type { Node } from '../../../render/nodes/index.ts'
import type { TextOverflow } from '../../../render/text/text-lines.ts'
import type { Place } from '../../component.ts'
import { layoutOf, type ColumnSizing, type TableLayout } from './table-layout.ts'

/** The place of a cell, for views in it. */
export interface TableCell {
  /** How many cells it has on the screen. */
  readonly columns: number
  /** Whether the cursor is on its row. */
  readonly selected: boolean
  /** Whether the table has the keyboard. */
  readonly focused: boolean
}

/** A column of a `tableView`: also how wide it is, and what its cells look like. */
export interface TableViewColumn<Row> extends TableColumn<Row>, ColumnSizing {
  /**
   * What happens to a text that is too wide. 'wrap' breaks it into lines, if rows may have several (`maxRowHeight`).
   *
   * @defaultValue 'truncate'
   */
  readonly overflow?: TextOverflow | undefined
  /**
   * Returns what is shown in a cell: any view of one row, without regions in it.
   *
   * @defaultValue the text of the value
   */
  readonly cell?: ((row: Row, cell: TableCell) => string | Node) | undefined
}

/** The columns and the look of a `tableView`. */
export interface TableViewOptions<Row> extends Omit<TableOptions<Row>, 'columns'> {
  /** The columns, in their order. */
  readonly columns: readonly TableViewColumn<Row>[]
  /**
   * How many columns at the left stay while the others scroll.
   *
   * @defaultValue 0
   */
  readonly frozen?: number | undefined
  /**
   * What is shown if there are no rows.
   *
   * @defaultValue 'nothing'
   */
  readonly empty?: string | undefined
  /**
   * How many lines a row has, at most. A row is as high as the highest of its cells: a text of a column with `overflow: 'wrap'`, or a view.
   *
   * @defaultValue 1
   */
  readonly maxRowHeight?: number | undefined
  /**
   * Whether each second row has the background `surface`.
   *
   * @defaultValue false
   */
  readonly zebra?: boolean | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

export type Snapshot<Row> = SnapshotFrom<Table<Row>>

/** What a table is made of, whatever its state. */
export interface Look {
  readonly columns: readonly TableViewColumn<unknown>[]
  readonly key: (row: unknown) => unknown
  readonly frozen: number
  readonly isOnCells: boolean
  readonly multiple: boolean
  readonly empty: string
  readonly maxRowHeight: number
  readonly zebra: boolean
  readonly heights: RowHeights
}

/** Rows above those of data. */
export const HEADER = 1
/** Cells of a row besides its columns: the mark of the cursor and a blank, a free one at the right, and the scroll bar. */
export const BEFORE = 2
const SIDES = 4
/** Cells for the mark of a selected row. */
export const CHECK = 2

export type Layout = TableLayout<TableViewColumn<unknown>>

export function layoutIn(
  { columns, frozen, isOnCells, multiple }: Look,
  context: TableContext<unknown>,
  room: number,
): Layout {
  const shown = context.shown.flatMap((name) => columns.find((column) => column.name === name) ?? [])
  const { left, column, listed } = context
  const inner = Math.max(1, room - SIDES - (multiple ? CHECK : 0))
  const show = isOnCells ? column : undefined
  return layoutOf(shown, listed.rows, inner, { frozen, left, show, since: context.shown })
}

/** The rows for data: the header, a problem and the filter have one each. */
export function rowsIn(snapshot: Snapshot<unknown>, rows: number): number {
  const isFiltering = snapshot.matches({ open: { search: 'filtering' } })
  const hasTrouble = snapshot.matches({ open: { data: 'failed' } }) && rowCount(snapshot.context.listed) > 0
  return Math.max(0, rows - HEADER - (isFiltering ? 1 : 0) - (hasTrouble ? 1 : 0))
}

/** The window on the rows. */
export function windowIn(
  { maxRowHeight }: Look,
  snapshot: Snapshot<unknown>,
  { rows, columns }: Place,
): { readonly rows: number; readonly columns?: number } {
  const own = rowsIn(snapshot, rows)
  return maxRowHeight > 1 ? { rows: own, columns } : { rows: own }
}
