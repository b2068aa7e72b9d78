import {
  assign,
  createActor,
  fromCallback,
  fromTransition,
  raise,
  sendTo,
  setup,
  type AnyActorLogic,
} from 'xstate'
import { expect, test } from 'vitest'
import { Feed } from '../../../src/app/inspect/feed.ts'
import type { InspectorMessage, TakenSteps } from '../../../src/app/inspect/messages.ts'
import { chartOf, type ChartNode } from '../../../src/app/inspect/viewer/chart.ts'
import { XSTATE_EVENTS } from '../../../src/machines/kit/xstate-internals.ts'

/** Runs a chart, sends it events, and returns what a viewer is told of the first actor. */
function told(logic: AnyActorLogic, ...types: readonly string[]): readonly InspectorMessage[] {
  const feed = new Feed(undefined)
  const messages: InspectorMessage[] = []
  feed.attach({ send: (text) => messages.push(JSON.parse(text) as InspectorMessage) })
  const actor = createActor(logic, { inspect: (event) => feed.observe(event) }).start()
  for (const type of types) actor.send({ type })
  feed.flush()
  return messages.filter(({ sessionId }) => sessionId === actor.sessionId)
}

/** The last steps, as 'EVENT from>to state:place'. */
function stepsOf(messages: readonly InspectorMessage[]): readonly string[] {
  const last = messages.findLast((message) => message.type === '@xstate.snapshot')
  return (last as { taken?: TakenSteps }).taken!.steps.map(({ event, isRaised, from, to, transitions }) =>
    [
      `${isRaised ? '^' : ''}${event}`,
      `${JSON.stringify(from)}>${JSON.stringify(to)}`.replaceAll('"', ''),
      ...transitions.map(({ state, place }) => `${state}:${place}`),
    ].join(' '),
  )
}

const placesIn = ({ path, transitions, children }: ChartNode): readonly string[] => [
  ...transitions.map(({ place }) => `${path}:${place}`),
  ...children.flatMap(placesIn),
]

const eventsOf = (messages: readonly InspectorMessage[]) =>
  messages.flatMap((message) => (message.type === '@xstate.event' ? message.event.type : []))

test('of guarded alternatives, the one is told that was taken', () => {
  const logic = setup({ guards: { no: () => false, yes: () => true } }).createMachine({
    initial: 'a',
    states: {
      a: {
        on: {
          GO: [{ guard: 'no', target: 'b' }, { guard: 'yes', target: 'c' }, { target: 'd' }],
        },
      },
      b: {},
      c: {},
      d: {},
    },
  })
  expect(stepsOf(told(logic, 'GO'))).toEqual(['GO a>c a:on.GO.1'])
})

test('of parallel regions, each that moved is told', () => {
  const region = { initial: 'off', states: { off: { on: { GO: 'on' } }, on: {} } }
  const logic = setup({}).createMachine({ type: 'parallel', states: { left: region, right: region } })
  expect(stepsOf(told(logic, 'GO'))).toEqual([
    'GO {left:off,right:off}>{left:on,right:on} left.off:on.GO.0 right.off:on.GO.0',
  ])
})

const chain = setup({}).createMachine({
  initial: 'a',
  states: {
    a: { on: { GO: 'b' } },
    b: { always: 'c' },
    c: { entry: [raise({ type: 'INNER' }), raise({ type: 'UNHEARD' })], on: { INNER: 'd' } },
    d: { initial: 'x', states: { x: { type: 'final' } }, onDone: 'e' },
    e: {},
  },
})

test('a chain of eventless and raised steps is told step by step, and the raised events are logged', () => {
  const messages = told(chain, 'GO')
  expect(stepsOf(messages)).toEqual([
    'GO a>b a:on.GO.0',
    'GO b>c b:always.0',
    '^INNER c>{d:x} c:on.INNER.0',
    '^UNHEARD {d:x}>{d:x}',
    '^xstate.done.state.(machine).d {d:x}>e d:onDone.0',
  ])
  expect(eventsOf(messages)).toEqual([
    'xstate.init',
    'GO',
    'INNER',
    'UNHEARD',
    'xstate.done.state.(machine).d',
  ])
  const inner = messages.find((message) => message.type === '@xstate.event' && message.event.type === 'INNER')
  expect(inner).toMatchObject({ sourceId: inner!.sessionId })
})

test('the steps into the first state are told, of a root and of a child', () => {
  const logic = setup({}).createMachine({
    initial: 'a',
    states: { a: { entry: raise({ type: 'INNER' }), always: 'b' }, b: { on: { INNER: 'c' } }, c: {} },
  })
  expect(stepsOf(told(logic))).toEqual(
    ['xstate.init a>b a:always.0', '^INNER b>c b:on.INNER.0'].map((step, index) =>
      index === 0 ? step.replace('a>b', 'undefined>b') : step,
    ),
  )
  expect(eventsOf(told(logic))).toEqual(['xstate.init', 'INNER'])
  const feed = new Feed(undefined)
  const messages: InspectorMessage[] = []
  feed.attach({ send: (text) => messages.push(JSON.parse(text) as InspectorMessage) })
  const parent = setup({ actors: { kid: logic } }).createMachine({ invoke: { src: 'kid', id: 'kid' } })
  createActor(parent, { inspect: (event) => feed.observe(event) }).start()
  feed.flush()
  const kid = messages.find(
    (message) => message.type === '@xstate.actor' && message.name === 'kid',
  )!.sessionId
  expect(eventsOf(messages.filter(({ sessionId }) => sessionId === kid))).toEqual(['xstate.init', 'INNER'])
})

test('a transition that stays in its state is told, and an ignored event leaves what was told last', () => {
  const logic = setup({}).createMachine({
    context: { n: 0 },
    initial: 'a',
    states: { a: { on: { UP: { actions: assign({ n: 1 }) } } } },
  })
  expect(stepsOf(told(logic, 'UP', 'OTHER'))).toEqual(['UP a>a a:on.UP.0'])
})

test('an event that an actor sends to itself is logged once', () => {
  const logic = setup({}).createMachine({
    id: 'm',
    on: { GO: { actions: sendTo(({ self }) => self, { type: 'ECHO' }) }, ECHO: { actions: () => {} } },
  })
  expect(eventsOf(told(logic, 'GO'))).toEqual(['xstate.init', 'GO', 'ECHO'])
})

test('a late viewer is told of the last steps too', () => {
  const feed = new Feed(undefined)
  createActor(chain, { inspect: (event) => feed.observe(event) })
    .start()
    .send({ type: 'GO' })
  const messages: InspectorMessage[] = []
  feed.attach({ send: (text) => messages.push(JSON.parse(text) as InspectorMessage) })
  expect(messages[0]).toMatchObject({ taken: { steps: { length: 5 } } })
})

test('every transition of a chart has a place, which the page finds in the definition', () => {
  const work = setup({}).createMachine({ initial: 'end', states: { end: { type: 'final' } } })
  const logic = setup({ actors: { work }, delays: { soon: 0 } }).createMachine({
    initial: 'off',
    states: {
      off: { id: 'special', on: { '*': 'on' } },
      on: { invoke: [{ src: 'work' }, { src: 'work', onDone: { target: 'last' } }], on: { 'a.*': 'off' } },
      last: { always: { guard: () => false, target: 'off' }, after: { soon: 'off', 10: 'on' } },
    },
  })
  expect(stepsOf(told(logic, 'ANY')).at(-1)).toBe(
    'xstate.done.actor.1.(machine).on on>last on:invoke.1.onDone.0',
  )
  const chart = chartOf(JSON.stringify(logic.config), XSTATE_EVENTS)!
  expect(placesIn(chart)).toEqual([
    'off:on.*.0',
    'on:on.a.*.0',
    'on:invoke.1.onDone.0',
    'last:after.10.0',
    'last:after.soon.0',
    'last:always.0',
  ])
})

test('what an invoke brings is told where that stands', () => {
  const failing = fromCallback(() => {
    throw new Error('no')
  })
  const counting = fromTransition((count: number) => count + 1, 0)
  const quiet = fromCallback(() => {})
  const { createMachine } = setup({ actors: { failing, counting, quiet } })
  const states = { b: {}, c: {} }
  const fails = createMachine({
    initial: 'a',
    states: {
      a: { invoke: [{ src: 'quiet' }, { src: 'failing', id: 'failing', onDone: 'b', onError: 'c' }] },
      ...states,
    },
  })
  const counts = createMachine({
    initial: 'a',
    states: {
      a: { invoke: [{ src: 'quiet' }, { src: 'counting', id: 'counting', onDone: 'b', onSnapshot: 'c' }] },
      ...states,
    },
  })
  expect(stepsOf(told(fails))).toEqual(['xstate.error.actor.failing a>c a:invoke.1.onError.0'])
  expect(stepsOf(told(counts))).toEqual(['xstate.snapshot.counting a>c a:invoke.1.onSnapshot.0'])
})

test('who comes late is told of parents before their children, even if only the last of them is heard', () => {
  const feed = new Feed(undefined)
  const leaf = setup({}).createMachine({ id: 'leaf', on: { PING: {} } })
  const middle = setup({ actors: { leaf } }).createMachine({
    id: 'middle',
    invoke: { src: 'leaf', id: 'leaf' },
  })
  const root = setup({ actors: { middle } }).createMachine({
    id: 'root',
    invoke: { src: 'middle', id: 'middle' },
  })
  const actor = createActor(root, { inspect: (event) => feed.observe(event) }).start()
  const inner = actor.getSnapshot().children.middle!.getSnapshot().children.leaf!
  for (let count = 0; count < 5_000; count++) inner.send({ type: 'PING' })
  const messages: InspectorMessage[] = []
  feed.attach({ send: (text) => messages.push(JSON.parse(text) as InspectorMessage) })
  feed.flush()
  const actors = messages.filter((message) => message.type === '@xstate.actor')
  const ids = actors.map(({ sessionId }) => sessionId)
  const middleId = actor.getSnapshot().children.middle!.sessionId
  expect(ids).toEqual([actor.sessionId, middleId, inner.sessionId])
  actor.stop()
})
