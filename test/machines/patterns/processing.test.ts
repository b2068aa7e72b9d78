import { createActor, fromPromise, transition, type Snapshot } from 'xstate'
import { describe, expect, test } from 'vitest'
import { processing, type Items } from 'actty/machines'
import { settle } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { fc } from '../../support/property.ts'

const charts = new Charts(processing(fromPromise(() => Promise.resolve())))

/** Work that ends when the test says so. */
function desk() {
  const open = new Map<string, { done: () => void; fail: () => void }>()
  const begun: string[] = []
  const aborted: string[] = []
  const work = fromPromise<unknown, string>(({ input, signal }) => {
    begun.push(input)
    signal.addEventListener('abort', () => aborted.push(input))
    return new Promise((resolve, reject) => {
      open.set(input, { done: () => resolve(undefined), fail: () => reject(new Error(`no ${input}`)) })
    })
  })
  const end = async (...items: string[]) => {
    for (const item of items) open.get(item)!.done()
    await settle()
  }
  const fail = async (item: string) => {
    open.get(item)!.fail()
    await settle()
  }
  return { work, begun, aborted, end, fail }
}

function started(items: Items<string>, concurrency = 2) {
  const { work, ...hands } = desk()
  const { actor, clock } = charts.start(processing(work, { concurrency }), { items })
  return { actor, clock, ...hands, context: () => actor.getSnapshot().context }
}

describe('processing', () => {
  test('works on so many at a time', async () => {
    const { begun, end, context } = started(['a', 'b', 'c', 'd'])
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    expect(begun).toEqual(['a', 'b', 'c'])
    expect(context()).toMatchObject({ total: 4, done: 1 })
    expect(context().active.map(({ item }) => item)).toEqual(['a', 'c'])
  })

  test('is done with its last item, and says how it went', async () => {
    const { actor, end, fail } = started(['a', 'b', 'c'])
    await end('a')
    await fail('b')
    await end('c')
    expect(actor.getSnapshot()).toMatchObject({
      status: 'done',
      output: { done: 3, failed: 1, cancelled: false, failures: [{ item: 'b', error: { message: 'no b' } }] },
    })
  })

  test('has in each snapshot the results of that time, whichever is gone on from', async () => {
    const machine = processing(desk().work, { concurrency: 2 })
    const { actor } = charts.start(machine, { items: ['a', 'b'] })
    await settle()
    const before = actor.getSnapshot()
    actor.stop()
    const doneWith = (output: string) => {
      const event = { type: 'xstate.done.actor.item 1', actorId: 'item 1', output }
      return transition(machine, before, event as never)[0]
    }
    const all = [before, doneWith('one'), doneWith('other')]
    const restored = JSON.parse(JSON.stringify(machine.getPersistedSnapshot(all[1]!))) as Snapshot<unknown>
    all.push(createActor(machine, { snapshot: restored, input: { items: [] } }).getSnapshot())
    const results = all.map(
      (snapshot) => transition(machine, snapshot, { type: 'cancel' })[0].output?.results,
    )
    expect(results).toEqual([
      [undefined, undefined],
      ['one', undefined],
      ['other', undefined],
      ['one', undefined],
    ])
  })

  test('returns the results in the order of the items', async () => {
    const double = fromPromise(({ input }: { input: number }) => Promise.resolve(input * 2))
    const actor = createActor(processing(double), { input: { items: [3, 1, 2] } }).start()
    await settle()
    expect(actor.getSnapshot().output!.results).toEqual([6, 2, 4])
  })

  test('does not count the items that end while it is paused as slow', async () => {
    const { actor, clock, end, context } = started(['a', 'b', 'c', 'd'])
    await clock.advance(1_000)
    actor.send({ type: 'pause' })
    await clock.advance(60_000)
    await end('a', 'b')
    expect(context()).toMatchObject({ done: 2, rate: 2, timeLeft: 1_000 })
  })

  test('is done at once if there is nothing to do', () => {
    expect(started([]).actor.getSnapshot()).toMatchObject({ status: 'done', output: { done: 0 } })
  })

  test('says how fast it is and how long it takes, pauses not counted', async () => {
    const { actor, clock, end, context } = started(['a', 'b', 'c', 'd'])
    await clock.advance(1_000)
    await end('a')
    expect(context()).toMatchObject({ rate: 1, timeLeft: 3_000 })
    actor.send({ type: 'pause' })
    await clock.advance(60_000)
    actor.send({ type: 'resume' })
    await clock.advance(1_000)
    await end('b')
    expect(context()).toMatchObject({ done: 2, rate: 1, timeLeft: 2_000 })
  })

  test('starts nothing during a pause, and lets started work end', async () => {
    const { actor, begun, end, context } = started(['a', 'b', 'c', 'd'])
    actor.send({ type: 'pause' })
    await end('a', 'b')
    expect([begun, context().done]).toEqual([['a', 'b'], 2])
    actor.send({ type: 'resume' })
    expect(begun).toEqual(['a', 'b', 'c', 'd'])
  })

  test('aborts running work when it is cancelled', async () => {
    const { actor, aborted, end } = started(['a', 'b', 'c', 'd'])
    await end('a')
    actor.send({ type: 'cancel' })
    expect(aborted).toEqual(['b', 'c'])
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output: { done: 1, cancelled: true } })
    await settle()
  })

  test('does not know its total until an iterable without a length has ended', async () => {
    const { end, context } = started(
      (function* () {
        yield* ['a', 'b', 'c']
      })(),
    )
    expect(context()).toMatchObject({ total: undefined, timeLeft: undefined })
    await end('a', 'b')
    expect(context()).toMatchObject({ total: 3 })
  })

  test('keeps for later what comes from an async iterable while it is paused', async () => {
    const gate: { open: () => void } = { open: () => {} }
    async function* items() {
      await new Promise<void>((resolve) => (gate.open = resolve))
      yield 'late'
    }
    const { actor, begun, end, context } = started(items())
    actor.send({ type: 'pause' })
    gate.open()
    await settle()
    expect(begun).toEqual([])
    actor.send({ type: 'resume' })
    await settle()
    await end('late')
    expect(context()).toMatchObject({ done: 1, total: 1 })
  })

  test('takes no more from an async iterable than it works on', async () => {
    let taken = 0
    const items = (async function* () {
      for (; taken < 100;) yield `item ${++taken}`
    })()
    const { end } = started(items, 3)
    await settle()
    expect(taken).toBe(3)
    await end('item 1')
    expect(taken).toBe(4)
  })

  test('closes the iterable that it leaves early', async () => {
    let closed = false
    const items = (async function* () {
      try {
        for (let i = 0; ; i++) yield `item ${i}`
      } finally {
        closed = true
      }
    })()
    const { actor } = started(items)
    await settle()
    actor.send({ type: 'cancel' })
    await settle()
    expect(closed).toBe(true)
  })

  test('fails if its items do', async () => {
    const actor = started(
      (async function* () {
        yield 'a'
        throw new Error('no more')
      })(),
    ).actor
    actor.subscribe({ error: () => {} })
    await settle()
    await settle()
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', error: { message: 'no more' } })
  })

  test('counts every item once, in whatever order they end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(12),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.record({ pick: fc.nat(20), fails: fc.boolean(), pause: fc.boolean() }), {
          minLength: 40,
          maxLength: 40,
        }),
        async (count, concurrency, steps) => {
          const items = Array.from({ length: count }, (_, index) => `item ${index}`)
          const { actor, begun, end, fail, context } = started(items, concurrency)
          const ended = new Set<string>()
          let failures = 0
          for (const { pick, fails, pause } of steps) {
            const open = begun.filter((item) => !ended.has(item))
            expect(open.length).toBeLessThanOrEqual(concurrency)
            if (pause && actor.getSnapshot().status === 'active') actor.send({ type: 'pause' })
            const item = open[pick % open.length]
            if (item !== undefined) {
              ended.add(item)
              if (fails) failures++
              await (fails ? fail(item) : end(item))
            }
            if (actor.getSnapshot().status === 'active') actor.send({ type: 'resume' })
          }
          expect(begun).toEqual(items)
          expect(context()).toMatchObject({ done: count, failed: failures, total: count })
          expect(actor.getSnapshot().status).toBe('done')
        },
      ),
      { numRuns: 60 },
    )
  })
})

interruptedEverywhere(() => started(['a', 'b', 'c']), {
  'working.running': ({ end }) => end('a'),
  'working.paused': ({ actor }) => actor.send({ type: 'pause' }),
})
