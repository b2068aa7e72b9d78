import { expect, test } from 'vitest'
import { assign, createActor, sendTo, setup } from 'xstate'
import { Feed } from '../../../../src/app/inspect/feed.ts'
import type { ScreenMessage, ViewerMessage } from '../../../../src/app/inspect/messages.ts'
import { World } from '../../../../src/app/inspect/viewer/model.ts'
import { XSTATE_EVENTS } from '../../../../src/machines/kit/xstate-internals.ts'

const counter = setup({
  types: { context: {} as { count: number } },
  guards: { isFew: ({ context }) => context.count < 2 },
  actors: {
    kid: setup({}).createMachine({
      id: 'kid',
      initial: 'idle',
      states: { idle: { on: { poke: 'poked' } }, poked: {} },
    }),
  },
}).createMachine({
  id: 'counter',
  context: { count: 0 },
  invoke: { src: 'kid', id: 'kid' },
  on: {
    up: { guard: 'isFew', actions: assign({ count: ({ context }) => context.count + 1 }) },
    both: { actions: [sendTo('kid', { type: 'poke' }), ({ self }) => self.send({ type: 'up' })] },
  },
})

function watched() {
  const feed = new Feed(undefined)
  const world = new World(XSTATE_EVENTS)
  feed.attach({ send: (text) => world.apply(JSON.parse(text) as ViewerMessage, text.length) })
  const actor = createActor(counter, { inspect: (event) => feed.observe(event) }).start()
  feed.flush()
  const send = (type: string) => {
    actor.send({ type })
    feed.flush()
  }
  return { feed, world, actor, send }
}

const show = (world: World, at: number, text: string) =>
  world.apply({
    type: '@actty.screen',
    createdAt: String(at),
    rows: [[[text, '', '', '']]],
  } satisfies ScreenMessage)

test('events say whether they were taken or ignored, also those that come while an actor is busy', () => {
  const { world, send } = watched()
  for (const type of ['up', 'nothing', 'both', 'up']) send(type)
  expect(
    world.events.filter(({ isInternal }) => !isInternal).map(({ event, outcome }) => [event.type, outcome]),
  ).toEqual([
    ['up', 'taken'],
    ['nothing', 'ignored'],
    ['both', 'taken'],
    ['up', 'taken'],
    ['poke', 'taken'],
    ['up', 'ignored'],
  ])
})

test('a moment has every actor as it was when the event was done, with what changed, and the screen', () => {
  const { world, actor, send } = watched()
  show(world, 0, 'count 0')
  send('up')
  const up = world.events.at(-1)!
  show(world, up.at + 5, 'count 1')
  send('nothing')
  const nothing = world.events.at(-1)!
  send('both')
  show(world, Date.now(), 'count 2')
  actor.stop()
  const then = world.at(up)!
  expect(then.actors.get(actor.sessionId)!.snapshot.context).toEqual({ count: 1 })
  expect([...then.actors.get(actor.sessionId)!.changed]).toContain('context.count')
  expect(then.actors.get(actor.sessionId)!.before!.context).toEqual({ count: 0 })
  expect([...then.actors.values()].find(({ name }) => name === 'kid')!.snapshot.value).toBe('idle')
  expect(then.screen![0]![0]![0]).toBe('count 1')
  expect(then.shared).toBe(1)
  expect(world.at(nothing)!.actors.get(actor.sessionId)!.snapshot.context).toEqual({ count: 1 })
  expect(world.at(nothing)!.screen![0]![0]![0]).not.toBe('count 0')
})

test('what a moment was stays, whatever comes later, and is forgotten only when there is too much', () => {
  const { world, actor, send } = watched()
  send('up')
  const up = world.events.at(-1)!
  for (let n = 0; n < 100; n++) send('nothing')
  expect(world.at(up)!.actors.get(actor.sessionId)!.snapshot.context).toEqual({ count: 1 })
  for (let n = 0; n < 6_000; n++) send('nothing')
  expect(world.at(up)).toBe(undefined)
  const last = world.events.at(-1)!
  expect([...world.at(last)!.actors.values()].map(({ name }) => name)).toEqual(['counter', 'kid'])
})

test('a moment before the connection was lost, or before the page was there, is not known', () => {
  const { feed, world, send } = watched()
  send('up')
  const up = world.events.at(-1)!
  world.restart()
  feed.attach({ send: (text) => world.apply(JSON.parse(text) as ViewerMessage, text.length) })
  expect(world.at(up)).toBe(undefined)
  const past = new World(XSTATE_EVENTS)
  feed.attach({ send: (text) => past.apply(JSON.parse(text) as ViewerMessage, text.length) })
  expect(past.at(past.events.at(-1)!)).toBe(undefined)
})
