import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, text } from 'actty'
import { mount } from 'actty/testing'
import { FrameScheduler } from '../../../src/app/frames/scheduler.ts'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'

function schedulerOf(behind: () => boolean = () => false) {
  const clock = new VirtualClock(1_000)
  const drawn: number[] = []
  const scheduler = new FrameScheduler(clock, 16, behind, () => drawn.push(clock.now() - 1_000))
  return { clock, scheduler, drawn }
}

describe('a frame', () => {
  test('is drawn at once for the first change', () => {
    const { clock, scheduler, drawn } = schedulerOf()
    scheduler.request()
    clock.runDue()
    expect(drawn).toEqual([0])
  })

  test('is drawn once for all changes within the interval, and for the last of them', async () => {
    const { clock, scheduler, drawn } = schedulerOf()
    for (let ms = 0; ms < 50; ms++) {
      scheduler.request()
      await clock.advance(1)
    }
    await clock.advance(100)
    expect(drawn).toEqual([0, 16, 32, 48, 64].slice(0, drawn.length))
    expect(drawn.at(-1)).toBeGreaterThanOrEqual(49 - 16)
  })

  test('is not made while the terminal is behind, and is when it has caught up', async () => {
    let behind = true
    const { clock, scheduler, drawn } = schedulerOf(() => behind)
    scheduler.request()
    await clock.advance(1_000)
    expect(drawn).toEqual([])
    behind = false
    scheduler.drained()
    await clock.advance(16)
    expect(drawn).toHaveLength(1)
    scheduler.drained()
    await clock.advance(100)
    expect(drawn).toHaveLength(1)
  })
})

const counter = component({
  logic: setup({ types: { context: {} as { n: number }, events: {} as { type: 'up' } } }).createMachine({
    id: 'counter',
    context: { n: 0 },
    on: { up: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
  }),
  keys: { u: { type: 'up' } },
  view: ({ context }) => text(context.n),
})

describe('an app on a terminal that takes nothing', () => {
  test('lives on, keeps nothing, and shows the last state when it is taken again', async () => {
    const app = mount(counter, { columns: 5, rows: 1 })
    app.screen()
    await app.advance(16)
    app.terminal.stall()
    app.takeBytes()
    for (let i = 0; i < 1_000; i++) {
      app.actor.send({ type: 'up' })
      await app.clock.advance(16)
    }
    const queued = app.frames.length
    expect(queued).toBeLessThanOrEqual(2)
    app.terminal.resume()
    await app.advance(16)
    expect(app.screen()).toEqual(['1000'])
    expect(app.frames.length).toBeLessThanOrEqual(queued + 1)
  })
})

test('three hundred resizes in a second end in one frame of the last size', async () => {
  const app = mount(counter, { columns: 40, rows: 10 })
  app.screen()
  const before = app.frames.length
  for (let i = 0; i < 300; i++) {
    app.terminal.resize(20 + (i % 50), 5 + (i % 20))
    await app.clock.advance(1_000 / 300)
  }
  app.terminal.resize(33, 7)
  await app.advance(16)
  expect(app.screen()).toHaveLength(7)
  expect(app.frames.length - before).toBeLessThanOrEqual(1_000 / 16 + 2)
  const settled = app.frames.length
  await app.advance(1_000)
  expect(app.frames).toHaveLength(settled)
})

test('an app whose state does not change writes no byte', async () => {
  const app = mount(counter, { columns: 5, rows: 1 })
  await app.advance(600)
  app.takeBytes()
  await app.advance(3_600_000)
  expect(app.takeBytes()).toBe('')
  expect(app.clock.pending).toBe(0)
})
