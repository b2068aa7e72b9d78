import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import {
  column,
  component,
  listView,
  region,
  scroll,
  scrollingView,
  tailingView,
  text,
  textInputView,
  type Child,
} from 'actty'
import { LineRing } from 'actty/machines'
import { mount } from 'actty/testing'
import { contents } from '../../support/rows.ts'

const field = textInputView({ keepOpen: true, bare: true })
const ids = ['a', 'b', 'c', 'd', 'e'] as const
const actors = { a: field, b: field, c: field, d: field, e: field }

/** Five fields, each below a label, in a view that an event scrolls; another event adds a row above them. */
const form = setup({
  types: {
    context: {} as { top: number; above: number },
    events: {} as { type: 'scroll'; top: number } | { type: 'grow' },
  },
  actors,
}).createMachine({
  id: 'form',
  context: { top: 0, above: 0 },
  invoke: ids.map((id) => ({ src: id, id, input: {} })),
  on: {
    scroll: { actions: assign({ top: ({ event }) => event.top }) },
    grow: { actions: assign({ above: ({ context }) => context.above + 1 }) },
  },
})
type Form = Parameters<Extract<Parameters<typeof component<typeof form>>[0], object>['view']>[0]

const fields = ({ children, context }: Form, wrap: (field: Child) => Child = (child) => child) =>
  column([
    ...Array.from({ length: context.above }, () => 'more'),
    ...ids.flatMap((id) => [text(`label ${id}`), wrap(region(children[id], { height: 1 }))]),
  ])

const shown = (view: (snapshot: Form) => Child, rows = 4) =>
  mount(
    component({
      logic: form,
      view,
      mouse: (_, { action }) => (action === 'wheel' ? { type: 'scroll', top: 2 } : undefined),
    }),
    { columns: 12, rows },
  )

const byTop = (snapshot: Form) => scroll(fields(snapshot), { from: snapshot.context.top })

describe('what has the focus is brought into view', () => {
  test('by Tab, both ways, no further than it has to', async () => {
    const app = shown(byTop)
    await app.type('1')
    expect(app.screen()).toEqual(['label a', '1', 'label b', ''])
    await app.press('tab', 'tab', '3')
    expect(app.screen()).toEqual(['label b', '', 'label c', '3'])
    await app.press('shift+tab', '2')
    expect(app.screen()).toEqual(['label b', '2', 'label c', '3'])
    await app.press('shift+tab')
    expect(app.screen()).toEqual(['1', 'label b', '2', 'label c'])
    await app.press('shift+tab', '5')
    expect(app.screen()).toEqual(['label d', '', 'label e', '5'])
    expect(await app.unmount()).toEqual([])
  })

  test('if the view says which it is', async () => {
    const app = shown((snapshot) =>
      scroll(
        column(
          ids.flatMap((id) => [
            text(`label ${id}`),
            region(snapshot.children[id], {
              height: 1,
              focus: id === (snapshot.context.top > 0 ? 'e' : 'a'),
            }),
          ]),
        ),
      ),
    )
    app.actor.send({ type: 'scroll', top: 1 })
    await app.advance(16)
    expect(app.screen()).toEqual(['label d', '', 'label e', ''])
    expect(await app.unmount()).toEqual([])
  })

  test('by a click at what is in view in part', async () => {
    const app = shown((snapshot) =>
      scroll(column(ids.map((id) => region(snapshot.children[id], { height: 3 })))),
    )
    await app.click(0, 3)
    await app.type('x')
    expect(app.screen()).toEqual(['', 'x', '', ''])
    expect(await app.unmount()).toEqual([])
  })

  test('after a resize', async () => {
    const app = shown(byTop, 12)
    await app.press('tab', 'tab', 'tab', '4')
    await app.resize(12, 3)
    expect(app.screen()).toEqual(['', 'label d', '4'])
    expect(await app.unmount()).toEqual([])
  })

  test('in scrolled views within one another, and in regions of their own', async () => {
    const app = shown((snapshot) => {
      const halves = (wanted: readonly string[]) =>
        scroll(
          column(
            ids
              .filter((id) => wanted.includes(id))
              .flatMap((id) => [`label ${id}`, region(snapshot.children[id], { height: 1 })]),
          ),
          {
            height: 3,
          },
        )
      return scroll(column([halves(['a', 'b']), text('between'), halves(['c', 'd', 'e'])]))
    }, 4)
    await app.press('tab', 'tab', 'tab', 'tab', '5')
    expect(app.screen()).toEqual(['between', '', 'label e', '5'])
    await app.press('tab', '1')
    expect(app.screen()).toEqual(['1', 'label b', '', 'between'])
    expect(await app.unmount()).toEqual([])
  })

  test('when it takes a key, though the user has scrolled away', async () => {
    const app = shown(byTop)
    await app.wheel('down', 0, 0)
    expect(app.screen()).toEqual(['label b', '', 'label c', ''])
    await app.advance(100)
    await app.type('1')
    expect(app.screen()).toEqual(['1', 'label b', '', 'label c'])
    expect(await app.unmount()).toEqual([])
  })

  test('when something else moves it away, but not when the user does', async () => {
    const app = shown(byTop)
    await app.press('tab', '2')
    app.actor.send({ type: 'grow' })
    await app.advance(16)
    expect(app.screen()).toEqual(['label a', '', 'label b', '2'])
    await app.wheel('down', 0, 0)
    app.actor.send({ type: 'scroll', top: 9 })
    await app.advance(16)
    app.actor.send({ type: 'grow' })
    await app.advance(16)
    expect(app.screen()).toEqual(['label d', '', 'label e', ''])
    expect(await app.unmount()).toEqual([])
  })
})

test('the row of the cursor is in view in a field that is higher than its window', async () => {
  const notes = setup({
    types: { context: {} as { value: string }, events: {} as { type: 'type'; text: string } },
  }).createMachine({
    id: 'notes',
    context: { value: 'one\ntwo\nthree\nfour\nfive' },
    on: { type: { actions: assign({ value: ({ context, event }) => context.value + event.text }) } },
  })
  const keys = {
    text: (_: unknown, { text }: { text: string }) => ({ type: 'type', text }) as const,
    enter: { type: 'type', text: '\n' } as const,
  }
  const own = component({
    logic: notes,
    keys,
    view: ({ context }) => scroll(text(context.value, { cursor: context.value.length })),
  })
  const app = mount(own, { columns: 12, rows: 3 })
  await app.type('!')
  expect(app.screen()).toEqual(['three', 'four', 'five!'])
  await app.press('enter', 'x')
  expect(app.screen()).toEqual(['four', 'five!', 'x'])
  const around = scrollingView(
    component({
      logic: notes,
      keys,
      view: ({ context }) => text(context.value, { cursor: context.value.length }),
    }),
  )
  const other = mount(around, { columns: 12, rows: 3 })
  await other.press('enter', 'y')
  expect(contents(other.screen())).toEqual(['four', 'five', 'y'])
  await other.press('home')
  expect(contents(other.screen())).toEqual(['one', 'two', 'three'])
  await other.press('down')
  expect(contents(other.screen())).toEqual(['two', 'three', 'four'])
  await other.press('z')
  expect(contents(other.screen())).toEqual(['four', 'five', 'yz'])
  await other.press('up')
  expect(contents(other.screen())).toEqual(['three', 'four', 'five'])
  expect(await app.unmount()).toEqual([])
  expect(await other.unmount()).toEqual([])
})

describe('keys and the wheel are taken only where something moves', () => {
  const long = component({
    logic: setup({}).createMachine({ id: 'long' }),
    view: () => column(Array.from({ length: 6 }, (_, index) => `row ${index}`)),
  })
  const inner = scrollingView(long)
  const list = listView<string>({ keepOpen: true })
  const log = tailingView()

  /** A control in four rows of a page of nine, of which six are in view. */
  const page = (control: 'inner' | 'list' | 'log') => {
    const actors = { inner, list, log }
    const lines = new LineRing(
      9,
      [0, 1, 2, 3, 4, 5].map((index) => ({ text: `l${index}`, source: '' })),
    )
    return scrollingView(
      component({
        logic: setup({ actors }).createMachine({
          id: 'page',
          invoke: [
            { src: 'inner', id: 'inner' },
            { src: 'list', id: 'list', input: { items: ['i0', 'i1', 'i2', 'i3', 'i4', 'i5'] } },
            { src: 'log', id: 'log', input: { lines } },
          ],
        }),
        view: ({ children }) =>
          column([
            'top',
            region(children[control] as typeof children.inner, { height: 4 }),
            ...['w', 'x', 'y', 'z'],
          ]),
      }),
    )
  }

  test.each([
    ['inner', 'down', 'row 0', 2],
    ['list', 'down', 'i0', 5],
    ['log', 'up', 'l2', 2],
  ] as const)('%s in a scrolled view: %s', async (control, key, first, times) => {
    const app = mount(page(control), { columns: 16, rows: 6 })
    expect(contents(app.screen())[0]).toBe('top')
    expect(app.screen()[1]).toContain(first)
    for (let i = 0; i < times; i++) await app.press(key)
    expect(contents(app.screen())[0]).toBe('top')
    if (key === 'up') return
    await app.press(key)
    expect(contents(app.screen())[0]).not.toBe('top')
    await app.press('home')
    expect(contents(app.screen())[0]).not.toBe('top')
    await app.press('home')
    expect(contents(app.screen())[0]).toBe('top')
    expect(await app.unmount()).toEqual([])
  })

  test.each(['inner', 'list', 'log'] as const)('%s: the wheel', async (control) => {
    const app = mount(page(control), { columns: 16, rows: 6 })
    if (control === 'log') await app.wheel('up', 0, 2)
    await app.wheel('down', 0, 2)
    expect(contents(app.screen())[0]).toBe('top')
    await app.wheel('down', 0, 2)
    expect(contents(app.screen())[0]).not.toBe('top')
    await app.wheel('up', 0, 0)
    await app.wheel('up', 0, 1)
    await app.wheel('up', 0, 5)
    expect(contents(app.screen())[0]).toBe('top')
    expect(await app.unmount()).toEqual([])
  })
})
