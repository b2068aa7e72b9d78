import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, listView, region, text, type Changes } from 'actty'
import { splitView, tabsView, type SplitViewOptions } from 'actty/data'
import { mount } from 'actty/testing'

const page = (name: string) =>
  component({
    name,
    logic: setup({}).createMachine({ id: name }),
    view: (_, { columns, rows }) => text(`${name} ${columns}x${rows}`),
  })
const panes = { left: page('left'), right: page('right') }
const options = { bothFrom: 20, min: { left: 8, right: 8 } } as const
const shown = (more: SplitViewOptions<'left' | 'right'> = {}, columns = 41, rows = 3) =>
  mount(splitView(panes, { ...options, ...more }), { columns, rows })

describe('the divider', () => {
  test('gives each pane its share, also at other sizes', async () => {
    const app = shown({ share: 0.25 })
    expect(app.screen()).toEqual(['left 10x3 │right 30x3', '          │', '          │'])
    await app.resize(81, 1)
    expect(app.screen()).toEqual(['left 20x1           │right 60x1'])
    expect(await app.unmount()).toEqual([])
  })

  test.each([
    ['alt+right', 'left 22x3'],
    ['alt+left', 'left 18x3'],
    ['alt+left '.repeat(9), 'left 8x3'],
    ['alt+right '.repeat(9), 'left 32x3'],
    ['alt+z', 'right 40x3'],
    ['alt+right alt+z alt+z', 'left 22x3'],
  ])('is moved by %s: %s', async (keys, first) => {
    const app = shown()
    await app.press(...keys.trim().split(' '))
    expect(app.screen()[0]).toContain(first)
    expect(await app.unmount()).toEqual([])
  })

  test('is dragged, no further than the smallest sizes; far beyond that, the first pane is hidden', async () => {
    const app = shown()
    await app.mouse('press', 20, 1)
    await app.mouse('move', 12, 1)
    expect(app.screen()[0]).toBe('left 12x3   │right 28x3')
    expect(app.styledScreen()[0]).toContain('<focus>│')
    await app.mouse('move', 39, 1)
    expect(app.screen()[0]).toContain('left 32x3')
    await app.mouse('move', 5, 1)
    expect(app.screen()[0]).toContain('left 8x3')
    await app.mouse('move', 1, 1)
    expect(app.screen()[0]).toBe('│right 40x3')
    await app.mouse('release', 1, 1)
    await app.drag([0, 0], [15, 0])
    expect(app.screen()[0]).toBe('left 15x3      │right 25x3')
    await app.mouse('move', 20, 1)
    expect(app.screen()[0]).toContain('left 15x3')
    expect(await app.unmount()).toEqual([])
  })

  test('is a line across, between panes that stand one above the other', async () => {
    const app = mount(splitView(panes, { direction: 'column', min: { left: 2, right: 2 }, bothFrom: 7 }), {
      columns: 12,
      rows: 9,
    })
    expect(app.screen()[4]).toBe('────────────')
    await app.press('alt+up')
    expect(app.screen().map((row) => row.slice(0, 6))).toEqual([
      'left 1',
      '',
      '',
      '──────',
      'right ',
      '',
      '',
      '',
      '',
    ])
    await app.drag([3, 3], [3, 6])
    expect(app.screen()[6]).toBe('────────────')
    expect(await app.unmount()).toEqual([])
  })
})

describe('where there is not enough room for both', () => {
  test('there is one, and the arrows and clicks show the other', async () => {
    const app = shown({ titles: { left: 'Left' } }, 19)
    expect(app.screen()).toEqual([' Left  right', 'left 19x2', ''])
    await app.press('right')
    expect(app.screen()[1]).toBe('right 19x2')
    await app.click(2, 0)
    expect(app.screen()[1]).toBe('left 19x2')
    await app.press('alt+right', 'alt+z')
    expect(app.screen()[1]).toBe('left 19x2')
    await app.resize(20, 3)
    expect(app.screen()[0]).toBe('left 10x3 │right 9x3')
    expect(await app.unmount()).toEqual([])
  })
})

test('panes may be split again, and Tab goes from pane to pane', async () => {
  const list = () => listView<string>({ keepOpen: true })
  const right = splitView(
    { top: list(), bottom: list() },
    { direction: 'column', bothFrom: 5, min: { top: 1, bottom: 1 } },
  )
  const app = mount(splitView({ list: list(), right }, { bothFrom: 20 }), {
    columns: 31,
    rows: 7,
    input: {
      list: { items: ['a', 'b'] },
      right: { top: { items: ['c', 'd'] }, bottom: { items: ['e', 'f'] } },
    },
  })
  await app.press('down', 'tab', 'down', 'tab', 'down', 'alt+left')
  expect(app.screen()).toEqual([
    '  a          │  c',
    '▌ b          │▌ d',
    '             │',
    '             │─────────────────',
    '             │  e',
    '             │▌ f',
    '             │',
  ])
  expect(await app.unmount()).toEqual([])
})

test('its parent is told the share, and can give it back', async () => {
  const actors = { main: splitView(panes, options) }
  const told: number[] = []
  const parent = component({
    logic: setup({ types: { events: {} as Changes<typeof actors> }, actors }).createMachine({
      invoke: { src: 'main', id: 'main' },
      on: { 'main.change': { actions: ({ event }) => told.push(event.value) } },
    }),
    view: ({ children }) => column([region(children.main, { grow: 1 })]),
  })
  const app = mount(parent, { columns: 41, rows: 4 })
  await app.press('alt+right', 'alt+z', 'alt+z')
  expect(told).toEqual([0.5, 0.55, 0, 0.55])
  app.snapshot().children.main!.send({ type: 'set', share: 0.25 })
  await app.advance(20)
  expect(app.screen()[0]).toContain('left 10x4')
  app.snapshot().children.main!.send({ type: 'set', share: 2 })
  await app.advance(20)
  expect(app.screen()[0]).toContain('left 10x4')
  expect(await app.unmount()).toEqual([])
})

test.each([
  [() => splitView({ one: page('one') } as never), 'split: it takes two panes'],
  [() => splitView({ ...panes, third: page('third') } as never), 'split: it takes two panes'],
  [() => splitView(panes, { share: 1.5 }), 'split: share is from 0 to 1, not 1.5'],
  [() => splitView(panes, { share: NaN }), 'split: share is from 0 to 1, not NaN'],
  [
    () => splitView(panes, { min: { left: 1.5 } }),
    "split: the smallest size of 'left' is a whole number of cells",
  ],
  [
    () => splitView(panes, { min: { middle: 3 } as never }),
    "split: there is no pane 'middle' for 'min', only left and right",
  ],
])('says what is wrong: %s', (make, message) => {
  expect(make).toThrow(message)
})

test('what panels tell of their values reaches the parent, however deep they are', async () => {
  const letters = listView<string>({ keepOpen: true })
  const inner = tabsView({ letters })
  const outer = splitView({ inner, other: listView<string>({ keepOpen: true }) })
  const heard: unknown[] = []
  const app = mount(
    component({
      logic: setup({
        types: { events: {} as Changes<{ letters: typeof letters }> },
        actors: { outer },
      }).createMachine({
        invoke: {
          src: 'outer',
          id: 'outer',
          input: { inner: { letters: { items: ['a', 'b'] } }, other: { items: [] } },
        },
        on: { 'letters.change': { actions: ({ event }) => heard.push(event.value) } },
      }),
      view: ({ children }) => region(children.outer),
    }),
    { columns: 80, rows: 6 },
  )
  await app.press('down')
  expect(heard).toEqual(['a', 'b'])
  expect(await app.unmount()).toEqual([])
})
