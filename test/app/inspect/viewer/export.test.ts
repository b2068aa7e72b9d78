import { assign, createActor, createMachine, SimulatedClock } from 'xstate'
import { expect, test } from 'vitest'
import { Feed } from '../../../../src/app/inspect/feed.ts'
import type { ViewerMessage } from '../../../../src/app/inspect/messages.ts'
import { jsonOf, mermaidOf, testOf } from '../../../../src/app/inspect/viewer/export.ts'
import { World } from '../../../../src/app/inspect/viewer/model.ts'
import { XSTATE_EVENTS } from '../../../../src/machines/kit/xstate-internals.ts'

const machine = createMachine({
  id: 'lamp; #1',
  context: { count: 0 },
  initial: 'off',
  states: {
    off: {
      on: { press: { target: 'lit', actions: assign({ count: ({ event }) => event['by'] as number }) } },
    },
    lit: { after: { 5_000: 'dim' } },
    dim: { on: { press: 'off' } },
  },
})

function watched() {
  const feed = new Feed(undefined)
  const world = new World(XSTATE_EVENTS)
  feed.attach({ send: (text) => world.apply(JSON.parse(text) as ViewerMessage) })
  const clock = new SimulatedClock()
  const actor = createActor(machine, { clock, inspect: (event) => feed.observe(event) }).start()
  actor.send({ type: 'press', by: 2 })
  actor.send({ type: 'no\nsuch' })
  clock.increment(5_000)
  feed.flush()
  const [shown] = [...world.actors.values()]
  return { events: world.events, actor: shown! }
}

test('events are copied as a sequence diagram', () => {
  expect(mermaidOf(watched().events).split('\n').slice(0, 6)).toEqual([
    'sequenceDiagram',
    '  actor outside',
    '  participant a0 as lamp#59; #35;1',
    '  outside->>a0: xstate.init',
    '  outside->>a0: press',
    '  outside--xa0: no such',
  ])
})

test('events are copied as JSON', () => {
  expect(JSON.parse(jsonOf(watched().events))).toMatchObject([
    { to: 'lamp; #1', event: { type: 'xstate.init' } },
    { event: { type: 'press', by: 2 }, outcome: 'taken' },
    { event: { type: 'no\nsuch' }, outcome: 'ignored' },
    { event: { type: expect.stringContaining('xstate.after.5000') }, outcome: 'taken' },
  ])
})

test('events are copied as a test that passes, and that fails if another state comes of them', () => {
  const { actor, events } = watched()
  const text = testOf(actor, events, XSTATE_EVENTS)
  expect(text).toContain('actor.send({"type":"press","by":2})')
  const run = (source: string) => {
    const body = source.replaceAll(/^import .*$/gm, '')
    const names: string[] = []
    const register = (name: string, work: () => void) => {
      names.push(name)
      work()
    }
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what is copied is a program
    const program = new Function('test', 'expect', 'createActor', 'SimulatedClock', 'machine', body) as (
      ...given: readonly unknown[]
    ) => void
    program(register, expect, createActor, SimulatedClock, machine)
    return names
  }
  expect(run(text)).toEqual(['lamp; #1, as it was inspected'])
  expect(() => run(text.replace('clock.increment(5000)', ''))).toThrow('dim')
})
