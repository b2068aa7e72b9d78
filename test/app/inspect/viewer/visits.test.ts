import { createActor, createMachine, raise, type AnyActor, type InspectionEvent } from 'xstate'
import { expect, test } from 'vitest'
import { Feed } from '../../../../src/app/inspect/feed.ts'
import type { InspectorMessage } from '../../../../src/app/inspect/messages.ts'
import { World } from '../../../../src/app/inspect/viewer/model.ts'
import { XSTATE_EVENTS } from '../../../../src/machines/kit/xstate-internals.ts'

/** Each state counts how often it is entered. */
function countingEntries() {
  const entered = new Map<string, number>()
  const entry = (name: string) => ({ entry: () => void entered.set(name, (entered.get(name) ?? 0) + 1) })
  const machine = createMachine({
    id: 'm',
    initial: 'a',
    on: { reset: '.a', both: { target: ['.p.left.two', '.p.right.two'] } },
    states: {
      a: { ...entry('a'), on: { go: 'p', again: { target: 'a', reenter: true }, stay: 'a' } },
      p: {
        ...entry('p'),
        type: 'parallel',
        on: { left: '.left.two', back: 'a' },
        states: {
          left: {
            ...entry('p.left'),
            initial: 'one',
            states: {
              one: { ...entry('p.left.one'), on: { next: 'two' } },
              two: { ...entry('p.left.two'), always: { target: 'three', guard: () => true } },
              three: { entry: [entry('p.left.three').entry, raise({ type: 'moved' })] },
            },
          },
          right: {
            ...entry('p.right'),
            initial: 'one',
            states: {
              one: { ...entry('p.right.one'), on: { moved: 'two' } },
              two: { ...entry('p.right.two'), on: { next: '#m.p.left.one', deep: '#m.a' } },
            },
          },
        },
      },
    },
  })
  return { machine, entered }
}

function watched(actor: (inspect: (event: InspectionEvent) => void) => AnyActor, events: readonly string[]) {
  const feed = new Feed(undefined)
  const world = new World(XSTATE_EVENTS)
  const attach = () => feed.attach({ send: (text) => world.apply(JSON.parse(text) as InspectorMessage) })
  const running = actor((event) => feed.observe(event)).start()
  const half = events.length >> 1
  for (const type of events.slice(0, half)) running.send({ type })
  attach() // what happened before is known too
  for (const type of events.slice(half)) running.send({ type })
  feed.flush()
  running.stop()
  return world.actors.get(running.sessionId)!.visits!.counts
}

test.each([
  'again stay go next back',
  'both both reset go left next deep go',
  'go next next left back again again',
  'go left next both reset go moved deep stay stay go next',
])('knows how often states were entered, also before the page was there: %s', (words) => {
  const { machine, entered } = countingEntries()
  const counts = watched((inspect) => createActor(machine, { inspect }), words.split(' '))
  const states = [...counts].filter(([name]) => !name.includes(':') && name !== '')
  expect(Object.fromEntries(states)).toEqual(Object.fromEntries(entered))
})

test('knows how often transitions were taken, of thousands too', () => {
  const machine = createMachine({
    id: 'm',
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: { on: { go: 'a' } } },
  })
  const counts = watched(
    (inspect) => createActor(machine, { inspect }),
    Array.from({ length: 3_001 }, () => 'go'),
  )
  expect(Object.fromEntries(counts)).toEqual({
    '': 1,
    a: 1501,
    b: 1501,
    'a:on.go.0': 1501,
    'b:on.go.0': 1500,
  })
})
