/** A column of a `table`: what it's called, and its value in a row. */
export interface TableColumn<Row> {
  /** Its name in events and in `sort`. No other column has it. */
  readonly name: string
  /**
   * What stands above it.
   *
   * @defaultValue its name
   */
  readonly title?: string | undefined
  /**
   * Its value in a row, by which rows are sorted.
   *
   * @defaultValue the property of the row that has the column's name
   */
  readonly value?: ((row: Row) => unknown) | undefined
  /**
   * The text of its value, which is shown, searched by the filter, and copied.
   *
   * @defaultValue the value as text: '–' for undefined, null and NaN, and dates as '2026-11-28 09:30:00' in UTC
   */
  readonly text?: ((row: Row) => string) | undefined
  /**
   * Compares two values, as for `Array.prototype.sort`. Values that are undefined, null or NaN never come here: they stand last.
   *
   * @defaultValue numbers and dates by size, texts as in a dictionary, and what differs in type by its type
   */
  readonly compare?: ((a: never, b: never) => number) | undefined
}

/** A column by which rows are sorted. */
export interface TableSort {
  /** The name of the column. */
  readonly column: string
  /**
   * Whether the greatest value stands first.
   *
   * @defaultValue false
   */
  readonly descending?: boolean | undefined
}

/** The value of a column in a row. */
export function valueIn<Row>({ name, value }: TableColumn<Row>, row: Row): unknown {
  if (value !== undefined) return value(row)
  return typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[name] : row
}

/** The text of a column in a row. */
export function textIn<Row>(column: TableColumn<Row>, row: Row): string {
  if (column.text === undefined) return plain(valueIn(column, row))
  const given: unknown = column.text(row) // which may come from data, and be no text at all
  return String(given)
}

/** Whether a value is one that isn't known. */
export function isUnknown(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'number') return value !== value
  return value instanceof Date && Number.isNaN(value.getTime())
}

function plain(value: unknown): string {
  if (isUnknown(value)) return '–'
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ')
  if (typeof value === 'object') return JSON.stringify(value)
  const simple = value as string | number | boolean | bigint
  return String(simple)
}

// One language, so that rows stand in the same order on every computer.
const { compare: compareTexts } = new Intl.Collator('en')

/** Compares two known values of a column. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b || 0
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  const [rankA, rankB] = [rankOf(a), rankOf(b)]
  if (rankA !== rankB) return rankA - rankB
  if (rankA === OTHERS) return compareTexts(plain(a), plain(b))
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0
}

const OTHERS = 4

function rankOf(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'bigint') return 0
  if (value instanceof Date) return 1
  if (typeof value === 'boolean') return 2
  return typeof value === 'string' ? 3 : OTHERS
}
