import { createActor, fromPromise, type AnyActorLogic, type Snapshot } from 'xstate'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { component, text } from 'actty'
import {
  deadline,
  debouncing,
  now,
  polling,
  retrying,
  subprocess,
  supervising,
  systemClock,
  throttling,
  ticking,
} from 'actty/machines'
import { mount, VirtualClock } from 'actty/testing'

const HOUR = 3_600_000

afterEach(() => vi.restoreAllMocks())

/** Work that fails, and counts how often it was begun. */
function failing() {
  const work = { begun: 0 }
  const logic = fromPromise<never, unknown>(() => Promise.reject(new Error(`failure ${++work.begun}`)))
  return { work, logic }
}

const statusOf = (actor: { getSnapshot(): unknown }) => (actor.getSnapshot() as Snapshot<unknown>).status

function begun(logic: AnyActorLogic) {
  const clock = new VirtualClock(10 * HOUR)
  const actor = createActor(logic, { clock })
  actor.subscribe({ error: () => {} })
  actor.start()
  return { clock, actor }
}

describe('the system clock', () => {
  test.each([-HOUR, HOUR])('66. when the time of day is set by %d ms, goes on', (shift) => {
    const before = systemClock.now()
    const time = Date.now()
    expect(Math.abs(before - time)).toBeLessThan(HOUR)
    vi.spyOn(Date, 'now').mockImplementation(() => time + shift)
    expect(systemClock.date()).toBe(time + shift)
    const elapsed = systemClock.now() - before
    expect(elapsed).toBeGreaterThanOrEqual(0)
    expect(elapsed).toBeLessThan(HOUR / 2)
  })

  test('66. is the clock of actors whose system has none', () => {
    vi.spyOn(Date, 'now').mockImplementation(() => 0)
    expect(now(createActor(ticking()))).toBeGreaterThan(0)
  })
})

describe.each([-HOUR, HOUR])('66. the time of day is set by %d ms', (shift) => {
  test('retrying tries again when it would have', async () => {
    const { work, logic } = failing()
    const { clock, actor } = begun(retrying(logic, { maxAttempts: 3, delay: 5_000, jitter: 0 }))
    await clock.advance(1_000)
    clock.set(shift)
    await clock.advance(3_999)
    expect(work.begun).toBe(1)
    await clock.advance(1)
    expect(work.begun).toBe(2)
    actor.stop()
  })

  test('polling asks when it would have', async () => {
    const { work, logic } = failing()
    const { clock, actor } = begun(polling(logic, 5_000))
    clock.set(shift)
    await clock.advance(4_999)
    expect(work.begun).toBe(1)
    await clock.advance(1)
    expect(work.begun).toBe(2)
    actor.stop()
  })

  test('throttling delivers when it would have', async () => {
    const { clock, actor } = begun(throttling<string>(1_000))
    actor.send({ type: 'push', value: 'first' })
    clock.set(shift)
    actor.send({ type: 'push', value: 'second' })
    await clock.advance(999)
    expect(actor.getSnapshot()).toMatchObject({ context: { lastValue: 'first' } })
    await clock.advance(1)
    expect(actor.getSnapshot()).toMatchObject({ context: { lastValue: 'second' } })
    actor.stop()
  })

  test('debouncing and deadlines are over when they would have been', async () => {
    const never = fromPromise<never, string>(() => new Promise(() => {}))
    const { clock, actor } = begun(deadline(never, 1_000))
    const { work, logic } = failing()
    const waiting = createActor(debouncing(logic, 1_000), { clock }).start()
    waiting.send({ type: 'change', value: 'a' })
    clock.set(shift)
    await clock.advance(999)
    expect([statusOf(actor), work.begun]).toEqual(['active', 0])
    await clock.advance(1)
    expect([statusOf(actor), work.begun]).toEqual(['error', 1])
    waiting.stop()
  })

  test('supervising counts the failures of the time before, and no others', async () => {
    const { work, logic } = failing()
    const { clock, actor } = begun(supervising(logic, { maxRestarts: 2, period: 60_000, delay: 20_000 }))
    await clock.advance(20_000)
    clock.set(shift)
    await clock.advance(20_000)
    expect(work.begun).toBe(3)
    expect(statusOf(actor)).toBe('error')
  })

  test('a process that does not end is made to when it would have been', async () => {
    const stubborn = subprocess({
      command: 'sh',
      args: ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'],
      graceTime: 2_000,
    })
    const { clock, actor } = begun(stubborn)
    const lines = () => (actor.getSnapshot() as { context: { lines: { length: number } } }).context.lines
    await vi.waitUntil(() => (clock.runDue(), void clock.advance(16), lines().length > 0), { timeout: 5_000 })
    actor.send({ type: 'kill' })
    clock.set(shift)
    await clock.advance(1_999)
    expect(actor.getSnapshot()).toMatchObject({ value: 'terminating' })
    await clock.advance(1)
    expect(actor.getSnapshot()).toMatchObject({ value: 'killing' })
    await vi.waitUntil(() => (void clock.advance(16), statusOf(actor) === 'done'), 5_000)
  })

  test('frames and keys come as before', async () => {
    const counter = component({
      logic: throttling<string>(1_000),
      keys: { a: { type: 'push', value: 'a' }, escape: { type: 'push', value: 'escape' } },
      view: ({ context }) => text(context.lastValue ?? 'none'),
    })
    const app = mount(counter)
    await app.press('a')
    app.clock.set(shift)
    app.terminal.send('\x1b')
    await app.advance(50)
    await app.advance(1_000)
    expect(app.screen()[0]).toBe('escape')
    expect(await app.unmount()).toEqual([])
  })
})
