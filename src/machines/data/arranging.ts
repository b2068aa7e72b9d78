import { fromCallback, type CallbackActorLogic, type EventObject } from 'xstate'
import { foldCase } from '../controls/fold-case.ts'
import type { ListSource } from '../controls/list-source.ts'
import { clockOf } from '../kit/clock.ts'
import { withinApp } from '../kit/within-app.ts'
import { mergeSort } from './merge-sort.ts'
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
      for (let step = 1; step <= SLICE; step++) {
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
interface Basis extends Pick<ArrangingInput, 'rows' | 'sort' | 'filter'> {
  /** The values of the columns by which rows are sorted, by the indices of rows. */
  readonly values: readonly (readonly unknown[])[]
}

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
  const old = basis !== undefined && isLike(basis, { rows, sort, filter }) ? basis : undefined
  const values = sorted.map((): unknown[] => [])
  const note = (index: number, row: unknown): boolean => {
    let isSame = row === old?.rows.at(index)
    sorted.forEach(({ column }, level) => {
      const value = valueIn(column, row)
      const known = isUnknown(value) ? undefined : value
      values[level]![index] = known
      isSame &&= known === old?.values[level]![index]
    })
    return isSame
  }
  const isKept = new Uint8Array(old === undefined ? 0 : rows.length)
  const found: number[] = []
  for (let index = 0; index < rows.length; index++, yield) {
    const row = rows.at(index)
    if (row === undefined) continue
    if (note(index, row)) isKept[index] = 1
    else if (has(row, wanted, columns)) found.push(index)
  }
  const kept: number[] = []
  if (old !== undefined)
    for (let at = 0; at < before!.length; at++, yield) if (isKept[before![at]!] === 1) kept.push(before![at]!)
  const compare = comparing(sorted, values)
  const order = sorted.length === 0 && kept.length === 0 ? found : yield* mergeSort(found, compare, kept)
  bases.set(order, { rows, sort, filter, values })
  return order
}

/** Whether rows that haven't changed since then have the same order. What has changed in the same array isn't known. */
function isLike(basis: Basis, { rows, sort, filter }: Omit<Basis, 'values'>): boolean {
  const isComparable = basis.rows !== rows && basis.rows.length === rows.length
  return isComparable && basis.sort === sort && basis.filter === filter
}

function comparing(
  sorted: readonly { readonly column: TableColumn<unknown>; readonly descending: boolean }[],
  values: readonly (readonly unknown[])[],
): (a: number, b: number) => number {
  const levels = sorted.map(({ column, descending }, level) => {
    const compare = (column.compare as typeof compareValues | undefined) ?? compareValues
    return { of: values[level]!, compare, sign: descending ? -1 : 1 }
  })
  return (a, b) => {
    for (const { of, compare, sign } of levels) {
      const [x, y] = [of[a], of[b]]
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
