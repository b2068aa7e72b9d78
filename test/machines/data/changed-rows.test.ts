import { expect, test } from 'vitest'
import { ChangedRows } from '../../../src/machines/data/changed-rows.ts'
import { fc } from '../../support/property.ts'

const saved = (before: readonly unknown[], after: readonly unknown[]) => {
  const json = JSON.stringify(ChangedRows.between(before, after))
  return ChangedRows.from(JSON.parse(json) as ReturnType<ChangedRows['toJSON']>)
}

test('whatever changes, rows that were written are the same rows again', () => {
  const rows = fc.array(fc.nat(5), { maxLength: 12 })
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      expect(saved(before, after).appliedTo(before)).toEqual(after)
      expect(ChangedRows.between(before, after).appliedTo([])).toBe(after)
    }),
  )
})

test('rows that stay are not written', () => {
  const before = Array.from({ length: 1_000 }, (_, id) => ({ id, n: 0 }))
  const later = before.with(3, { id: 3, n: 1 }).with(900, { id: 900, n: 1 })
  expect(ChangedRows.between(before, later).toJSON()).toEqual({
    splices: [
      [3, 1, [{ id: 3, n: 1 }]],
      [900, 1, [{ id: 900, n: 1 }]],
    ],
  })
  const withFirst = [{ id: -1, n: 0 }, ...before]
  expect(ChangedRows.between(before, withFirst).toJSON()).toEqual({ splices: [[0, 0, [{ id: -1, n: 0 }]]] })
  expect(ChangedRows.between(withFirst, before).toJSON()).toEqual({ splices: [[0, 1, []]] })
})

test('rows of another source are written as they are', () => {
  const source = { length: 1, at: () => 'one' }
  expect(ChangedRows.between([], source).toJSON()).toEqual({ rows: source })
})
