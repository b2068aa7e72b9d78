import { createAtom, createStore } from '@xstate/store'
import { expect, test } from 'vitest'
import { fromTransition } from 'xstate'
import { column, component, region, text } from 'actty'
import { mount } from 'actty/testing'

const nothing = fromTransition((state) => state, {})

test('a region of a selection is drawn when that part of the store changes, and no other', async () => {
  const store = createStore({
    context: { cpu: 1, disk: 1 },
    on: {
      cpu: (context, { value }: { value: number }) => ({ ...context, cpu: value }),
      disk: (context, { value }: { value: number }) => ({ ...context, disk: value }),
    },
  })
  const cpu = store.select((context) => context.cpu)
  const disk = store.select(
    (context) => ({ full: context.disk > 9 }),
    (a, b) => a.full === b.full,
  )
  const cpuView = component({ name: 'cpu', logic: cpu, view: (value) => text(`cpu ${value}`) })
  const diskView = component({ name: 'disk', logic: disk, view: ({ full }) => text(full ? 'full' : 'free') })
  const app = mount(
    component({ logic: nothing, view: () => column([region(cpu, cpuView), region(disk, diskView)]) }),
    { columns: 10, rows: 2 },
  )
  expect(app.screen()).toEqual(['cpu 1', 'free'])
  const before = app.frames.length
  for (const event of [
    { type: 'cpu', value: 2 },
    { type: 'disk', value: 5 },
    { type: 'cpu', value: 2 },
    { type: 'disk', value: 10 },
  ] as const) {
    store.send(event)
    await app.advance(16)
  }
  expect(app.screen()).toEqual(['cpu 2', 'full'])
  expect(app.frames.slice(before).map(({ viewed }) => viewed)).toEqual([['unnamed/cpu'], ['unnamed/disk']])
  expect(await app.unmount()).toEqual([])
})

test('an atom is shown in the same way, in two places', async () => {
  const count = createAtom(1)
  const view = component({ logic: count, view: (value) => text(`is ${value}`) })
  const app = mount(
    component({ logic: nothing, view: () => column([region(count, view), region(count, view)]) }),
    {
      columns: 10,
      rows: 2,
    },
  )
  count.set(2)
  await app.advance(16)
  expect(app.screen()).toEqual(['is 2', 'is 2'])
  expect(await app.unmount()).toEqual([])
})

test('a selection has no view of its own', () => {
  const count = createAtom(1)
  expect(() => region(count)).toThrow('a store, or an actor elsewhere, has no view of its own')
})
