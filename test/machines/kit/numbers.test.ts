import { createActor, fromPromise, type AnyActorLogic } from 'xstate'
import { describe, expect, test } from 'vitest'
import {
  deadline,
  debouncing,
  gathering,
  handoff,
  LineRing,
  polling,
  processing,
  retrying,
  Ring,
  streaming,
  subprocess,
  supervising,
  textInput,
  throttling,
  ticking,
} from 'actty/machines'
import { VirtualClock } from 'actty/testing'

const work = fromPromise(() => Promise.resolve())
const never = [NaN, -Infinity, -1, '5', null, 5n, {}]

const kinds = {
  count: { bad: [...never, 0, 0.5, 2.5, 2 ** 53, Infinity], good: [1, 2, 10_000] },
  'count from 0': { bad: [...never, 0.5, 2 ** 53, Infinity], good: [0, 1] },
  limit: { bad: [...never, 0, 0.5, 2.5, 2 ** 53], good: [1, 3, Infinity] },
  'limit from 0': { bad: [...never, 0.5, 2 ** 53], good: [0, 1, Infinity] },
  time: { bad: [...never, Infinity], good: [0, 0.5, 1_000, 1e12] },
  'time above 0': { bad: [...never, 0, Infinity], good: [0.5, 1_000, 1e12] },
  factor: { bad: [...never, 0, 0.5, Infinity], good: [1, 1.5, 10] },
  fraction: { bad: [...never, 1.1, Infinity], good: [0, 0.5, 1] },
}

/** Every number that a pattern, a source or a control is made with, and what it is. */
const options: readonly [name: string, kind: keyof typeof kinds, make: (value: number) => unknown][] = [
  ['deadline: maxTime', 'time above 0', (maxTime) => deadline(work, maxTime)],
  ['debouncing: wait', 'time', (wait) => debouncing(work, wait)],
  ['gathering: concurrency', 'limit', (concurrency) => gathering({ work }, { concurrency })],
  ['handoff: graceTime', 'time', (graceTime) => handoff({ command: 'true', graceTime })],
  ['polling: interval', 'time above 0', (interval) => polling(work, interval)],
  ['processing: concurrency', 'count', (concurrency) => processing(work, { concurrency })],
  ['retrying: maxAttempts', 'limit', (maxAttempts) => retrying(work, { maxAttempts })],
  ['retrying: delay', 'time', (delay) => retrying(work, { delay })],
  ['retrying: factor', 'factor', (factor) => retrying(work, { factor })],
  ['retrying: maxDelay', 'time', (maxDelay) => retrying(work, { maxDelay })],
  ['retrying: jitter', 'fraction', (jitter) => retrying(work, { jitter })],
  ['streaming: maxItems', 'count', (maxItems) => streaming(() => [], { maxItems })],
  ['subprocess: maxTime', 'time above 0', (maxTime) => subprocess({ command: 'true', maxTime })],
  ['subprocess: graceTime', 'time', (graceTime) => subprocess({ command: 'true', graceTime })],
  ['subprocess: maxLines', 'count', (maxLines) => subprocess({ command: 'true', maxLines })],
  ['supervising: maxRestarts', 'limit from 0', (maxRestarts) => supervising(work, { maxRestarts })],
  ['supervising: period', 'time above 0', (period) => supervising(work, { period })],
  ['supervising: delay', 'time', (delay) => supervising(work, { delay })],
  ['throttling: interval', 'time above 0', (interval) => throttling(work, interval)],
  ['throttling: interval', 'time above 0', (interval) => throttling(interval)],
  ['ticking: period', 'time above 0', (period) => ticking(period)],
  ['textInput: maxLength', 'count', (maxLength) => textInput({ maxLength })],
  ['Ring: capacity', 'limit', (capacity) => new Ring(capacity)],
  ['Ring: capacity', 'limit', (capacity) => new LineRing(capacity)],
  ['Ring: dropped', 'count from 0', (dropped) => new Ring(1, [], dropped)],
  ['Ring: skipped', 'count from 0', (skipped) => new Ring(1).concat([], skipped)],
]

describe.each(options)('%s is a %s', (name, kind, make) => {
  test.each(kinds[kind].bad)('not %s', (value) => {
    const given = typeof value === 'number' ? String(value) : typeof value
    expect(() => make(value as number)).toThrow(RangeError)
    expect(() => make(value as number)).toThrow(new RegExp(`^${name} must be a .*, not ${given}$`))
  })

  test.each(kinds[kind].good)('such as %s', (value) => {
    expect(make(value)).toBeDefined()
  })
})

describe('options that are made when the actor starts', () => {
  const errorOf = (logic: AnyActorLogic) => {
    const actor = createActor(logic)
    let reason: unknown
    actor.subscribe({ error: (error) => (reason = error) })
    actor.start()
    return reason
  }

  test.each([
    ['subprocess: maxLines', subprocess(() => ({ command: 'true', maxLines: 2.5 }))],
    ['subprocess: maxTime', subprocess(() => ({ command: 'true', maxTime: NaN }))],
    ['handoff: graceTime', handoff(() => ({ command: 'true', graceTime: Infinity }))],
  ])('are checked then: %s', (name, logic) => {
    expect(errorOf(logic)).toBeInstanceOf(RangeError)
    expect(errorOf(logic)).toMatchObject({ message: expect.stringMatching(`^${name} must be a `) })
  })
})

test.each([NaN, Infinity, -1])('a clock is not moved by %s ms', async (ms) => {
  await expect(new VirtualClock(0).advance(ms)).rejects.toThrow(
    /^VirtualClock\.advance: ms must be a finite time/,
  )
})
