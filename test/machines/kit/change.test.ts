import { assign, createActor, setup, type AnyActorLogic } from 'xstate'
import { describe, expect, test } from 'vitest'
import {
  announce,
  deadline,
  list,
  retrying,
  scrolling,
  supervising,
  tailing,
  textInput,
  type Changes,
} from 'actty/machines'

type Told = { readonly type: string; readonly value?: unknown }

/** Runs logic as the child `x`, and notes what the parent is told. */
function parentOf(x: AnyActorLogic, input?: unknown) {
  const told: Told[] = []
  const machine = setup({ actors: { x } }).createMachine({
    invoke: { src: 'x', id: 'x', input: () => input as never },
    on: { 'x.change': { actions: ({ event }) => told.push(event as Told) } },
  })
  const parent = createActor(machine).start()
  const child = parent.getSnapshot().children.x!
  const values = () => told.map(({ value }) => value)
  return { machine, parent, child, told, values }
}

const items = ['apple', 'banana', 'cherry']

describe('a control tells its parent its value', () => {
  test.each<[string, AnyActorLogic, unknown, Told[], unknown[]]>([
    [
      'textInput',
      textInput({ keepOpen: true }),
      { value: 'a' },
      [{ type: 'insert', text: 'b' } as Told, { type: 'move', to: 'left' } as Told, { type: 'clear' }],
      ['a', 'ab', ''],
    ],
    [
      'list',
      list<string>(),
      { items },
      [
        { type: 'move', by: 1 } as Told,
        { type: 'first' },
        { type: 'first' },
        { type: 'move', by: -1 } as Told,
      ],
      ['apple', 'banana', 'apple'],
    ],
    [
      'list, empty',
      list<string>(),
      { items: [] },
      [{ type: 'items', items: ['x'] } as Told],
      [undefined, 'x'],
    ],
    [
      'scrolling',
      scrolling(textInput()),
      {},
      [{ type: 'scroll', by: 2, max: 9 } as Told, { type: 'scroll', by: -9, max: 9 } as Told],
      [0, 2, 0],
    ],
    ['tailing', tailing(), undefined, [{ type: 'toStart' }], [0]],
  ])('%s: at its start, and when it changes', (_, logic, input, events, expected) => {
    const { child, values } = parentOf(logic, input)
    for (const event of events) child.send(event)
    expect(values()).toEqual(expected)
  })

  test('of a list: when what it lists is filtered', () => {
    const { child, values } = parentOf(list<string>(), { items })
    child.send({ type: 'filter', text: 'ch' })
    expect(values()).toEqual(['apple', 'cherry'])
    child.send({ type: 'clear' })
    expect(values()).toEqual(['apple', 'cherry'])
  })

  test('under the id that it has, and not again after it is restored', () => {
    const { machine, parent, child, told } = parentOf(textInput({ keepOpen: true }), {})
    child.send({ type: 'insert', text: 'hi' })
    expect(told).toEqual([
      { type: 'x.change', value: '' },
      { type: 'x.change', value: 'hi' },
    ])
    const saved: unknown = JSON.parse(JSON.stringify(parent.getPersistedSnapshot()))
    parent.stop()
    told.length = 0
    const again = createActor(machine, { snapshot: saved as never }).start()
    expect(told).toEqual([])
    again.getSnapshot().children.x!.send({ type: 'insert', text: '!' })
    expect(told).toEqual([{ type: 'x.change', value: 'hi!' }])
    again.stop()
  })

  test('through patterns, three deep, as of their own', () => {
    const work = supervising(retrying(deadline(textInput({ keepOpen: true }), 60_000), { maxAttempts: 2 }))
    const { child, told } = parentOf(work, {})
    let inner = child as { getSnapshot(): unknown; send(event: unknown): void }
    for (let depth = 0; depth < 3; depth++)
      inner = (inner.getSnapshot() as { children: { work: typeof inner } }).children.work
    inner.send({ type: 'insert', text: 'a' })
    expect(told).toEqual([
      { type: 'x.change', value: '' },
      { type: 'x.change', value: 'a' },
    ])
  })

  test('once an event, whatever the chart does in between', () => {
    const busy = setup({
      types: { context: {} as { value: number }, events: {} as { type: 'go' } },
    }).createMachine({
      context: { value: 0 },
      initial: 'a',
      states: {
        a: { on: { go: { target: 'b', actions: [assign({ value: 1 }), announce] } } },
        b: { always: { target: 'c' } },
        c: {},
      },
    })
    const { child, values } = parentOf(busy)
    child.send({ type: 'go' })
    expect(values()).toEqual([1])
  })

  test('without a parent, does nothing', () => {
    const actor = createActor(textInput(), { input: {} }).start()
    actor.send({ type: 'insert', text: 'a' })
    expect(actor.getSnapshot().context.value).toBe('a')
    actor.stop()
  })
})

test('Changes has the events of those actors that have a value', () => {
  const actors = {
    query: textInput({ keepOpen: true }),
    menu: list<{ readonly id: number }>(),
    idle: setup({}).createMachine({}),
  }
  setup({ types: { events: {} as Changes<typeof actors> }, actors }).createMachine({
    on: {
      'query.change': { actions: ({ event }) => event.value.toUpperCase() },
      'menu.change': { actions: ({ event }) => event.value?.id.toFixed() },
    },
  })
  const told: Changes<typeof actors>['type'][] = ['query.change', 'menu.change']
  // @ts-expect-error -- it has no value
  told.push('idle.change')
  // @ts-expect-error -- there is no such actor
  told.push('pik.change')
  expect(told).toHaveLength(4)
})
