import type { ListSource } from '../controls/list-source.ts'
import type { TableSort } from './table-column.ts'

/**
 * What a `table` can be told. `rows` is the height of the window on the rows, in lines. If it is given, the window follows the cursor.
 * `columns` is the width of the window. It counts only if rows have several lines.
 */
export type TableEvent<Row> =
  /** Moves the cursor by so many rows. With `extend`, all rows from where it began are selected. */
  | {
      readonly type: 'move'
      readonly by: number
      readonly rows?: number
      readonly columns?: number
      readonly extend?: boolean
    }
  /** Moves the cursor to the first or the last row. */
  | {
      readonly type: 'first' | 'last'
      readonly rows?: number
      readonly columns?: number
      readonly extend?: boolean
    }
  /** Moves the cursor to the row at a position among the listed ones, from 0, and to a column. */
  | {
      readonly type: 'select'
      readonly position: number
      readonly column?: string
      readonly rows?: number
      readonly columns?: number
      readonly extend?: boolean
    }
  /** Moves the cursor by so many columns. */
  | { readonly type: 'across'; readonly by: number }
  /** Scrolls so many columns to the right. `max` is the most that may be scrolled out. */
  | { readonly type: 'scrollColumns'; readonly by: number; readonly max: number }
  /** Moves the window by so many rows. The cursor stays inside it. */
  | { readonly type: 'scroll'; readonly by: number; readonly rows: number; readonly columns?: number }
  /** The mouse holds the scroll bar, so many rows below the upper end of its thumb, or lets go of it. */
  | { readonly type: 'hold'; readonly at: number }
  | { readonly type: 'drop' }
  /** Selects the row at the cursor if it isn't selected, and the other way around. */
  | { readonly type: 'pick' }
  /** Selects all rows that are listed, or none. */
  | { readonly type: 'pickAll' | 'pickNone' }
  /** Sorts by a column; if rows are sorted by it already, the other way around. With `add`, after the columns that count now. */
  | { readonly type: 'sort'; readonly column: string; readonly add?: boolean }
  /** Sorts by these columns, or by none. */
  | { readonly type: 'sortBy'; readonly sort: readonly TableSort[] }
  /** Shows these columns, in this order. */
  | { readonly type: 'columns'; readonly names: readonly string[] }
  /** Other rows, or another array of them. */
  | { readonly type: 'rows'; readonly rows: ListSource<Row> }
  /** Rows in place of those with the same keys. Those with new keys are added at the end. */
  | { readonly type: 'update'; readonly rows: readonly Row[] }
  /** Takes out the rows with these keys. */
  | { readonly type: 'remove'; readonly keys: readonly unknown[] }
  /** Rows are being loaded. Those that are there stay. */
  | { readonly type: 'loading' }
  /** Rows couldn't be loaded. Those that are there stay. */
  | { readonly type: 'failed'; readonly error: unknown }
  /** Starts to filter. The text input for it is the child `filter`. */
  | { readonly type: 'filter'; readonly text?: string }
  /** Stops filtering, and lists all rows again. */
  | { readonly type: 'clear' }
  /** Sends the selected rows to the clipboard, or the one at the cursor: a line each, with tabs between columns. */
  | { readonly type: 'copy' }
  /** Ends the table, with the row at the cursor as its output or without one. */
  | { readonly type: 'choose' | 'leave' }
