import { createActor, type OutputFrom } from 'xstate'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { menu, type MenuEvent } from 'actty/data'
import { SimulatedClock } from 'xstate'

const file = menu({
  title: 'File',
  items: [
    { heading: 'File' },
    { id: 'open', title: 'Open' },
    { id: 'save', title: 'Save', disabled: 'nothing has changed' },
    'separator',
    {
      id: 'other',
      title: 'Other',
      items: [
        { id: 'pdf', title: 'PDF' },
        { id: 'png', title: 'PNG' },
      ],
    },
    { id: 'openLast', title: 'open the last' },
  ],
})

const opened = () => {
  const clock = new SimulatedClock()
  const actor = createActor(file, { clock }).start()
  const does = (...events: readonly MenuEvent[]) => {
    for (const event of events) actor.send(event)
    return actor.getSnapshot()
  }
  return { actor, clock, does, at: () => does().context.path.map(({ at }) => at) }
}

const down: MenuEvent = { type: 'move', by: 1 }
const up: MenuEvent = { type: 'move', by: -1 }

describe('what is selected', () => {
  test.each<[string, MenuEvent[], number[]]>([
    ['first, the first item that can be chosen', [], [1]],
    ['passes over what is disabled, and separators', [down], [4]],
    ['goes round at the end', [down, down, down], [1]],
    ['goes round at the beginning', [up], [5]],
    ['the last one', [{ type: 'last' }], [5]],
    ['the first one', [down, { type: 'first' }], [1]],
    ['by a letter, the next that begins with it', [{ type: 'type', text: 'o' }], [4]],
    [
      'by letters',
      [
        { type: 'type', text: 'o' },
        { type: 'type', text: 'p' },
      ],
      [5],
    ],
    ['nothing by a letter of what is disabled', [{ type: 'type', text: 's' }], [1]],
    ['what the pointer is on', [{ type: 'point', id: 'other' }], [4]],
    ['not what is disabled', [{ type: 'point', id: 'save' }], [1]],
    ['in a submenu', [down, { type: 'open' }, down], [4, 1]],
    ['in a submenu that is opened by its id', [{ type: 'choose', id: 'other' }], [4, 0]],
    ['outside, which closes the submenu', [down, { type: 'choose' }, { type: 'point', id: 'open' }], [1]],
    [
      'what has opened the submenu, which stays open',
      [down, { type: 'open' }, { type: 'point', id: 'other' }],
      [4, 0],
    ],
    ['before the submenu was opened', [down, { type: 'open' }, down, { type: 'back' }], [4]],
    ['nothing of a submenu that is closed', [{ type: 'point', id: 'pdf' }], [1]],
  ])('%s', (_, events, expected) => {
    const { does, at } = opened()
    does(...events)
    expect(at()).toEqual(expected)
  })

  test('letters belong together for a second', () => {
    const { does, at, clock } = opened()
    does({ type: 'type', text: 'o' })
    clock.increment(1_000)
    does({ type: 'type', text: 'p' })
    expect(at()).toEqual([4])
  })
})

describe('it ends', () => {
  test.each<[string, MenuEvent[], string | undefined]>([
    ['with the id of the selected item', [{ type: 'choose' }], 'open'],
    ['with an id', [{ type: 'choose', id: 'png' }], 'png'],
    ['with that of an item in a submenu', [down, { type: 'choose' }, { type: 'choose' }], 'pdf'],
    ['without one', [{ type: 'leave' }], undefined],
  ])('%s', (_, events, output) => {
    const { actor, does } = opened()
    does(...events)
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', output })
  })

  test('not with what is disabled, but it takes that event: Enter is not for what is around', () => {
    const { actor, does } = opened()
    expect(actor.getSnapshot().can({ type: 'choose', id: 'save' })).toBe(true)
    expect(does({ type: 'choose', id: 'save' }).status).toBe('active')
    expect(actor.getSnapshot().can({ type: 'choose', id: 'nothing' })).toBe(false)
  })

  test('and its output is one of the ids', () => {
    expectTypeOf<OutputFrom<typeof file>>().toEqualTypeOf<
      'open' | 'save' | 'pdf' | 'png' | 'openLast' | undefined
    >()
  })
})

test('the window follows what is selected, and shows the heading with the first item', () => {
  const items = [
    { heading: 'Numbers' },
    ...Array.from({ length: 20 }, (_, i) => ({ id: `n${i}`, title: `${i}` })),
  ]
  const actor = createActor(menu({ items })).start()
  const top = (...events: MenuEvent[]) => {
    for (const event of events) actor.send(event)
    return actor.getSnapshot().context.path[0]
  }
  expect(top({ ...up, rows: 5 })).toEqual({ at: 20, top: 16 })
  expect(top({ type: 'first', rows: 5 })).toEqual({ at: 1, top: 0 })
  expect(top({ type: 'scroll', by: 3, rows: 5 })).toEqual({ at: 3, top: 3 })
  expect(top({ type: 'scroll', by: 99, rows: 5 })).toEqual({ at: 16, top: 16 })
  expect(top({ type: 'scroll', by: -99, rows: 5 })).toEqual({ at: 4, top: 0 })
})

test('a menu of nothing but headings has nothing to choose', () => {
  const actor = createActor(menu({ items: [{ heading: 'Nothing' }] })).start()
  for (const event of [
    down,
    up,
    { type: 'choose' },
    { type: 'open' },
    { type: 'type', text: 'n' },
  ] as MenuEvent[])
    actor.send(event)
  expect(actor.getSnapshot()).toMatchObject({ status: 'active', context: { path: [{ at: -1, top: 0 }] } })
})

test('two items have different ids, also in submenus and in what a function returns', () => {
  const items = [{ id: 'a', title: 'A', items: [{ id: 'a', title: 'A' }] }] as const
  expect(() => menu({ items })).toThrow("menu: two items have the id 'a'")
  const made = createActor(menu({ items: () => items }))
  made.subscribe({ error: () => {} })
  expect(made.getSnapshot()).toMatchObject({
    status: 'error',
    error: { message: expect.stringContaining("the id 'a'") as unknown },
  })
})
