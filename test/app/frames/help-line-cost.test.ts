import { expect, test } from 'vitest'
import { assign, setup } from 'xstate'
import { column, component, keyHelp, region, text } from '../../../src/app/index.ts'
import { mount } from '../../../src/app/testing/index.ts'

/** How often a guard was asked, and the description of a key was looked up by a function. */
let asked = 0

const counter = setup({ types: { events: {} as { type: 'up' } } }).createMachine({
  id: 'counter',
  context: { count: 0 },
  on: { up: { actions: assign({ count: ({ context }) => (context.count as number) + 1 }) } },
})

const page = component({
  logic: setup({
    types: {
      context: {} as { isOpen: boolean },
      events: {} as { type: 'open' | 'close' } | { type: 'move'; by: number },
    },
    actors: { counter },
    guards: {
      isOpen: ({ context }) => (asked++, context.isOpen),
      isShut: ({ context }) => (asked++, !context.isOpen),
    },
  }).createMachine({
    id: 'page',
    context: { isOpen: false },
    invoke: { src: 'counter', id: 'counter' },
    on: {
      open: { guard: 'isShut', actions: assign({ isOpen: true }), description: 'Open' },
      close: { guard: 'isOpen', actions: assign({ isOpen: false }), description: 'Close' },
      move: { guard: 'isShut', actions: () => {}, description: 'Move' },
    },
  }),
  keys: {
    o: { type: 'open' },
    c: { type: 'close' },
    down: (_, __, { rows }) => ({ type: 'move', by: rows }),
  },
  view: ({ children }) => column([region(children.counter, counterView, { height: 1 }), keyHelp()]),
})

const counterView = component({ logic: counter, view: ({ context }) => text(`count ${context.count}`) })

test('a frame in which no key can have changed asks no guard', async () => {
  const app = mount(page, { columns: 60, rows: 3 })
  expect(app.screen()[1]).toContain('  o  Open   ↓  Move')
  app.snapshot().children.counter!.send({ type: 'up' }) // now the region has its size
  await app.advance(20)
  const before = asked
  const { frames } = app
  const drawn = frames.length
  for (let i = 1; i <= 20; i++) {
    app.snapshot().children.counter!.send({ type: 'up' })
    await app.advance(20)
  }
  expect(frames).toHaveLength(drawn + 20)
  expect(asked).toBe(before)
  app.actor.send({ type: 'open' })
  await app.advance(20)
  expect(app.screen()[1]).toContain('  c  Close')
  expect(asked).toBeGreaterThan(before)
  expect(await app.unmount()).toEqual([])
})
