import { describe, expect, test } from 'vitest'
import { and, createActor, createMachine, not, or, stateIn } from 'xstate'
import { actorEntry, actorMessage } from '../../../src/app/inspect/actor-entry.ts'
import { activePaths, chartOf, takes, type ChartNode } from '../../../src/app/inspect/viewer/chart.ts'
import { XSTATE_EVENTS } from '../../../src/machines/kit/xstate-internals.ts'
import { differences } from '../../../src/app/inspect/viewer/differences.ts'
import { treeOf, World } from '../../../src/app/inspect/viewer/model.ts'
import { valueText } from '../../../src/app/inspect/viewer/value-text.ts'

const definition = JSON.stringify({
  id: 'form',
  type: 'parallel',
  on: { close: '#form.done' },
  states: {
    page: {
      initial: 'editing',
      states: {
        editing: {
          on: { save: [{ guard: 'isValid', target: 'saving' }, 'invalid'], close: { actions: 'ask' } },
          after: { 500: 'editing', LONG: { actions: { type: 'nag' } } },
          always: { guard: { type: 'isLocked' }, target: 'locked' },
        },
        saving: { invoke: { src: 'save', id: 'saver', onDone: 'editing', onError: { target: 'editing' } } },
        invalid: { entry: 'shake', description: 'Something is missing' },
        locked: { type: 'final' },
      },
    },
    menu: { initial: 'shut', states: { shut: { on: { 'menu.*': 'open' } }, open: {} } },
  },
})
const chart = chartOf(definition, XSTATE_EVENTS)!

describe('a chart', () => {
  const find = (path: string) =>
    path.split('.').reduce((node, key) => node.children.find((child) => child.key === key)!, chart)

  test('has the states of the definition', () => {
    expect(chart.children.map(({ path, kind }) => [path, kind])).toEqual([
      ['page', 'compound'],
      ['menu', 'compound'],
    ])
    expect(find('page').children.map(({ key, kind, isInitial }) => [key, kind, isInitial])).toEqual([
      ['editing', 'atomic', true],
      ['saving', 'atomic', false],
      ['invalid', 'atomic', false],
      ['locked', 'final', false],
    ])
    expect(find('page.saving').invokes).toEqual(['saver'])
    expect(find('page.invalid')).toMatchObject({ entry: ['shake'], description: 'Something is missing' })
  })

  test('has their transitions, as a person reads them', () => {
    const read = (path: string) =>
      find(path).transitions.map(({ label, guard, targets }) =>
        `${label}${guard ? ` if ${guard}` : ''} ${targets.join()}`.trim(),
      )
    expect(read('page.editing')).toEqual([
      'save if isValid saving',
      'save invalid',
      'close',
      'after 500 ms editing',
      'after LONG',
      'always if isLocked locked',
    ])
    expect(read('page.saving')).toEqual(['done: saver editing', 'error: saver editing'])
  })

  test('finds the targets as XState does, and shows what guards are made of', () => {
    const machine = createMachine({
      id: 'm',
      on: { reset: '.a' },
      initial: 'a',
      states: {
        a: {
          id: 'first',
          initial: 'x',
          on: { out: { target: 'b', guard: and(['isOn', not('isOff'), or(['p', stateIn('a.x')])]) } },
          states: {
            x: { on: { next: 'y', up: '#m.b', back: '#first.y' } },
            y: { on: { lost: { actions: 'z' } } },
          },
        },
        b: {},
      },
    })
    const { actor } = {
      actor: actorEntry(createActor(machine) as never, { rootId: 'x', parent: undefined }, 0),
    }
    const read = chartOf(actorMessage(actor, undefined).definition, XSTATE_EVENTS)!
    const [a] = read.children
    const targets = (node: ChartNode) => node.transitions.map(({ to }) => to.map(({ path }) => path).join())
    expect(targets(read)).toEqual(['a'])
    expect(targets(a!)).toEqual(['b'])
    expect(targets(a!.children[0]!)).toEqual(['a.y', 'b', 'a.y'])
    expect(targets(a!.children[1]!)).toEqual([''])
    expect(a!.transitions[0]!.guard).toBe('and(isOn, not(isOff), or(p, stateIn(a.x)))')
  })

  test('of what has no states is none', () => {
    expect(chartOf('{"id":"work"}', XSTATE_EVENTS)).toBe(undefined)
    expect(chartOf('not json', XSTATE_EVENTS)).toBe(undefined)
  })

  const value = { page: 'editing', menu: 'shut' }

  test('knows the active states of a value', () => {
    expect([...activePaths(value)]).toEqual(['', 'page', 'page.editing', 'menu', 'menu.shut'])
    expect([...activePaths('on')]).toEqual(['', 'on'])
    expect([...activePaths(undefined)]).toEqual([''])
  })

  test('knows what can be taken: the innermost state decides', () => {
    const can = takes(chart, activePaths(value)).map(({ label, guard, actions }) => [
      label,
      guard,
      actions.join(),
    ])
    expect(can).toEqual([
      ['save', 'isValid', ''],
      ['save', undefined, ''],
      ['close', undefined, 'ask'],
      ['menu.*', undefined, ''],
    ])
  })
})

describe('the world that messages tell of', () => {
  const common = { _version: '', createdAt: '1', id: null, rootId: 'a' }
  const actor = (sessionId: string, parentId?: string) =>
    ({
      ...common,
      type: '@xstate.actor',
      sessionId,
      parentId,
      name: sessionId,
      definition: '{}',
      snapshot: { status: 'active', context: { n: 1 } },
    }) as const

  test('has the actors as a tree, and marks what changed last', () => {
    const world = new World(XSTATE_EVENTS)
    for (const message of [actor('a'), actor('b', 'a'), actor('c', 'a'), actor('d', 'b'), actor('e', 'gone')])
      world.apply(message)
    expect(treeOf(world.actors.values()).map(({ actor, depth }) => `${depth}${actor.name}`)).toEqual([
      '0a',
      '1b',
      '2d',
      '1c',
      '0e',
    ])
    const snapshot = { status: 'done', context: { n: 2 } }
    world.apply({ ...common, type: '@xstate.snapshot', sessionId: 'b', event: { type: 'up' }, snapshot })
    expect(world.actors.get('b')).toMatchObject({
      isLiving: false,
      last: { steps: [{ label: 'up', from: 'active', to: 'done' }] },
    })
    expect([...world.actors.get('b')!.changed]).toEqual(['status', 'context.n', 'context'])
    world.clear()
    expect(world.actors.has('b')).toBe(true) // a child of it lives
    world.apply({ ...common, type: '@xstate.snapshot', sessionId: 'd', event: { type: 'up' }, snapshot })
    world.clear()
    expect([...world.actors.keys()]).toEqual(['a', 'c', 'e'])
  })

  test('has one lane and one line for actors that follow one another in one place, and for their children', () => {
    const world = new World(XSTATE_EVENTS)
    const ends = (sessionId: string) =>
      world.apply({
        ...common,
        type: '@xstate.snapshot',
        sessionId,
        event: { type: 'xstate.stop' },
        snapshot: { status: 'stopped' },
      })
    world.apply(actor('root'))
    for (let n = 0; n < 25; n++) {
      world.apply({ ...actor(`list:${n}`, 'root'), name: 'list' })
      world.apply({ ...actor(`work:${n}`, `list:${n}`), name: 'work' })
      world.apply({
        ...common,
        type: '@xstate.event',
        sessionId: `work:${n}`,
        event: { type: 'xstate.init' },
      })
      if (n % 2 === 0) ends(`work:${n}`)
      ends(`list:${n}`)
      ends(`work:${n}`)
    }
    expect(treeOf(world.actors.values()).map(({ actor, depth }) => `${depth}${actor.name}`)).toEqual([
      '0root',
      '1list',
      '2work',
    ])
    expect(new Set(world.events.map(({ to }) => to.key))).toEqual(new Set(['root/list/work']))
  })

  test('shows nothing at the root that has ended and whose parent is forgotten', () => {
    const world = new World(XSTATE_EVENTS)
    world.apply(actor('root'))
    world.apply({ ...actor('orphan', 'gone'), snapshot: { status: 'done' } })
    expect(treeOf(world.actors.values()).map(({ actor }) => actor.name)).toEqual(['root'])
  })

  test('keeps thousands of events, not millions', () => {
    const world = new World(XSTATE_EVENTS)
    for (let i = 0; i < 20_000; i++)
      world.apply({ ...common, type: '@xstate.event', sessionId: 'a', event: { type: String(i) } })
    expect(world.events.length).toBeLessThanOrEqual(5_500)
    expect(world.events.at(-1)!.event.type).toBe('19999')
  })

  test.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: [1, 2] }, { a: [1, 3] }, ['a.1', 'a']],
    [{ a: 1 }, {}, ['a']],
    [{ a: [] }, { a: {} }, ['a']],
  ])('finds what differs in %j and %j', (before, after, paths) => {
    expect([...differences(before, after)]).toEqual(paths)
  })

  test('reads a state value', () => {
    expect(valueText({ page: { editing: {} }, menu: 'shut' })).toBe('page.editing | menu.shut')
  })
})
