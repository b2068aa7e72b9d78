import { createStore } from '@xstate/store'
import { assign, createActor, setup, toPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, region, text, valueOf } from 'actty'
import { deadline, retrying, supervising } from 'actty/machines'
import { mount } from 'actty/testing'

const counter = setup({
  types: {
    context: {} as { readonly value: number },
    events: {} as { readonly type: 'up' | 'end' },
    input: {} as { readonly from: number } | undefined,
    output: {} as number,
  },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ value: input?.from ?? 0 }),
  initial: 'counting',
  states: {
    counting: {
      on: {
        up: { actions: assign({ value: ({ context }) => context.value + 1 }), description: 'Count' },
        end: 'ended',
      },
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => context.value,
})

const counterView = component({
  logic: counter,
  keys: { u: { type: 'up' }, e: { type: 'end' } },
  view: ({ context }) => text(`count ${context.value}`),
})

const parent = setup({ actors: { count: counterView } }).createMachine({
  id: 'parent',
  initial: 'shown',
  states: { shown: { invoke: { src: 'count', id: 'count' } } },
})

/** A component whose region needs the actor only. */
const parentView = component({
  logic: parent,
  view: ({ children }) => column(['parent', region(children.count)]),
})

describe('a component is actor logic', () => {
  test('that runs without a screen', async () => {
    const actor = createActor(counterView, { input: { from: 3 } }).start()
    actor.send({ type: 'up' })
    actor.send({ type: 'end' })
    expect(await toPromise(actor)).toBe(4)
  })

  test('that is shown by its own view, with its own keys', async () => {
    const app = mount(parentView, { columns: 10, rows: 2 })
    expect(app.screen()).toEqual(['parent', 'count 0'])
    await app.press('u')
    expect(app.screen()).toEqual(['parent', 'count 1'])
    await app.unmount()
  })

  test('in patterns, three deep', async () => {
    const work = supervising(retrying(deadline(counterView, 60_000), { maxAttempts: 2 }))
    const app = mount(
      component({
        logic: setup({ actors: { work } }).createMachine({ id: 'app', invoke: { src: 'work', id: 'work' } }),
        view: ({ children }) => region(children.work),
      }),
      { columns: 10, rows: 1 },
    )
    await app.press('u', 'u')
    expect(app.screen()).toEqual(['count 2'])
    await app.unmount()
  })

  test('that keeps its face when it is restored', async () => {
    const first = createActor(parentView).start()
    first.getSnapshot().children.count!.send({ type: 'up' })
    const saved: unknown = JSON.parse(JSON.stringify(first.getPersistedSnapshot()))
    first.stop()
    const again = createActor(parentView, { snapshot: saved as never }).start()
    const child = again.getSnapshot().children.count!
    const host = component({ logic: setup({}).createMachine({}), view: () => region(child) })
    const app = mount(host, { columns: 10, rows: 1 })
    expect(app.screen()).toEqual(['count 1'])
    await app.unmount()
    again.stop()
  })

  test("whose copy isn't logic: it says so, and a component of the copy is", async () => {
    const copy = { ...counterView }
    const actor = createActor(copy)
    actor.subscribe({ error: () => {} })
    actor.start()
    expect(String(actor.getSnapshot().error)).toMatch(
      /a copy of the component counter .* isn't actor logic: make a component of it, component\(\{ \.\.\.counter, view \}\)/,
    )
    const app = mount(component({ ...counterView, view: ({ context }) => text(`= ${context.value}`) }), {
      columns: 10,
      rows: 1,
    })
    await app.press('u')
    expect(app.screen()).toEqual(['= 1'])
    await app.unmount()
  })

  test('that cannot be changed', () => {
    expect(Object.isFrozen(counterView)).toBe(true)
    expect(Object.getPrototypeOf(counterView)).toBe(counter)
  })
})

describe('a region of an actor without a view', () => {
  test('fails when it is drawn, and says which actor and what to do', async () => {
    const app = mount(
      component({ ...parentView, logic: parent.provide({ actors: { count: counter as never } }) }),
      { columns: 10, rows: 2 },
    )
    await expect(app.result).rejects.toMatchObject({
      message: expect.stringContaining('parent'),
      cause: {
        message: expect.stringMatching(
          /the actor 'count' has no view of its own\. Use region\(ref, component\), or put a component/,
        ),
      },
    })
    await app.unmount()
  })

  test('is a store: its component is named', () => {
    const store = createStore({ context: { n: 1 }, on: {} })
    expect(() => region(store)).toThrow(/a store, or an actor elsewhere, has no view of its own/)
  })
})

describe('valueOf', () => {
  const form = (view: 'reads' | 'does not') =>
    component({
      logic: setup({
        types: { context: {} as { sent: number }, events: {} as { type: 'send'; value: number } },
        actors: { count: counterView },
      }).createMachine({
        id: 'form',
        context: { sent: 0 },
        invoke: { src: 'count', id: 'count' },
        on: { send: { actions: assign({ sent: ({ event }) => event.value }) } },
      }),
      keys: { s: ({ children }) => ({ type: 'send', value: valueOf(children.count) ?? -1 }) },
      view: ({ context, children }) =>
        column([
          `sent ${context.sent}`,
          view === 'reads' && `${valueOf(children.count)}`,
          region(children.count),
        ]),
    })

  test('is the value of a child, for the events of keys', async () => {
    const app = mount(form('does not'), { columns: 10, rows: 2 })
    await app.press('u', 'u', 's')
    expect(app.screen()).toEqual(['sent 2', 'count 2'])
    await app.unmount()
  })

  test('is undefined without a child', () => {
    expect(valueOf(undefined)).toBeUndefined()
  })

  test('throws in a view, and says what to do', async () => {
    const app = mount(form('reads'), { columns: 10, rows: 3 })
    await expect(app.result).rejects.toMatchObject({
      cause: {
        message: expect.stringMatching(/valueOf in the view of form: .* on the event 'count\.change'/),
      },
    })
    await app.unmount()
  })
})
