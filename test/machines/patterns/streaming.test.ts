import { createReadStream, writeFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { createActor, type Snapshot } from 'xstate'
import { describe, expect, test } from 'vitest'
import { heldWork, linesOf, streaming, type Ring, type StreamSource } from 'actty/machines'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere, type Running } from '../../support/chart.ts'
import { fc } from '../../support/property.ts'
import { scratch } from '../../support/scratch.ts'

const charts = new Charts(streaming(() => []))

/** A source that is pulled from, and gives what the test puts in. */
function pulled<Item>() {
  const waiting: Item[] = []
  let wake = () => {}
  let isOver = false
  let failure: Error | undefined
  const state = { closed: false, taken: 0 }
  const source: StreamSource<Item, unknown> = async function* ({ signal }) {
    try {
      signal.addEventListener('abort', () => wake())
      for (;;) {
        while (waiting.length > 0) {
          state.taken++
          yield waiting.shift()!
        }
        if (failure !== undefined) throw failure
        if (isOver || signal.aborted) return
        await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      state.closed = true
    }
  }
  const put = (...items: Item[]) => (waiting.push(...items), wake(), settle())
  const end = () => ((isOver = true), wake(), settle())
  const fail = (error: Error) => ((failure = error), wake(), settle())
  return { source, put, end, fail, state }
}

/** A source that pushes. */
function pushing<Item>() {
  const source: { push: (item: Item) => void; end: (error?: unknown) => void; closed: boolean } = {
    push() {},
    end() {},
    closed: false,
  }
  const subscribe: StreamSource<Item, unknown> = () => (push, end) => {
    Object.assign(source, { push, end })
    return () => (source.closed = true)
  }
  return { source, subscribe }
}

const itemsOf = ({ actor }: Running<ReturnType<typeof streaming<number>>>) => {
  const { items } = actor.getSnapshot().context
  return Array.from({ length: items.length }, (_, index) => items.at(index))
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('streaming from a source that is read', () => {
  test('sends items in batches, at the rate of frames', async () => {
    const { source, put } = pulled<number>()
    const running = charts.start(streaming(source))
    let snapshots = 0
    running.actor.subscribe(() => snapshots++)
    await put(1, 2, 3)
    expect(snapshots).toBe(0)
    await running.clock.advance(16)
    expect(snapshots).toBe(1)
    expect(itemsOf(running)).toEqual([1, 2, 3])
    expect(running.actor.getSnapshot().context.received).toBe(3)
    running.actor.stop()
  })

  test('ends with the source', async () => {
    const { source, put, end, state } = pulled<number>()
    const { actor, states, clock } = charts.start(streaming(source, { maxItems: 2 }))
    await put(1, 2, 3)
    await clock.advance(16)
    await end()
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: { received: 3, lost: 0 } })
    expect(states).toEqual(['flowing', 'ended'])
    expect(state.closed).toBe(true)
    expect(clock.pending).toBe(0)
  })

  test('fails with the source', async () => {
    const { source, fail } = pulled<number>()
    const { states, error, clock } = charts.start(streaming(source))
    await fail(new Error('cut'))
    expect(states).toEqual(['flowing', 'failed'])
    expect(error()).toEqual(new Error('cut'))
    expect(clock.pending).toBe(0)
    const broken = charts.start(
      streaming(() => {
        throw new Error('no such thing')
      }),
    )
    await settle()
    expect(broken.error()).toEqual(new Error('no such thing'))
  })

  test('takes no more than it has sent on: a fast source waits, and nothing is lost', async () => {
    const { source, put, state } = pulled<number>()
    const running = charts.start(streaming(source, { maxItems: 10 }))
    await put(...numbers(100))
    expect(state.taken).toBeLessThanOrEqual(11)
    const seen: (number | undefined)[] = []
    running.actor.subscribe(() => seen.push(...itemsOf(running)))
    for (let frame = 0; frame < 12; frame++) await running.clock.advance(16)
    expect([...new Set(seen)]).toEqual(numbers(100))
    running.actor.stop()
  })

  test('takes nothing while it is paused', async () => {
    const { source, put, state } = pulled<number>()
    const running = charts.start(streaming(source))
    running.actor.send({ type: 'pause' })
    await put(...numbers(10))
    await running.clock.advance(1_000)
    expect(state.taken).toBeLessThanOrEqual(1)
    running.actor.send({ type: 'resume' })
    await settle()
    await running.clock.advance(16)
    expect(itemsOf(running)).toEqual(numbers(10))
    running.actor.stop()
  })

  test('lets keys and timers have their turn, however fast it is', async () => {
    const endless = function* () {
      for (let number = 0; ; number++) yield number
    }
    const { actor, clock } = charts.start(streaming(endless, { maxItems: 1_000_000 }))
    await settle()
    await clock.advance(16)
    expect(actor.getSnapshot().context.received).toBeGreaterThan(0)
    actor.stop()
    await settle()
    expect(heldWork(actor)).toEqual([])
  })

  test('closes a Node stream that waits for data', async () => {
    const stream = new PassThrough()
    const { actor } = charts.start(streaming(() => linesOf(stream)))
    const direct = new PassThrough()
    const { actor: other } = charts.start(streaming(() => direct))
    actor.stop()
    other.stop()
    await settle()
    await settle()
    expect(direct.destroyed).toBe(true)
    expect(heldWork(other)).toEqual([])
  })

  test('reads the lines of a file', async () => {
    const path = scratch()
    writeFileSync(path, 'first\nsecond é\r\nthird')
    const machine = streaming(({ input }: { input: string }) =>
      linesOf(createReadStream(input, { highWaterMark: 3 })),
    )
    const { actor, clock } = charts.start(machine, path)
    while (actor.getSnapshot().status === 'active') {
      await settle()
      await clock.advance(1)
    }
    const { items } = actor.getSnapshot().context
    expect([items.at(0), items.at(1), items.at(2)]).toEqual(['first', 'second é', 'third'])
  })
})

describe('streaming from a source that pushes', () => {
  test('takes it, and unsubscribes when it is stopped', async () => {
    const { source, subscribe } = pushing<number>()
    const running = charts.start(streaming(subscribe))
    source.push(1)
    source.push(2)
    await running.clock.advance(16)
    expect(itemsOf(running)).toEqual([1, 2])
    running.actor.stop()
    expect(source.closed).toBe(true)
  })

  test('keeps what fits of a burst, and counts what came', async () => {
    const { source, subscribe } = pushing<number>()
    const running = charts.start(streaming(subscribe, { maxItems: 10 }))
    source.push(-1)
    await running.clock.advance(16)
    for (const number of numbers(35)) source.push(number)
    expect(itemsOf(running)).toEqual([-1])
    await running.clock.advance(16)
    expect(itemsOf(running)).toEqual(numbers(35).slice(25))
    const { items, received, lost } = running.actor.getSnapshot().context
    expect([items.dropped, received, lost]).toEqual([26, 36, 0])
    running.actor.stop()
  })

  test('takes nothing from a source that pushes after it was stopped', () => {
    const { source, subscribe } = pushing<number>()
    const { actor, clock } = charts.start(streaming(subscribe))
    actor.stop()
    source.end()
    source.push(1)
    expect(clock.pending).toBe(0)
  })

  test('keeps what comes while it is paused, and counts what it had no room for', async () => {
    const { source, subscribe } = pushing<number>()
    const running = charts.start(streaming(subscribe, { maxItems: 3 }))
    running.actor.send({ type: 'pause' })
    for (const number of numbers(5)) source.push(number)
    await running.clock.advance(1_000)
    expect(itemsOf(running)).toEqual([])
    running.actor.send({ type: 'resume' })
    await running.clock.advance(16)
    expect(itemsOf(running)).toEqual([2, 3, 4])
    expect(running.actor.getSnapshot().context).toMatchObject({ received: 3, lost: 2 })
    running.actor.stop()
  })

  test('ends, even during a pause, after the rest has been shown', async () => {
    const { source, subscribe } = pushing<number>()
    const running = charts.start(streaming(subscribe))
    running.actor.send({ type: 'pause' })
    source.push(1)
    source.end()
    expect(running.actor.getSnapshot().value).toBe('paused')
    running.actor.send({ type: 'resume' })
    await settle()
    expect(running.actor.getSnapshot()).toMatchObject({ status: 'done', output: { received: 1 } })
    const failing = pushing<number>()
    const { error } = charts.start(streaming(failing.subscribe))
    failing.source.end(new Error('cut'))
    await settle()
    expect(error()).toEqual(new Error('cut'))
  })
})

describe('streaming', () => {
  test('loses and doubles nothing, whatever is done to it', async () => {
    const step = fc.oneof(
      fc.record({ put: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ wait: fc.integer({ min: 0, max: 40 }) }),
      fc.constantFrom('pause' as const, 'resume' as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { source, put, end } = pulled<number>()
        const running = charts.start(streaming(source, { maxItems: 7 }))
        const seen: (number | undefined)[] = []
        running.actor.subscribe(() => seen.push(...itemsOf(running)))
        let count = 0
        for (const step of steps) {
          if (typeof step === 'string') running.actor.send({ type: step })
          else if ('put' in step) await put(...Array.from({ length: step.put }, () => count++))
          else await running.clock.advance(step.wait)
        }
        running.actor.send({ type: 'resume' })
        await end()
        for (let frame = 0; frame <= count / 7 + 2; frame++) await running.clock.advance(16)
        expect([...new Set(seen)]).toEqual(numbers(count))
        expect(running.actor.getSnapshot()).toMatchObject({ status: 'done', output: { received: count } })
      }),
      { numRuns: 50 },
    )
  })
})

describe('a snapshot of it', () => {
  test('shows for ever what it showed', async () => {
    const { source, subscribe } = pushing<number>()
    const running = charts.start(streaming(subscribe, { maxItems: 4 }))
    const shown: { readonly items: Ring<number>; readonly as: readonly number[] }[] = []
    running.actor.subscribe(({ context: { items } }) => shown.push({ items, as: [...items] }))
    for (const number of numbers(30)) {
      source.push(number)
      if (number % 3 === 2) await running.clock.advance(16)
    }
    expect(shown.map(({ as }) => as.at(-1))).toEqual([2, 5, 8, 11, 14, 17, 20, 23, 26, 29])
    expect(shown.map(({ items }) => [...items])).toEqual(shown.map(({ as }) => as))
    running.actor.stop()
  })

  test.each([
    ['is gone on from by two, apart', (snapshot: unknown) => snapshot],
    ['is gone on from after JSON', (snapshot: unknown) => JSON.parse(JSON.stringify(snapshot)) as unknown],
  ])('%s', async (_, copy) => {
    const { source, subscribe } = pushing<number>()
    const machine = streaming(subscribe, { maxItems: 4 })
    const clock = new VirtualClock(0)
    const first = createActor(machine, { input: 'the input', clock }).start()
    for (const number of numbers(6)) source.push(number)
    await clock.advance(16)
    const snapshot = copy(first.getPersistedSnapshot()) as Snapshot<unknown>
    const two = [10, 20].map((number) => {
      const actor = createActor(machine, { snapshot, clock, input: undefined }).start()
      source.push(number)
      return actor
    })
    await clock.advance(16)
    const all = [first, ...two].map((actor) => actor.getSnapshot().context)
    expect(all.map(({ items }) => [...items])).toEqual([
      [2, 3, 4, 5],
      [3, 4, 5, 10],
      [3, 4, 5, 20],
    ])
    expect(all.map(({ items, received }) => [items.dropped, received])).toEqual([
      [2, 6],
      [3, 7],
      [3, 7],
    ])
    for (const actor of [first, ...two]) actor.stop()
  })
})

interruptedEverywhere(() => charts.start(streaming(pulled<number>().source)), {
  flowing: () => {},
  paused: ({ actor }) => actor.send({ type: 'pause' }),
})
