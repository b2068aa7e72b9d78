import { assign, setup, type AnyActorLogic } from 'xstate'
import { expect, test } from 'vitest'
import { announce, column, component, listView, region, text, textInputView, type Component } from 'actty'
import { supervising } from 'actty/machines'
import { mount } from 'actty/testing'
import { contents } from '../../support/rows.ts'

/** A chart that keeps the value of its child, tells its own parent of it, and shows both. */
function keeping(id: string, child: AnyActorLogic, input?: object): Component<AnyActorLogic> {
  const machine = setup({
    types: { context: {} as { value: string }, events: {} as { type: 'child.change'; value: string } },
    actors: { child },
  }).createMachine({
    id,
    context: { value: '' },
    invoke: { src: 'child', id: 'child', input },
    on: { 'child.change': { actions: [assign({ value: ({ event }) => event.value }), announce] } },
  })
  return component({
    logic: machine,
    view: ({ context, children }) => column([text(`${id} ${context.value}`), region(children.child)]),
  })
}

const field = textInputView({ keepOpen: true, name: 'field' })
const list = listView<string>({ keepOpen: true, name: 'list' })
const items = { items: ['red', 'green'] }

test.each([
  {
    what: 'of a text input',
    app: keeping('page', field),
    key: 'a',
    screen: ['page a', 'a'],
    viewed: ['page', 'page/field'],
  },
  {
    what: 'of a list',
    app: keeping('page', list, items),
    key: 'down',
    screen: ['page green', 'red', 'green'],
    viewed: ['page', 'page/list'],
  },
  {
    what: 'of a text input in a pattern',
    app: keeping('page', supervising(field)),
    key: 'a',
    screen: ['page a', 'a'],
    viewed: ['page', 'page/supervising/field'],
  },
  {
    what: 'that goes up through two charts',
    app: keeping('page', keeping('form', field)),
    key: 'a',
    screen: ['page a', 'form a', 'a'],
    viewed: ['page', 'page/form', 'page/form/field'],
  },
  {
    what: 'that goes up through three charts',
    app: keeping('page', keeping('form', keeping('part', field))),
    key: 'a',
    screen: ['page a', 'form a', 'part a', 'a'],
    viewed: ['page', 'page/form', 'page/form/part', 'page/form/part/field'],
  },
])(
  'the change $what is drawn in one frame, and calls each view once',
  async ({ app, key, screen, viewed }) => {
    const mounted = mount(app, { columns: 20, rows: screen.length })
    expect(mounted.frames).toHaveLength(1)
    await mounted.press(key)
    await mounted.advance(1_000)
    expect(contents(mounted.screen())).toEqual(screen)
    const [frame, ...others] = mounted.frames.slice(1)
    expect(others).toEqual([])
    expect(frame!.viewed).toEqual(viewed)
    expect(contents(frame!.screen)).toEqual(screen)
    await mounted.unmount()
  },
)
