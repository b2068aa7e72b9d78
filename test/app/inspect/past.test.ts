import { createActor, fromCallback, fromPromise, sendTo, setup } from 'xstate'
import { expect, test } from 'vitest'
import { Feed } from '../../../src/app/inspect/feed.ts'
import type { InspectorMessage } from '../../../src/app/inspect/messages.ts'
import { XSTATE_EVENTS } from '../../../src/machines/kit/xstate-internals.ts'
import { treeOf, World } from '../../../src/app/inspect/viewer/model.ts'

function inspected() {
  const feed = new Feed(undefined)
  const attach = () => {
    const messages: InspectorMessage[] = []
    feed.attach({ send: (text) => messages.push(JSON.parse(text) as InspectorMessage) })
    return messages
  }
  return { feed, attach, inspect: (event: Parameters<Feed['observe']>[0]) => feed.observe(event) }
}

const family = setup({
  actors: { kid: fromCallback(({ sendBack }) => sendBack({ type: 'hello' })) },
}).createMachine({
  id: 'root',
  initial: 'on',
  on: { ping: { actions: () => {} } },
  states: {
    on: {
      invoke: { src: 'kid', id: 'kid' },
      on: { tell: { actions: sendTo('kid', { type: 'told' }) }, off: 'off' },
    },
    off: {},
  },
})

const typesOf = (messages: readonly InspectorMessage[]) =>
  messages.flatMap((message) =>
    message.type === '@xstate.event' ? `${message.isPast === true ? 'past ' : ''}${message.event.type}` : [],
  )

test('who comes late is told the last events, marked as past, with the actors in them that have ended', () => {
  const { attach, inspect, feed } = inspected()
  const actor = createActor(family, { inspect }).start()
  actor.send({ type: 'tell' })
  actor.send({ type: 'off' })
  const messages = attach()
  actor.send({ type: 'ping' })
  feed.flush()
  expect(typesOf(messages)).toEqual([
    'past xstate.init',
    'past xstate.init',
    'past hello',
    'past tell',
    'past told',
    'past off',
    'ping',
  ])
  const actors = messages.filter((message) => message.type === '@xstate.actor')
  expect(actors).toMatchObject([
    { name: 'root', snapshot: { status: 'active', value: 'off' } },
    { name: 'kid', parentId: actor.sessionId, snapshot: { status: 'stopped' } },
  ])
  const kid = actors[1]!.sessionId
  expect(
    messages.find((message) => message.type === '@xstate.event' && message.event.type === 'hello'),
  ).toMatchObject({
    sourceId: kid,
  })
})

test('who comes after 25 refreshes sees one lane and one line for what was refreshed, and for what is in it', async () => {
  const { attach, inspect } = inspected()
  const work = fromPromise(() => Promise.resolve())
  const list = setup({ actors: { work } }).createMachine({ id: 'list', invoke: { src: 'work', id: 'work' } })
  const logic = setup({ actors: { list } }).createMachine({
    id: 'root',
    initial: 'on',
    states: { on: { invoke: { src: 'list', id: 'list' }, on: { refresh: { target: 'on', reenter: true } } } },
  })
  const actor = createActor(logic, { inspect }).start()
  for (let n = 0; n < 25; n++) {
    await Promise.resolve()
    actor.send({ type: 'refresh' })
  }
  const world = new World(XSTATE_EVENTS)
  for (const message of attach()) world.apply(message)
  expect(new Set(world.events.map(({ to }) => to.key))).toEqual(
    new Set(['root', 'root/list', 'root/list/work']),
  )
  expect(treeOf(world.actors.values()).map(({ actor, depth }) => `${depth}${actor.name}`)).toEqual([
    '0root',
    '1list',
    '2work',
  ])
})

test('the past is bounded', () => {
  const { attach, inspect } = inspected()
  const actor = createActor(family, { inspect }).start()
  for (let n = 0; n < 5_000; n++) actor.send({ type: 'ping' })
  expect(typesOf(attach())).toHaveLength(200)
})

test('a page that loses its connection and comes back has each event once', () => {
  const { attach, inspect, feed } = inspected()
  const actor = createActor(family, { inspect }).start()
  const world = new World(XSTATE_EVENTS)
  const first = attach()
  for (let n = 0; n < 5; n++) actor.send({ type: 'ping' })
  feed.flush()
  for (const message of first) world.apply(message)
  actor.send({ type: 'tell' }) // while the connection is lost
  world.restart()
  for (const message of attach()) world.apply(message)
  expect(world.events.map(({ event }) => event.type)).toEqual([
    'xstate.init',
    'xstate.init',
    'hello',
    ...Array.from({ length: 5 }, () => 'ping'),
    'tell',
    'told',
  ])
})
