import { fromCallback, type CallbackActorLogic, type EventObject } from 'xstate'
import { foldCase } from '../controls/fold-case.ts'
import type { ListSource } from '../controls/list-source.ts'
import { clockOf } from '../kit/clock.ts'
import { withinApp } from '../kit/within-app.ts'
import { mergeSort, STRIDE } from './merge-sort.ts'
import {
  compareValues,
  isUnknown,
  textIn,
  valueIn,
  type TableColumn,
  type TableSort,
} from './table-column.ts'

/** What is to be put in order. */
export interface ArrangingInput {
  readonly rows: ListSource<unknown>
  readonly sort: readonly TableSort[]
  readonly filter: string
  /** The order that rows had before. */
  readonly before: readonly number[] | undefined
}

/** Rows, and the indices of those that are listed, in their order. Without an order, all are listed as they come. */
export interface Arranged<Row> {
  /** All rows, also those that aren't listed. */
  readonly rows: ListSource<Row>
  /** The indices of the listed rows, or undefined if all rows are listed as they come. */
  readonly order: readonly number[] | undefined
}

/** The event of rows that are in order. */
export interface ArrangedEvent extends Arranged<unknown> {
  readonly type: 'arranging.done'
}

/** How many steps are made without a pause (a row or a comparison each), and for how many ms, whichever ends first. */
const SLICE = 10_000
const SLICE_TIME = 4
/** How many steps are made between two looks at the clock. */
const LOOK_AT_CLOCK = 256

/** Filters and sorts rows in slices. Keys are read and frames are drawn between two slices. */
export function arranging(
  columns: readonly TableColumn<unknown>[],
): CallbackActorLogic<EventObject, ArrangingInput> {
  const arrange = fromCallback<EventObject, ArrangingInput>(({ input, sendBack, self }) => {
    const clock = clockOf(self)
    const steps = orderIn(input, columns)
    let timer: unknown
    const slice = () => {
      const until = clock.now() + SLICE_TIME
      for (let step = STRIDE; step <= SLICE; step += STRIDE) {
        const { done, value } = steps.next()
        if (done) {
          sendBack({ type: 'arranging.done', rows: input.rows, order: value } satisfies ArrangedEvent)
          return
        }
        if (step % LOOK_AT_CLOCK === 0 && clock.now() >= until) break
      }
      timer = clock.setTimeout(slice, 0)
    }
    slice()
    return () => clock.clearTimeout(timer)
  })
  return withinApp(arrange)
}

/** Whether rows have to be put in order at all. */
export function needsOrder({ sort, filter }: Pick<ArrangingInput, 'sort' | 'filter'>): boolean {
  return sort.length > 0 || filter !== ''
}

/** What an order was made of. */
type Basis = Pick<ArrangingInput, 'rows' | 'sort' | 'filter'>

const bases = new WeakMap<readonly number[], Basis>()

/** The order of rows. If only some rows have changed since another order was made, only these are sorted, and merged with the others. */
function* orderIn(
  { rows, sort, filter, before }: ArrangingInput,
  columns: readonly TableColumn<unknown>[],
): Generator<void, readonly number[]> {
  const sorted = sort.flatMap(({ column, descending = false }) => {
    const found = columns.find(({ name }) => name === column)
    return found === undefined ? [] : [{ column: found, descending }]
  })
  const wanted = foldCase(filter)
  const basis = before && bases.get(before)
  const old = basis !== undefined && isLike(basis, { rows, sort, filter }) ? basis.rows : undefined
  const isKept = new Uint8Array(old === undefined ? 0 : rows.length)
  const found: number[] = []
  for (let index = 0; index < rows.length; index++) {
    if (index % STRIDE === 0) yield
    const row = rows.at(index)
    if (row === undefined) continue
    if (row === old?.at(index)) isKept[index] = 1
    else if (has(row, wanted, columns)) found.push(index)
  }
  const kept: number[] = []
  if (old !== undefined)
    for (let at = 0; at < before!.length; at++) {
      if (isKept[before![at]!] === 1) kept.push(before![at]!)
      if (at % STRIDE === 0) yield
    }
  const values =
    old === undefined ? yield* valuesOf(found, rows, sorted) : sorted.map(({ column }) => read(rows, column))
  const compare = comparing(sorted, values)
  const order = sorted.length === 0 && kept.length === 0 ? found : yield* mergeSort(found, compare, kept)
  bases.set(order, { rows, sort, filter })
  return order
}

/** Whether rows that haven't changed since then have the same order. What has changed in the same array isn't known. */
function isLike(basis: Basis, { rows, sort, filter }: Basis): boolean {
  const isComparable = basis.rows !== rows && basis.rows.length === rows.length
  return isComparable && basis.sort === sort && basis.filter === filter
}

interface SortedColumn {
  readonly column: TableColumn<unknown>
  readonly descending: boolean
}

/** The value of a column in the row at an index. What isn't known is undefined. */
type ValueAt = (index: number) => unknown

function read(rows: ListSource<unknown>, column: TableColumn<unknown>): ValueAt {
  return (index) => {
    const value = valueIn(column, rows.at(index))
    return isUnknown(value) ? undefined : value
  }
}

/** If all rows are sorted, each value is read once. */
function* valuesOf(
  indices: readonly number[],
  rows: ListSource<unknown>,
  sorted: readonly SortedColumn[],
): Generator<void, readonly ValueAt[]> {
  const levels: ValueAt[] = []
  for (const { column } of sorted) {
    const valueAt = read(rows, column)
    const values: unknown[] = []
    for (let at = 0; at < indices.length; at++) {
      values[indices[at]!] = valueAt(indices[at]!)
      if (at % STRIDE === 0) yield
    }
    levels.push((index) => values[index])
  }
  return levels
}

function comparing(
  sorted: readonly SortedColumn[],
  values: readonly ValueAt[],
): (a: number, b: number) => number {
  const levels = sorted.map(({ column, descending }, level) => {
    const compare = (column.compare as typeof compareValues | undefined) ?? compareValues
    return { valueAt: values[level]!, compare, sign: descending ? -1 : 1 }
  })
  return (a, b) => {
    for (const { valueAt, compare, sign } of levels) {
      const [x, y] = [valueAt(a), valueAt(b)]
      if (x === y) continue
      // What isn't known stands last, also if the greatest stands first.
      if (x === undefined || y === undefined) return x === undefined ? 1 : -1
      const by = sign * compare(x, y)
      if (by !== 0) return by
    }
    return a - b
  }
}

function has(row: unknown, wanted: string, columns: readonly TableColumn<unknown>[]): boolean {
  return wanted === '' || columns.some((column) => foldCase(textIn(column, row)).includes(wanted))
}
