import type { ListSource } from '../controls/list-source.ts'
import type { Arranged } from './arranging.ts'

/** How far from its place a row is searched for, in both directions, if the source isn't an array. */
const FAR = 10_000

/** After how many rows that are gone, too, the cursor stays where it is. */
const MAX_GONE = 50

/** The key of a row. */
export type RowKey = (row: unknown) => unknown

/** How many rows are listed. */
export function rowCount({ rows, order }: Arranged<unknown>): number {
  return order?.length ?? rows.length
}

/** The row at a position among the listed ones. */
export function rowAt<Row>({ rows, order }: Arranged<Row>, position: number): Row | undefined {
  if (position < 0) return undefined // an array has an item at -1
  const index = order === undefined ? position : order[position]
  return index === undefined ? undefined : rows.at(index)
}

/** The position of the row with a key, or -1. The nearer it is to `near`, the sooner it's found. */
export function positionOf(listed: Arranged<unknown>, wanted: unknown, near: number, key: RowKey): number {
  const length = rowCount(listed)
  const far = Array.isArray(listed.rows) ? length : FAR
  const isAt = (position: number) => {
    const row = position < length ? rowAt(listed, position) : undefined
    return row !== undefined && key(row) === wanted
  }
  if (isAt(near)) return near
  for (let by = 1; by <= far && (near - by >= 0 || near + by < length); by++) {
    if (isAt(near - by)) return near - by
    if (isAt(near + by)) return near + by
  }
  return -1
}

/** The position of a row among others. If it's gone: that of the row that stood after it. */
export function findPosition(
  before: Arranged<unknown>,
  after: Arranged<unknown>,
  position: number,
  key: RowKey,
): number {
  for (let by = 0; by < MAX_GONE; by++) {
    const row = rowAt(before, position + by)
    if (row === undefined) break
    const found = positionOf(after, key(row), position, key)
    if (found >= 0) return found
  }
  return Math.max(0, Math.min(position, rowCount(after) - 1))
}

/** Whether the rows of two arrays have the same keys at the same places, so that an order of the one is one of the other. */
export function sameKeys(before: ListSource<unknown>, after: ListSource<unknown>, key: RowKey): boolean {
  if (before === after) return true
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false
  for (let at = 0; at < after.length; at++)
    if (before[at] !== after[at] && key(before[at]) !== key(after[at])) return false
  return true
}

const indices = new WeakMap<ListSource<unknown>, Map<unknown, number>>()

/** Rows have changed where they are: what is known of their places may be wrong. */
export function forgetPlaces(rows: ListSource<unknown>): void {
  indices.delete(rows)
}

/** Where the rows of an array are, by their keys. */
function indicesOf(rows: readonly unknown[], key: RowKey): Map<unknown, number> {
  let known = indices.get(rows)
  if (known === undefined) indices.set(rows, (known = new Map(rows.map((row, at) => [key(row), at]))))
  return known
}

/** The rows with others in the places of those with the same keys. Rows with new keys stand at the end. */
export function updated(
  rows: ListSource<unknown>,
  changes: readonly unknown[],
  key: RowKey,
): readonly unknown[] {
  const before = asArray(rows)
  const places = indicesOf(before, key)
  const next = before.slice()
  let all = places
  for (const row of changes) {
    const place = all.get(key(row))
    if (place === undefined) {
      if (all === places) all = new Map(places)
      all.set(key(row), next.length)
    }
    next[place ?? next.length] = row
  }
  indices.set(next, all)
  return next
}

/** The rows without those of some keys. */
export function without(
  rows: ListSource<unknown>,
  keys: readonly unknown[],
  key: RowKey,
): readonly unknown[] {
  const gone = new Set(keys)
  return asArray(rows).filter((row) => !gone.has(key(row)))
}

/** Whether a key is that of a row. Of a source that isn't an array, all keys may be. */
export function hasKeys(rows: ListSource<unknown>, key: RowKey): (wanted: unknown) => boolean {
  if (!Array.isArray(rows)) return () => true
  const places = indicesOf(rows, key)
  return (wanted) => places.has(wanted)
}

function asArray(rows: ListSource<unknown>): readonly unknown[] {
  if (Array.isArray(rows)) return rows
  throw new TypeError(
    "table: 'update' and 'remove' change rows of an array. Rows of another source change where they are: send 'rows' then",
  )
}
