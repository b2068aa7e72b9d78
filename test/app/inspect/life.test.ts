import { createStore } from '@xstate/store'
import { createActor, fromCallback, fromObservable, fromPromise, fromTransition, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { throttling } from 'actty/machines'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { nameOf } from '../../../src/app/inspect/actor-entry.ts'
import { Feed } from '../../../src/app/inspect/feed.ts'
import type { InspectorMessage } from '../../../src/app/inspect/messages.ts'

const never = fromPromise(() => new Promise(() => {}))
const silent = { error: () => {} }

function inspected() {
  const feed = new Feed(undefined)
  const living = () => [...feed.living].map(nameOf)
  return { feed, living, inspect: (event: Parameters<Feed['observe']>[0]) => feed.observe(event) }
}

/** What a viewer is told that comes now. */
function toldLate(feed: Feed): readonly InspectorMessage[] {
  const messages: InspectorMessage[] = []
  feed.attach({ send: (text) => messages.push(JSON.parse(text) as InspectorMessage) })()
  return messages
}

describe('an actor that is never started', () => {
  const isOfWork = (message: InspectorMessage) => message.type === '@xstate.actor' && message.name === 'work'
  const machine = setup({ actors: { never } }).createMachine({
    id: 'root',
    initial: 'idle',
    states: {
      idle: { on: { GO: 'working' } },
      working: { invoke: { src: 'never', id: 'work' }, always: 'idle' },
    },
  })

  test('is neither listed nor kept, however many there are', () => {
    const { feed, living, inspect } = inspected()
    const actor = createActor(machine, { inspect }).start()
    for (let n = 0; n < 20_000; n++) actor.send({ type: 'GO' })
    expect(living()).toEqual(['root'])
    expect(toldLate(feed).filter(isOfWork)).toEqual([])
    const events = feed.history.recent(100_000)
    expect(events.length).toBeLessThanOrEqual(200)
    expect(new Set(events.map(({ entry }) => nameOf(entry)))).toEqual(new Set(['root']))
  })

  test('is not told of to those who look', () => {
    const { feed, inspect } = inspected()
    const told: InspectorMessage[] = []
    feed.attach({ send: (text) => told.push(JSON.parse(text) as InspectorMessage) })
    const actor = createActor(machine, { inspect }).start()
    for (let n = 0; n < 100; n++) actor.send({ type: 'GO' })
    feed.flush()
    expect(told.length).toBeGreaterThan(100)
    expect(told.filter(isOfWork)).toEqual([])
  })

  test('of a throttle is none after many deliveries', async () => {
    const { living, inspect } = inspected()
    const clock = new VirtualClock(0)
    const actor = createActor(throttling<number>(10), { clock, inspect }).start()
    for (let value = 0; value < 15; value++) {
      actor.send({ type: 'push', value })
      await clock.advance(20)
    }
    expect(actor.getSnapshot().context.delivered).toBe(15)
    expect(living()).toHaveLength(1)
    actor.stop()
  })
})

describe('an actor that is stopped', () => {
  const endless = { subscribe: () => ({ unsubscribe() {} }) }
  const logics = {
    promise: never,
    callback: fromCallback(() => {}),
    observable: fromObservable(() => endless as never),
    transition: fromTransition((n: number) => n + 1, 0),
    machine: setup({}).createMachine({}),
  }

  test.each(Object.entries(logics))('has ended, also if it is a %s', (_, logic) => {
    const { feed, living, inspect } = inspected()
    const parent = setup({ actors: { kid: logic } }).createMachine({
      id: 'root',
      initial: 'on',
      states: { on: { invoke: { src: 'kid', id: 'kid' }, on: { OFF: 'off' } }, off: { on: { ON: 'on' } } },
    })
    const told: InspectorMessage[] = []
    feed.attach({ send: (text) => told.push(JSON.parse(text) as InspectorMessage) })
    const actor = createActor(parent, { inspect }).start()
    expect(living()).toEqual(['root', 'kid'])
    for (let n = 0; n < 100; n++) {
      actor.send({ type: 'OFF' })
      expect(living()).toEqual(['root'])
      actor.send({ type: 'ON' })
    }
    actor.send({ type: 'OFF' })
    feed.flush()
    const kids = told.flatMap((message) =>
      message.type === '@xstate.actor' && message.name === 'kid' ? message : [],
    )
    const ended = told.flatMap((message) =>
      message.type === '@xstate.snapshot' && message.snapshot.status === 'stopped' ? message.sessionId : [],
    )
    expect(kids).toHaveLength(101)
    expect(ended).toEqual(kids.map(({ sessionId }) => sessionId))
  })

  test('as the root has ended too', () => {
    const { living, inspect } = inspected()
    const actor = createActor(logics.transition, { inspect }).start()
    actor.stop()
    expect(living()).toEqual([])
  })
})

describe('a root that fails', () => {
  const failure = () => {
    throw new Error('out of luck')
  }
  const machine = setup({ actions: { failure } }).createMachine({
    id: 'root',
    initial: 'on',
    states: { on: { on: { GO: { actions: 'failure' } } } },
  })
  const roots = {
    'in an action': () => machine,
    'at its start': () => setup({ actions: { failure } }).createMachine({ id: 'root', entry: 'failure' }),
    'in its first context': () => setup({}).createMachine({ id: 'root', context: failure }),
    'in a transition': () => fromTransition((n: number) => (n === 0 ? n : failure()), 1),
    'by a child': () =>
      setup({ actors: { bad: fromTransition(failure, 1) } }).createMachine({
        id: 'root',
        invoke: { src: 'bad', id: 'bad' },
        on: { GO: { actions: ({ self }) => self.getSnapshot().children['bad']!.send({ type: 'any' }) } },
      }),
  }

  test.each(Object.entries(roots))(
    '%s has failed, for those who look and for those who come late',
    (_, make) => {
      const { feed, living, inspect } = inspected()
      const told: InspectorMessage[] = []
      feed.attach({ send: (text) => told.push(JSON.parse(text) as InspectorMessage) })
      const actor = createActor(make() as typeof machine, { inspect })
      actor.subscribe(silent)
      actor.start()
      actor.send({ type: 'GO' })
      feed.flush()
      expect(living()).toEqual([])
      const snapshot = { status: 'error', error: { message: 'out of luck' } }
      expect(
        told.findLast(({ type, sessionId }) => type === '@xstate.snapshot' && sessionId === actor.sessionId),
      ).toMatchObject({ snapshot })
      expect(toldLate(feed)[0]).toMatchObject({ type: '@xstate.actor', sessionId: actor.sessionId, snapshot })
    },
  )

  test('has failed a moment later, though nothing else happens', async () => {
    const { living, inspect } = inspected()
    const actor = createActor(machine, { inspect })
    actor.subscribe(silent)
    actor.start().send({ type: 'GO' })
    await Promise.resolve()
    expect(living()).toEqual([])
  })

  test('is reported by XState as without inspection', () => {
    const { inspect } = inspected()
    const errors: unknown[] = []
    const actor = createActor(machine, { inspect })
    actor.subscribe({ error: (error) => errors.push(error) })
    actor.start().send({ type: 'GO' })
    expect(errors).toMatchObject([{ message: 'out of luck' }])
  })

  test('is not kept for ever, where there are many', () => {
    const { feed, living, inspect } = inspected()
    for (let n = 0; n < 1_000; n++) {
      const actor = createActor(machine, { inspect })
      actor.subscribe(silent)
      actor.start().send({ type: 'GO' })
      feed.flush()
    }
    expect(living()).toEqual([])
    expect(toldLate(feed).filter(({ type }) => type === '@xstate.actor').length).toBeLessThanOrEqual(420)
  })
})

test('an actor elsewhere that fails has failed', () => {
  const { feed, living } = inspected()
  const failing = fromTransition((n: number, { type }) => {
    if (type === 'GO') throw new Error('elsewhere')
    return n
  }, 1)
  const elsewhere = createActor(failing).start()
  const stop = feed.follow(elsewhere, 'elsewhere')
  const store = createStore({ context: { n: 0 }, on: {} })
  feed.follow(store, 'store')
  expect(living()).toEqual(['elsewhere', 'store'])
  elsewhere.send({ type: 'GO' })
  expect(living()).toEqual(['store'])
  stop()
})
