import { createStore } from '@xstate/store'
import { expect, test } from 'vitest'
import { Encoder } from '../../../src/app/trace/codec.ts'

test('a store, what is selected from one, and what leads to itself are named, and not written', () => {
  const found: string[] = []
  const encoder = new Encoder({
    nameOf: () => undefined,
    redact: undefined,
    redacted: () => {},
    opaque: (what, path) => found.push(`${path.join('.')}: ${what}`),
  })
  const store = createStore({ context: { rows: [1] }, on: {} })
  const rows = store.select(({ rows }) => rows)
  rows.subscribe(() => {})
  const around: Record<string, unknown> = { a: 1, twice: [{ b: 2 }, { b: 2 }] }
  around['self'] = { around }
  const shared = { c: 3 }
  expect(encoder.encode({ store, rows, around, shared, again: shared }, 'input')).toEqual({
    store: { $opaque: 'store' },
    rows: { $opaque: 'store' },
    around: { a: 1, twice: [{ b: 2 }, { b: 2 }], self: { around: { $opaque: 'circular object' } } },
    shared: { c: 3 },
    again: { c: 3 },
  })
  expect(found).toEqual([
    'input.store: store',
    'input.rows: store',
    'input.around.self.around: circular object',
  ])
})
