import { createActor } from 'xstate'
import { describe, expect, test } from 'vitest'
import { table, type TableInput, type TableOptions } from 'actty/data'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { rowAt, rowCount } from '../../../src/machines/data/table-rows.ts'

interface Row {
  readonly id: number
  readonly value: unknown
}

const rowsOf = (...values: unknown[]): Row[] => values.map((value, id) => ({ id, value }))

function started(input: TableInput<Row>, options: Partial<TableOptions<Row>> = {}) {
  const clock = new VirtualClock(0)
  const logic = table<Row>({ columns: [{ name: 'value' }, { name: 'id' }], ...options })
  const actor = createActor(logic, { input, clock }).start()
  const listed = () => {
    const { listed } = actor.getSnapshot().context
    return Array.from({ length: rowCount(listed) }, (_, at) => rowAt(listed, at)!)
  }
  return { actor, clock, listed, context: () => actor.getSnapshot().context }
}

const values = (rows: readonly Row[]) => rows.map(({ value }) => value)

describe('values are compared', () => {
  test.each([
    ['numbers', [10, 9, -1, 100], [-1, 9, 10, 100]],
    ['texts', ['b', 'Ärger', 'a', 'C'], ['a', 'Ärger', 'b', 'C']],
    [
      'dates',
      [new Date('2026-05-01'), new Date('2025-01-01')],
      [new Date('2025-01-01'), new Date('2026-05-01')],
    ],
    ['what is unknown, last', [undefined, 2, null, 1, NaN], [1, 2, undefined, null, NaN]],
    ['numbers before texts', ['a', 1, true, 2n], [1, 2n, true, 'a']],
  ])('%s', (_, before, after) => {
    const { listed } = started({ rows: rowsOf(...before), sort: [{ column: 'value' }] })
    expect(values(listed())).toEqual(after)
  })

  test('the greatest first, but what is unknown still last', () => {
    const sort = [{ column: 'value', descending: true }]
    expect(values(started({ rows: rowsOf(1, undefined, 3, 2), sort }).listed())).toEqual([3, 2, 1, undefined])
  })

  test('and rows that are equal stay in their order, whatever was sorted before', () => {
    const { actor, listed } = started({ rows: rowsOf('a', 'b', 'a', 'b', 'a') })
    actor.send({ type: 'sort', column: 'id' })
    actor.send({ type: 'sort', column: 'id' })
    actor.send({ type: 'sort', column: 'value' })
    expect(listed().map(({ id }) => id)).toEqual([0, 2, 4, 1, 3])
  })
})

describe('many rows', () => {
  const MANY = 100_000
  /** Rows that count how often a value was asked for. */
  function counting() {
    const asked = { count: 0 }
    const rows = Array.from({ length: MANY }, (_, id) => ({ id, value: (id * 7_919) % MANY }))
    const value = (row: Row) => {
      asked.count++
      return row.value
    }
    return { asked, rows, columns: [{ name: 'value', value }] }
  }

  test('are sorted in slices while keys are taken, and until then they stand as they are', async () => {
    const { asked, rows, columns } = counting()
    const { actor, clock, listed, context } = started({ rows }, { columns })
    actor.send({ type: 'sort', column: 'value' })
    expect(asked.count).toBeLessThanOrEqual(10_000)
    actor.send({ type: 'move', by: 5 })
    expect(context().value).toBe(rows[5])
    // Each slice ends by asking the clock for another.
    const setTimeout = clock.setTimeout.bind(clock)
    let [slices, before] = [0, asked.count]
    clock.setTimeout = (callback, ms) => {
      expect(asked.count - before).toBeLessThanOrEqual(10_000)
      ;[slices, before] = [slices + 1, asked.count]
      return setTimeout(callback, ms)
    }
    while (actor.getSnapshot().hasTag('busy')) await clock.advance(0)
    expect(slices).toBeGreaterThan(10)
    expect(values(listed().slice(0, 3))).toEqual([0, 1, 2])
    expect(context().value).toBe(rows[5])
    actor.stop()
  })

  test('a new question replaces the one before', async () => {
    const { rows: all, columns } = counting()
    const { actor, clock, listed } = started({ rows: all.slice(0, 30_000) }, { columns })
    actor.send({ type: 'sort', column: 'value' })
    actor.send({ type: 'sort', column: 'value' })
    while (actor.getSnapshot().hasTag('busy')) await clock.advance(0)
    const greatest = Math.max(...all.slice(0, 30_000).map(({ value }) => value))
    expect(listed()[0]!.value).toBe(greatest)
    actor.stop()
    await settle()
    expect(clock.pending).toBe(0)
  })

  test('of a source cost no more than those that are asked for', () => {
    let asked = 0
    const rows = { length: 1_000_000, at: (id: number) => (asked++, { id, value: id }) }
    const { actor, context } = started({ rows })
    actor.send({ type: 'last', rows: 20 })
    expect(context().value).toEqual({ id: 999_999, value: 999_999 })
    expect(context().top).toBe(999_980)
    expect(asked).toBeLessThan(20)
  })

  test('and to ask whether a key does something makes no range of them', () => {
    let asked = 0
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, value: id }))
    const key = ({ id }: Row) => (asked++, id)
    const { actor, context } = started({ rows }, { multiple: true, key })
    expect(actor.getSnapshot().can({ type: 'last', extend: true })).toBe(true)
    expect(asked).toBeLessThan(10)
    actor.send({ type: 'last', extend: true })
    expect(context().selection.size).toBe(10_000)
  })

  test('can all be selected at once', () => {
    const rows = { length: 1_000_000, at: (id: number) => ({ id, value: id }) }
    const { actor, context } = started({ rows }, { multiple: true })
    actor.send({ type: 'pickAll' })
    actor.send({ type: 'pick' })
    expect(context().selection.size).toBe(999_999)
    expect([context().selection.has(0), context().selection.has(7)]).toEqual([false, true])
  })
})

describe('rows change', () => {
  test('in their places: they move a quarter of a second later, and the cursor with its row', async () => {
    const { actor, clock, listed, context } = started({ rows: rowsOf(1, 2, 3), sort: [{ column: 'value' }] })
    actor.send({ type: 'update', rows: [{ id: 0, value: 9 }] })
    expect(values(listed())).toEqual([9, 2, 3])
    await clock.advance(250)
    expect(values(listed())).toEqual([2, 3, 9])
    expect(context()).toMatchObject({ position: 2, value: { id: 0, value: 9 } })
    actor.send({ type: 'update', rows: [{ id: 7, value: 0 }] })
    await clock.advance(250)
    expect(values(listed())).toEqual([0, 2, 3, 9])
  })

  test('again and again while they are put in order, which ends all the same', async () => {
    const rows = Array.from({ length: 12_000 }, (_, id) => ({ id, value: -id }))
    const { actor, clock, listed } = started({ rows, sort: [{ column: 'value' }] })
    for (let at = 0; at < 100; at++) {
      actor.send({ type: 'update', rows: [{ id: at, value: 1 + at }] })
      await clock.advance(1)
    }
    await clock.advance(600)
    expect(listed().at(-1)).toEqual({ id: 99, value: 100 })
    expect(listed()[0]).toEqual({ id: 11_999, value: -11_999 })
    actor.stop()
  })

  test('and those that are gone are selected no more', () => {
    const { actor, context } = started({ rows: rowsOf('a', 'b', 'c') }, { multiple: true })
    actor.send({ type: 'pick' })
    actor.send({ type: 'move', by: 2, extend: true })
    expect(context().selection.size).toBe(3)
    actor.send({ type: 'remove', keys: [0, 1] })
    expect(context()).toMatchObject({ position: 0, value: { id: 2 }, selection: { size: 1 } })
  })

  test('of a source that is no array only where they are', () => {
    const errors: unknown[] = []
    const { actor } = started({ rows: { length: 1, at: (id: number) => ({ id, value: id }) } })
    actor.subscribe({ error: (error) => errors.push(error) })
    actor.send({ type: 'update', rows: [] })
    expect(String(errors[0])).toMatch(/send 'rows' then/)
  })
})

test('it goes on after JSON', () => {
  const options = { columns: [{ name: 'value' }], multiple: true }
  const { actor } = started({ rows: rowsOf(3, 1, 2), sort: [{ column: 'value' }] }, options)
  actor.send({ type: 'pick' })
  const saved: unknown = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()))
  const again = createActor(table<Row>(options), { input: {}, snapshot: saved as never }).start()
  expect(again.getSnapshot().context.selection.has(0)).toBe(true)
  again.send({ type: 'sort', column: 'value' })
  expect(again.getSnapshot().context.listed.order).toEqual([0, 2, 1])
})

test('two columns of one name are an error', () => {
  expect(() => table({ columns: [{ name: 'a' }, { name: 'a' }] })).toThrow("two columns have the name 'a'")
})
