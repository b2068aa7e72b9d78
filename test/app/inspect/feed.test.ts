import { assign, createActor, setup } from 'xstate'
import { expect, test } from 'vitest'
import { streaming } from 'actty/machines'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Feed } from '../../../src/app/inspect/feed.ts'
import type { InspectorMessage } from '../../../src/app/inspect/messages.ts'

const machine = setup({
  types: { context: {} as { count: number }, events: {} as { type: 'up' } },
}).createMachine({
  id: 'counter',
  context: { count: 0 },
  on: { up: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
})

function sinkOf() {
  const messages: InspectorMessage[] = []
  const send = (text: string) => messages.push(JSON.parse(text) as InspectorMessage)
  return { send, types: () => messages.map(({ type }) => type.replace('@xstate.', '')), messages }
}

test('who comes while things wait to be told is told what is, and not what was before', () => {
  const feed = new Feed(undefined)
  const early = sinkOf()
  feed.attach(early)
  const actor = createActor(machine, { inspect: (event) => feed.observe(event) }).start()
  actor.send({ type: 'up' })
  const late = sinkOf()
  feed.attach(late)
  expect(late.types()).toEqual(['actor', 'event', 'event'])
  expect(late.messages[0]).toMatchObject({ snapshot: { context: { count: 1 } } })
  feed.flush()
  expect(early.types()).toEqual(['actor', 'event', 'snapshot', 'event', 'snapshot'])
  // The last snapshot was due, and is the same once more.
  expect(late.types()).toEqual(['actor', 'event', 'event', 'snapshot'])
})

test('who has gone is told nothing, and nothing is kept for nobody', () => {
  const feed = new Feed(undefined)
  const sink = sinkOf()
  const detach = feed.attach(sink)
  const actor = createActor(machine, { inspect: (event) => feed.observe(event) }).start()
  detach()
  actor.send({ type: 'up' })
  feed.flush()
  expect(sink.messages).toEqual([])
})

test('all of a flood is told, in order, though more waits than is kept', () => {
  const feed = new Feed(undefined)
  const sink = sinkOf()
  feed.attach(sink)
  const actor = createActor(machine, { inspect: (event) => feed.observe(event) }).start()
  for (let number = 0; number < 50_000; number++) actor.send({ type: 'up', number } as never)
  expect(sink.messages.length).toBeGreaterThan(20_000)
  feed.flush()
  const numbers = sink.messages.flatMap((message) =>
    message.type === '@xstate.event' && message.event.type === 'up'
      ? (message.event as unknown as { number: number }).number
      : [],
  )
  expect(numbers).toEqual(Array.from({ length: 50_000 }, (_, number) => number))
})

test('while nobody looks, no item of a stream is read, and none is kept', async () => {
  const feed = new Feed(undefined)
  let read = 0
  const item = { toJSON: () => read++ }
  let push: (one: typeof item) => void = () => {}
  const source = () => (take: typeof push) => {
    push = take
    return () => {}
  }
  const clock = new VirtualClock(0)
  const actor = createActor(streaming(source), { clock, inspect: (event) => feed.observe(event) }).start()
  const send = async () => {
    for (let number = 0; number < 160; number++) push(item)
    await clock.advance(16)
  }
  for (let batch = 0; batch < 60; batch++) await send()
  expect(feed.history.recent(1)).toMatchObject([{ type: 'inlet.batch', changed: true }])
  const kept = feed.history.recent(200).flatMap((happening): unknown[] => Object.values(happening))
  expect(kept.filter((value) => typeof value === 'object' && 'items' in (value ?? {}))).toEqual([])
  expect(read).toBe(0)
  const sink = sinkOf()
  feed.attach(sink)
  await send()
  await settle()
  feed.flush()
  const events = sink.messages.filter((message) => message.type === '@xstate.event')
  // What past events carried isn't kept.
  const past = events.filter(({ isPast }) => isPast === true)
  expect(past.at(-1)).toMatchObject({ event: { type: 'inlet.batch' } })
  expect(past.map(({ event }) => Object.keys(event))).toEqual(past.map(() => ['type']))
  expect(events.filter(({ isPast }) => isPast !== true)).toMatchObject([
    { event: { type: 'inlet.batch', items: { length: 160 }, skipped: 0 } },
  ])
  const items = { $type: 'Ring', length: 9_760, dropped: 0 }
  expect(sink.messages.at(-1)).toMatchObject({ snapshot: { context: { items, received: 9_760 } } })
  actor.stop()
})
