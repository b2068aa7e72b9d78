import { createAtom, createStore } from '@xstate/store'
import { expect, test } from 'vitest'
import { fromTransition } from 'xstate'
import { column, component, createApp, region, text, type FrameReport } from 'actty'
import { MemoryTerminal, mount, VirtualClock } from 'actty/testing'

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

test('metrics of frames are drawn once a second, and draw no frames for themselves', async () => {
  const frames = createStore({
    context: { count: 0, second: 0 },
    on: {
      drawn: ({ count }, { at }: FrameReport) => ({ count: count + 1, second: Math.floor(at / 1_000) }),
    },
  })
  const shown = frames.select(
    (context) => context,
    (before, now) => before.second === now.second,
  )
  const shownView = component({ logic: shown, view: ({ count }) => text(`${count} frames`) })
  const counter = createAtom(0)
  const counterView = component({ logic: counter, view: (value) => text(value) })
  const clock = new VirtualClock(0)
  const app = await createApp(
    component({
      logic: nothing,
      view: () => column([region(counter, counterView), region(shown, shownView)]),
    }),
    {
      terminal: new MemoryTerminal(20, 2),
      clock,
      onFrame: frames.trigger.drawn,
      env: { COLORTERM: 'truecolor' },
    },
  )
  app.start()
  await clock.advance(500)
  for (let value = 1; value <= 40; value++) {
    counter.set(value)
    await clock.advance(50)
  }
  const { count, second } = frames.getSnapshot().context
  expect(second).toBe(2)
  expect(count).toBeGreaterThan(40)
  expect(count).toBeLessThan(45)
  await clock.advance(10_000)
  expect(frames.getSnapshot().context.count).toBe(count)
  await app.stop()
})
