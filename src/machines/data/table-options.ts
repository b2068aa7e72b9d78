import type { TableSource } from './row-store.ts'
import type { TableColumn, TableSort } from './table-column.ts'

/** The columns of a `table`, how it tells rows apart, and what the user can do with them. */
export interface TableOptions<Row> {
  /** The columns, in their order. */
  readonly columns: readonly TableColumn<Row>[]
  /**
   * What identifies a row while rows change. Cursor and selection stay on their rows by it.
   *
   * @defaultValue the property `id` of the row if it has one, else the row itself
   */
  readonly key?: ((row: Row) => unknown) | undefined
  /**
   * What the cursor is on: a row, or a cell of it.
   *
   * @defaultValue 'row'
   */
  readonly cursor?: 'row' | 'cell' | undefined
  /**
   * Whether the user can select rows besides the one at the cursor.
   *
   * @defaultValue false
   */
  readonly multiple?: boolean | undefined
  /**
   * Whether the table stays when a row is chosen. It then takes neither `choose` nor `leave`, so the keys Enter and Escape go on to the
   * region around it.
   *
   * @defaultValue false: Enter and Escape end the table, and its output is the row at the cursor
   */
  readonly keepOpen?: boolean | undefined
}

/** The input of a `table`. */
export interface TableInput<Row> {
  /** The rows. Without them, the table is loading until the event `rows`. */
  readonly rows?: TableSource<Row> | undefined
  /**
   * The columns by which rows are sorted, the most important one first.
   *
   * @defaultValue none: rows stand as they come
   */
  readonly sort?: readonly TableSort[] | undefined
}
