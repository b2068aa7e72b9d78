import { createStore } from '@xstate/store'
import { setup } from 'xstate'
import { expectTypeOf, test } from 'vitest'
import {
  box,
  column,
  component,
  grid,
  grow,
  layer,
  lines,
  modal,
  overlay,
  pane,
  region,
  row,
  scroll,
  text,
  type AnyComponent,
  type Child,
  type LineSource,
  type Node,
} from 'actty'

/* These are checked by the compiler (`npm run types`). */

const logic = setup({
  types: {
    context: {} as { n: number },
    events: {} as { type: 'up' } | { type: 'down'; by: number },
  },
}).createMachine({ id: 'counter', context: { n: 0 } })

const up = () => text('up', { press: { type: 'up' } })
const down = (by: number) => text('down', { press: { type: 'down', by } })

test('nodes say whose events they send, whatever is around them', () => {
  const views: readonly (() => Child<{ type: 'up' } | { type: 'down'; by: number }>)[] = [
    () => 'no node',
    () => row([up(), down(1)]),
    () =>
      column({ gap: 1, press: { type: 'up' } }, [down(2), 'x', false, box([pane({ title: 'x' }, [up()])])]),
    () =>
      overlay([scroll(up()), modal(box([down(1)])), layer(grow(up()), { press: { type: 'down', by: 1 } })]),
    () => grid([[up(), down(1)], ['x']]),
    () => lines({ length: 3, at: (by) => (by > 1 ? row({ press: { type: 'down', by } }, ['x']) : up()) }),
    () => lines(['a', 'b'], { press: { type: 'up' } }),
    () => column([1, 2].map((by) => (by > 1 ? down(by) : up()))),
    () => row([1, 2].length > 1 ? [up(), up()] : [row([down(1)])]),
    () => row([]),
  ]
  for (const view of views) component({ logic, view })
  expectTypeOf(row([up(), text('x')]).sizing.press).toEqualTypeOf<{ readonly type: 'up' } | undefined>()
})

test('a press is an event that the logic has', () => {
  // @ts-expect-error -- there is no such event
  component({ logic, view: () => text('x', { press: { type: 'tpyo' } }) })
  // @ts-expect-error -- there is no such event, deep in the view
  component({ logic, view: () => column([up(), pane([grow(text('x', { press: { type: 'tpyo' } }))])]) })
  // @ts-expect-error -- the event has a number with it
  component({ logic, view: () => row([up(), text('x', { press: { type: 'down' } })]) })
  // @ts-expect-error -- in a line
  component({ logic, view: () => lines({ length: 1, at: () => text('x', { press: { type: 'tpyo' } }) }) })
  // @ts-expect-error -- in a layer
  component({ logic, view: () => overlay([up(), modal(text('x', { press: { type: 'tpyo' } }))]) })
  // @ts-expect-error -- in one of two views
  component({ logic, view: ({ context }) => (context.n > 1 ? up() : text('x', { press: { type: 'tpyo' } })) })
})

test('the events of a component inside are its own', () => {
  const inner = component({ logic, view: () => down(1) })
  const outer = setup({ types: { events: {} as { type: 'opened' } }, actors: { inner } }).createMachine({
    invoke: { src: 'inner', id: 'inner' },
  })
  component({
    logic: outer,
    view: ({ children }) =>
      column([region(children.inner, { press: { type: 'opened' } }), region(children.inner)]),
  })
  // @ts-expect-error -- that is an event of the component inside
  component({ logic: outer, view: ({ children }) => region(children.inner, { press: { type: 'up' } }) })
})

test('a store has its events, and what is selected from one has none', () => {
  const store = createStore({
    context: { n: 0 },
    on: { add: ({ n }, { by }: { by: number }) => ({ n: n + by }) },
  })
  component({ logic: store, view: () => text('x', { press: { type: 'add', by: 1 } }) })
  // @ts-expect-error -- there is no such event
  component({ logic: store, view: () => text('x', { press: { type: 'remove' } }) })
  const selected = store.select(({ n }) => n)
  component({ logic: selected, view: (n) => text(n) })
  // @ts-expect-error -- nothing can be sent to it
  component({ logic: selected, view: () => text('x', { press: { type: 'add', by: 1 } }) })
})

test('what does not say whose events it has is not checked', () => {
  const shown = (): Node => text('x', { press: { type: 'anything' } })
  const children: Child[] = [shown(), 'x']
  const source: LineSource = ['a']
  const other: AnyComponent = component({ logic, view: up })
  const selected = createStore({ context: { n: 0 }, on: {} }).select(({ n }) => n)
  component({ logic, view: () => column([shown(), ...children, lines(source), down(1)]) })
  component({ logic, view: (snapshot, info) => other.view(snapshot, info) })
  component({ logic: selected, view: () => column([shown()]) })
})
