import { createStore } from '@xstate/store'
import { describe, expect, test } from 'vitest'
import { createActor, fromPromise, setup, type AnyStateMachine } from 'xstate'
import {
  column,
  component,
  fetchingView,
  lines,
  region,
  stateChips,
  type AnyRef,
} from '../../../src/app/index.ts'
import { mount } from '../../../src/app/testing/index.ts'
import { fetching, supervising } from '../../../src/machines/index.ts'

/** The states of a machine, in a row. */
function chips(child: AnyStateMachine, columns: number, glyphs: 'ascii' | 'unicode' = 'unicode') {
  const shown = component({
    logic: setup({ actors: { child } }).createMachine({
      id: 'outer',
      invoke: { src: 'child', id: 'child', input: undefined },
    }),
    view: ({ children }) => stateChips(children.child),
  })
  return mount(shown, { columns, rows: 1, glyphs })
}

const door = () =>
  setup({ types: { events: {} as { type: 'open' | 'close' | 'lock' | 'break' } } }).createMachine({
    id: 'door',
    initial: 'closed',
    states: {
      closed: { on: { open: 'open', lock: 'locked' } },
      open: { on: { close: 'closed', break: 'broken' } },
      locked: { on: { open: 'closed' } },
      broken: { type: 'final' },
    },
  })

const nested = () =>
  setup({}).createMachine({
    id: 'nested',
    type: 'parallel',
    states: {
      network: { initial: 'online', states: { online: {}, offline: {} } },
      upload: { initial: 'busy', states: { busy: { initial: 'sending', states: { sending: {} } } } },
      bare: {},
    },
  })

const send = async (app: ReturnType<typeof chips>, type: string) => {
  const { child } = app.snapshot().children as unknown as { child: AnyRef }
  child.send({ type })
  await app.advance(20)
}

describe('the states of a machine', () => {
  test('stand in the order of its chart, the current one lit, with arrows between neighbors', async () => {
    const app = chips(door(), 60)
    expect(app.screen()).toEqual([' closed  ⇄  open    locked    broken'])
    expect(app.styledScreen()[0]).toMatch(
      /<on accent> <\/><bold on accent>closed<\/><on accent> <\/> <faint>⇄<\/> /,
    )
    await send(app, 'open')
    expect(app.styledScreen()[0]).toMatch(/<muted on raised>closed<\/>.*<bold on accent>open</)
    await send(app, 'break')
    expect(app.styledScreen()[0]).toContain('<bold on accent>broken<')
    expect(await app.unmount()).toEqual([])
  })

  test('are those around the current one, if there is not enough room', async () => {
    const app = chips(door(), 20)
    expect(app.screen()).toEqual([' closed  ⇄  open  …'])
    await send(app, 'lock')
    expect(app.screen()).toEqual(['…  locked    broken'])
    await app.resize(8, 1)
    expect(app.screen()).toEqual([' locked'])
    await app.resize(4, 1)
    expect(app.screen()).toEqual([' lo…'])
    expect(await app.unmount()).toEqual([])
  })

  test('are ASCII, if the terminal needs that', async () => {
    const app = chips(door(), 20, 'ascii')
    expect(app.screen()).toEqual([' closed  <>  open  ~'])
    expect(await app.unmount()).toEqual([])
  })

  test('are one for each region of a parallel chart, with its current state', async () => {
    const app = chips(nested(), 60)
    expect(app.screen()).toEqual([' network online    upload busy.sending    bare'])
    expect(await app.unmount()).toEqual([])
  })
})

test('a pattern has the states of its chart, and is drawn beside its own view', async () => {
  let answer: ((rows: string[]) => void) | undefined
  const load = fromPromise(() => new Promise<string[]>((resolve) => (answer = resolve)))
  const users = fetchingView(fetching(load), lines)
  const app = mount(
    component({
      logic: setup({ actors: { users: supervising(users) } }).createMachine({
        id: 'page',
        invoke: { src: 'users', id: 'users' },
      }),
      view: ({ children }) =>
        column([
          region(children.users, { grow: 1 }),
          stateChips(children.users?.getSnapshot().children.work),
        ]),
    }),
    { columns: 80, rows: 4 },
  )
  expect(app.screen()[3]).toContain(' loading ')
  expect(app.styledScreen()[3]).toContain('<bold on accent>loading<')
  const before = app.frames.length
  answer!(['Ada'])
  await app.advance(20)
  expect(app.styledScreen()[3]).toContain('<bold on accent>loaded<')
  expect(app.frames.length).toBe(before + 1)
  expect(await app.unmount()).toEqual([])
})

test('an actor without a chart has none', () => {
  const promise = createActor(
    fromPromise(() => Promise.resolve(1)),
    { id: 'load' },
  )
  expect(() => stateChips(promise as AnyRef)).toThrow(
    "stateChips: the actor 'load' has no states to show. Use it for actors that run a machine or a pattern",
  )
  const store = createStore({ context: {}, on: {} })
  expect(() => stateChips(store as unknown as AnyRef)).toThrow('stateChips: a store has no states to show')
  expect(stateChips(undefined)).toBe(undefined)
})
