import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, region, row, text } from 'actty'
import { mount } from 'actty/testing'

const field = setup({
  types: { context: {} as { typed: string }, events: {} as { type: 'type'; text: string } },
}).createMachine({
  id: 'field',
  context: { typed: '' },
  on: { type: { actions: assign({ typed: ({ context, event }) => context.typed + event.text }) } },
})

const fieldView = component({
  logic: field,
  keys: (_, input) =>
    input.type === 'paste' || input.text !== '' ? { type: 'type', text: input.text } : undefined,
  view: ({ context }, { focused }) => text(`${focused ? '>' : ' '}${context.typed}`),
})

/** Two fields; with `declared`, the state says which of them has the focus. */
const form = (declared: boolean) =>
  component({
    logic: setup({
      types: { events: {} as { type: 'second' }, children: {} as { a: 'field'; b: 'field' } },
      actors: { field },
    }).createMachine({
      id: 'form',
      invoke: [
        { src: 'field', id: 'a' },
        { src: 'field', id: 'b' },
      ],
      initial: 'first',
      states: { first: { on: { second: 'second' } }, second: {} },
    }),
    keys: { 'ctrl+n': { type: 'second' } },
    view: ({ children, value }) =>
      row([
        region(children.a, fieldView, { width: 8, focus: declared ? value === 'first' : undefined }),
        region(children.b, fieldView, { width: 8, focus: declared ? value === 'second' : undefined }),
      ]),
  })

describe('keys go first to the region with the focus', () => {
  test("which Tab moves if the view doesn't declare it", async () => {
    const app = mount(form(false), { columns: 20, rows: 1 })
    await app.type('ab')
    expect(app.screen()).toEqual(['>ab'])
    await app.press('tab')
    await app.type('cd')
    expect(app.screen()).toEqual([' ab     >cd'])
    await app.press('tab')
    expect(app.screen()).toEqual(['>ab      cd'])
    await app.press('shift+tab')
    expect(app.screen()).toEqual([' ab     >cd'])
  })

  test('which the state decides if the view declares it', async () => {
    const app = mount(form(true), { columns: 20, rows: 1 })
    await app.press('a', 'tab', 'b', 'ctrl+n', 'c')
    expect(app.screen()).toEqual([' ab     >c'])
  })

  test('which a key moves before the next key of the same burst', async () => {
    const app = mount(form(true), { columns: 20, rows: 1 })
    app.terminal.send('a\x0eb')
    await app.advance(0)
    expect(app.screen()).toEqual([' a      >b'])
  })

  test('which a click moves', async () => {
    const clickable = component({ ...fieldView, mouse: () => undefined })
    const app = mount(
      component({
        logic: setup({
          types: { children: {} as { a: 'field'; b: 'field' } },
          actors: { field },
        }).createMachine({
          invoke: [
            { src: 'field', id: 'a' },
            { src: 'field', id: 'b' },
          ],
        }),
        view: ({ children }) => column([region(children.a, clickable), region(children.b, clickable)]),
      }),
      { columns: 8, rows: 2 },
    )
    expect(app.screen()).toEqual(['>', ' '.trim()])
    await app.click(3, 1)
    expect(app.screen()).toEqual(['', '>'])
  })

  test('and a paste too, as one event', async () => {
    const app = mount(form(false), { columns: 20, rows: 1 })
    await app.paste('q\x1b[A')
    expect(app.screen()).toEqual(['>q␛[A'])
  })

  test('and what it does not take goes on to the region around', async () => {
    const app = mount(form(true), { columns: 20, rows: 1 })
    await app.press('ctrl+n')
    expect(app.snapshot().value).toBe('second')
  })
})

describe('a region keeps the focus', () => {
  /** Fields by their ids, in an order that an event says, shown by one of two components, each with a field inside. */
  const face = (mark: string) =>
    component({
      ...fieldView,
      name: mark,
      view: ({ context }, { focused }) => `${focused ? mark : ' '}${context.typed}`,
    })
  const inner = { light: face('l'), dark: face('d') }
  const pane = setup({ types: { children: {} as { field: 'field' } }, actors: { field } }).createMachine({
    id: 'pane',
    invoke: { src: 'field', id: 'field' },
  })
  const around = (theme: 'light' | 'dark') =>
    component({ logic: pane, name: theme, view: ({ children }) => region(children.field, inner[theme]) })
  const panes = { light: around('light'), dark: around('dark') }
  type Panes = { order: string[]; theme: 'light' | 'dark'; restarts: number }
  const page = setup({
    types: {
      context: {} as Panes,
      events: {} as ({ type: 'show' } & Partial<Panes>) | { type: 'restart' },
      children: {},
    },
    actors: { pane },
  }).createMachine({
    id: 'page',
    context: { order: ['a', 'b'], theme: 'light', restarts: 0 },
    invoke: ['a', 'c'].map((id) => ({ src: 'pane' as const, id })),
    initial: 'running',
    states: {
      running: { invoke: { src: 'pane', id: 'b' }, on: { restart: { target: 'running', reenter: true } } },
    },
    on: { show: { actions: assign(({ context, event }) => ({ ...context, ...event })) } },
  })
  const pageView = component({
    logic: page,
    view: ({ context: { order, theme }, children }) =>
      row(order.map((id) => region(children[id], panes[theme], { width: 5 }))),
  })

  test('when another component shows it, and what is in it', async () => {
    const app = mount(pageView, { columns: 15, rows: 1 })
    await app.press('tab', 'x')
    expect(app.screen()).toEqual(['      lx'.slice(1)])
    app.actor.send({ type: 'show', theme: 'dark' })
    await app.advance(16)
    await app.press('y')
    expect(app.screen()).toEqual(['     dxy'])
    expect(app.frames.map(({ viewed }) => viewed)).toContainEqual([
      'page',
      'page/dark',
      'page/dark/d',
      'page/dark#2',
      'page/dark#2/d',
    ])
    expect(await app.unmount()).toEqual([])
  })

  test('when its actor is started again under the same id', async () => {
    const app = mount(pageView, { columns: 15, rows: 1 })
    await app.press('tab', 'x')
    app.actor.send({ type: 'restart' })
    await app.advance(16)
    await app.press('y')
    expect(app.screen()).toEqual(['     ly'])
    expect(await app.unmount()).toEqual([])
  })

  test('when others come before it, or it moves', async () => {
    const app = mount(pageView, { columns: 15, rows: 1 })
    await app.press('x')
    app.actor.send({ type: 'show', order: ['c', 'b', 'a'] })
    await app.advance(16)
    await app.press('y')
    expect(app.screen()).toEqual(['          lxy'])
    expect(await app.unmount()).toEqual([])
  })

  test('and the one before has it when it is gone', async () => {
    const app = mount(pageView, { columns: 15, rows: 1 })
    app.actor.send({ type: 'show', order: ['a', 'b', 'c'] })
    await app.press('tab', 'x', 'tab', 'y')
    app.actor.send({ type: 'show', order: ['a', 'b'] })
    await app.advance(16)
    expect(app.screen()).toEqual(['     lx'])
    expect(await app.unmount()).toEqual([])
  })
})

test('a key whose event the snapshot cannot take goes on to the region around', async () => {
  const inner = setup({ types: { events: {} as { type: 'save' } } }).createMachine({
    id: 'inner',
    initial: 'clean',
    states: { clean: {}, dirty: { on: { save: 'clean' } } },
  })
  const innerView = component({ logic: inner, keys: { s: { type: 'save' } }, view: () => text('inner') })
  const outer = setup({
    types: { events: {} as { type: 'search' }, children: {} as { inner: 'inner' } },
    actors: { inner },
  }).createMachine({
    invoke: { src: 'inner', id: 'inner' },
    initial: 'idle',
    states: { idle: { on: { search: 'searching' } }, searching: {} },
  })
  const app = mount(
    component({
      logic: outer,
      keys: { s: { type: 'search' } },
      view: ({ children }) => region(children.inner, innerView),
    }),
  )
  await app.press('s')
  expect(app.snapshot().value).toBe('searching')
})

describe('the mouse', () => {
  const list = setup({
    types: { context: {} as { at: string }, events: {} as { type: 'at'; x: number; y: number } },
  }).createMachine({
    id: 'list',
    context: { at: '' },
    on: { at: { actions: assign({ at: ({ event }) => `${event.x},${event.y}` }) } },
  })
  const listView = component({
    logic: list,
    mouse: (_, { action, x, y }) => (action === 'press' ? { type: 'at', x, y } : undefined),
    view: ({ context }) => text(`at ${context.at}`),
  })
  const screen = component({
    logic: setup({ types: { children: {} as { list: 'list' } }, actors: { list } }).createMachine({
      invoke: { src: 'list', id: 'list' },
    }),
    view: ({ children }) =>
      column([text('title'), row([text('| '), region(children.list, listView, { grow: 1 })])]),
  })

  test('is in cells of the region', async () => {
    const app = mount(screen, { columns: 20, rows: 2 })
    await app.click(5, 1)
    expect(app.screen()[1]).toBe('| at 3,0')
  })

  test('is switched on only if a component has a use for it', () => {
    const has = mount(screen)
    expect(has.takeBytes()).toContain('\x1b[?1006h')
    const hasNot = mount(form(false))
    expect(hasNot.takeBytes()).not.toContain('\x1b[?1006h')
  })
})
