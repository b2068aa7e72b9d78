import type { ListSource } from '../controls/list-source.ts'
import type { Arranged } from './arranging.ts'
import type { RowSelection } from './row-selection.ts'
import type { TableSort } from './table-column.ts'

/** The context of a `table`. */
export interface TableContext<Row> {
  /** The row at the cursor, or undefined if nothing is listed. */
  readonly value: Row | undefined
  /** The newest rows. */
  readonly rows: ListSource<Row>
  /** What is listed. While rows are put in order, these are older ones. */
  readonly listed: Arranged<Row>
  /** The position of the cursor among the listed rows. */
  readonly position: number
  /** The position of the row at the top of the window. */
  readonly top: number
  /** The name of the column that the cursor is on. */
  readonly column: string | undefined
  /** How many columns are scrolled out at the left. */
  readonly left: number
  /** The columns by which rows are sorted. */
  readonly sort: readonly TableSort[]
  /** The text that listed rows have in one of their columns. */
  readonly filter: string
  /** The rows that are selected besides the one at the cursor. */
  readonly selection: RowSelection
  /** The names of the columns that are shown, in their order. */
  readonly shown: readonly string[]
  /** What went wrong when rows were loaded. */
  readonly problem: string | undefined
  /** Whether rows have changed since they were put in order. */
  readonly isStale: boolean
  /** Where the mouse holds the scroll bar: rows below the upper end of its thumb. */
  readonly held: number | undefined
  /** The key of the row where a range begins. */
  readonly anchor: unknown
}
