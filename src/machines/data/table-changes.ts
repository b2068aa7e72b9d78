import type { ListSource } from '../controls/list-source.ts'
import { needsOrder, type Arranged } from './arranging.ts'
import { RowSelection } from './row-selection.ts'
import { textIn, type TableColumn, type TableSort } from './table-column.ts'
import { lastTop, rowsFrom, tableTop, type RowHeights } from './table-window.ts'
import {
  findPosition,
  forgetPlaces,
  hasKeys,
  positionOf,
  rowAt,
  rowCount,
  sameKeys,
  type RowKey,
} from './table-rows.ts'
import type { TableContext } from './table-context.ts'

type Context = TableContext<unknown>
type Window = Pick<Context, 'listed' | 'position' | 'top'>

/** What a table was made for. */
export interface TableRules {
  readonly columns: readonly TableColumn<unknown>[]
  readonly key: RowKey
  readonly cursor: 'row' | 'cell'
  readonly multiple: boolean
  /** The heights of rows in a window of so many columns. */
  readonly heights: RowHeights
}

/** Where the cursor goes, in a window of so many rows. */
export interface Going {
  readonly to: number
  readonly column?: string | undefined
  readonly rows?: number | undefined
  readonly columns?: number | undefined
  readonly extend?: boolean | undefined
}

/** By how many rows a window of so many lines is moved. */
export interface Scrolling {
  readonly by: number
  readonly rows: number
  readonly columns?: number | undefined
}

/** The key of rows that have an `id`; other rows are their own keys. */
export function ownKey(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'id' in row ? row.id : row
}

/** Throws a TypeError if two columns have the same name. */
export function requireNames(columns: readonly TableColumn<unknown>[]): void {
  const seen = new Set<string>()
  for (const { name } of columns) {
    if (seen.has(name))
      throw new TypeError(`table: two columns have the name '${name}': give each column a name of its own`)
    seen.add(name)
  }
}

/** The same with the row at the cursor as the value. */
export function withValue(context: Context): Context {
  return { ...context, value: rowAt(context.listed, context.position) }
}

/** What changes if the cursor goes somewhere. */
export function gone(
  context: Context,
  { to, column = context.column, rows, columns, extend = false }: Going,
  { key, multiple, heights }: Pick<TableRules, 'key' | 'multiple' | 'heights'>,
): Partial<Context> {
  const { listed } = context
  const position = Math.max(0, Math.min(to, rowCount(listed) - 1))
  const topOf = (window: Window) =>
    rows === undefined ? window.top : tableTop(window, rows, heights(context, columns))
  const top = topOf({ listed, position, top: topOf(context) })
  const value = rowAt(listed, position)
  const change = { position, top, column, value }
  if (!extend || !multiple) return { ...change, anchor: undefined }
  const anchor = context.anchor ?? (context.value === undefined ? undefined : key(context.value))
  const from = positionOf(listed, anchor, context.position, key)
  const selection = rangeOf(listed, from < 0 ? position : from, position, key)
  return { ...change, anchor, selection }
}

function rangeOf(listed: Arranged<unknown>, from: number, to: number, key: RowKey): RowSelection {
  const keys: unknown[] = []
  for (let at = Math.min(from, to); at <= Math.max(from, to); at++) {
    const row = rowAt(listed, at)
    if (row !== undefined) keys.push(key(row))
  }
  return new RowSelection(keys)
}

/** Where window and cursor are after the window was moved by so many rows. */
export function scrolled(
  context: Context,
  { by, rows, columns }: Scrolling,
  heights: RowHeights,
): Pick<Context, 'top' | 'position' | 'value'> {
  const heightOf = heights(context, columns)
  const max = lastTop(context, rows, heightOf)
  const top = Math.max(0, Math.min(tableTop(context, rows, heightOf) + by, max))
  const last = top + Math.max(1, rowsFrom(context, top, rows, heightOf)) - 1
  const position = Math.max(top, Math.min(context.position, last))
  return { top, position, value: rowAt(context.listed, position) }
}

/** All rows that are listed. If no filter hides some, it costs nothing, however many they are. */
export function allOf(listed: Arranged<unknown>, key: RowKey): RowSelection {
  const isAll = rowCount(listed) === listed.rows.length
  return isAll
    ? new RowSelection([], true, listed.rows.length)
    : rangeOf(listed, 0, rowCount(listed) - 1, key)
}

/** By what rows are sorted after a column was chosen. */
export function sortedBy(before: readonly TableSort[], column: string, add: boolean): readonly TableSort[] {
  const place = before.findIndex((sort) => sort.column === column)
  const next = { column, descending: place >= 0 && before[place]!.descending !== true }
  if (!add) return [next]
  return place < 0 ? [...before, next] : before.with(place, next)
}

/**
 * What changes with other rows. Rows that need no order, and those with the same keys at the same places, are listed at once: the others
 * when they have been put in order.
 */
export function taken(context: Context, rows: ListSource<unknown>, key: RowKey): Partial<Context> {
  // The same source again has other rows in it, which are measured again.
  const isSame = rows === context.rows
  const shown = isSame ? [...context.shown] : context.shown
  if (isSame) forgetPlaces(rows)
  if (!needsOrder(context))
    return { rows, shown, ...arranged({ ...context, rows }, { rows, order: undefined }, key) }
  const { listed } = context
  if (!sameKeys(listed.rows, rows, key)) return { rows, shown, isStale: true }
  const now = { rows, order: listed.order }
  return { rows, shown, listed: now, isStale: true, value: rowAt(now, context.position) }
}

/** What changes if rows are in order. Cursor and selection stay on their rows. */
export function arranged(context: Context, done: Arranged<unknown>, key: RowKey): Partial<Context> {
  // Values may have changed since then.
  const isOlder = done.rows !== context.rows && sameKeys(done.rows, context.rows, key)
  const listed = isOlder ? { rows: context.rows, order: done.order } : done
  const position = findPosition(context.listed, listed, context.position, key)
  const isSame = context.selection.size === 0 || context.listed.rows === listed.rows
  const selection = isSame
    ? context.selection
    : context.selection.among(hasKeys(listed.rows, key), listed.rows.length)
  const isStale = listed.rows !== context.rows || (done.order !== undefined && context.isStale)
  const top = topAfter(context, listed, position, key)
  return { listed, position, top, selection, isStale, value: rowAt(listed, position) }
}

/** If rows came or went above the window, it stays on its rows. At the top, it shows those that come. */
function topAfter(
  { listed: before, position: was, top }: Context,
  listed: Arranged<unknown>,
  position: number,
  key: RowKey,
): number {
  const moved = top + position - was
  if (top === 0 || moved < 0) return top
  const [old, now] = [rowAt(before, top), rowAt(listed, moved)]
  return old !== undefined && now !== undefined && key(old) === key(now) ? moved : top
}

/** The rows to copy: a line each, with tabs between columns. */
export function tsvOf(
  { listed, position, selection, shown, column: current }: Context,
  { columns, key, cursor }: Pick<TableRules, 'columns' | 'key' | 'cursor'>,
): string {
  const copied = shown.map((name) => columns.find((column) => column.name === name)!)
  const line = (row: unknown) => copied.map((column) => inLine(textIn(column, row))).join('\t')
  if (selection.size === 0) {
    const row = rowAt(listed, position)
    const cell = cursor === 'cell' && columns.find(({ name }) => name === current)
    return cell ? textIn(cell, row) : line(row)
  }
  const lines: string[] = []
  let length = 0
  for (let at = 0; at < rowCount(listed) && lines.length < selection.size && length < MAX_COPIED; at++) {
    const row = rowAt(listed, at)
    if (row !== undefined && selection.has(key(row))) length += lines[lines.push(line(row)) - 1]!.length
  }
  return lines.join('\n')
}

/** More than any clipboard takes, in UTF-16 units. A longer text is refused as a whole. */
const MAX_COPIED = 1_000_000

function inLine(text: string): string {
  return text.replace(/[\t-\r\x85\u2028\u2029]+/g, ' ')
}
