import { fromPromise, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, listView, region, text, textInputView, type Changes } from 'actty'
import { tabsView } from 'actty/data'
import { mount } from 'actty/testing'

const begun: string[] = []
const page = (name: string) =>
  component({
    name,
    logic: setup({}).createMachine({
      id: name,
      entry: () => begun.push(name),
      initial: 'new',
      states: { new: { after: { 1_000: 'old' } }, old: {} },
    }),
    view: ({ value }) => text(`${name} is ${value}`),
  })

const pages = { one: page('one'), two: page('two'), three: page('three') }
const titles = { one: 'One', two: 'Number two', three: 'Three' }

describe('one panel is shown', () => {
  test('below the names, and begins when it is shown', async () => {
    begun.length = 0
    const app = mount(tabsView(pages, { titles }), { columns: 30, rows: 8 })
    expect(app.screen().slice(0, 3)).toEqual([
      ' One  Number two  Three',
      '━━━━━─────────────────────────',
      'one is new',
    ])
    expect(begun).toEqual(['one'])
    await app.press('right')
    expect(app.screen().slice(0, 3)).toEqual([
      ' One  Number two  Three',
      '─────━━━━━━━━━━━━─────────────',
      'two is new',
    ])
    expect(begun).toEqual(['one', 'two'])
    expect(await app.unmount()).toEqual([])
  })

  test.each([
    ['right right right', 'one'],
    ['left', 'three'],
    ['ctrl+pagedown', 'two'],
    ['ctrl+pageup', 'three'],
    ['alt+3', 'three'],
    ['alt+2 alt+1', 'one'],
    ['alt+9', 'one'],
  ])('%s: it is %s', async (keys, name) => {
    const app = mount(tabsView(pages), { columns: 30, rows: 4 })
    await app.press(...keys.split(' '))
    expect(app.screen()[1]).toBe(`${name} is new`)
    expect(await app.unmount()).toEqual([])
  })

  test('a click on a name shows its panel', async () => {
    const app = mount(tabsView(pages, { titles }), { columns: 30, rows: 4 })
    await app.click(8, 0)
    expect(app.screen()[1]).toBe('two is new')
    expect(await app.unmount()).toEqual([])
  })

  test.each([
    [true, 'one is old'],
    [false, 'one is new'],
  ])('with keep: %s, a panel that was left goes on or begins again', async (keep, row) => {
    const app = mount(tabsView(pages, { keep }), { columns: 30, rows: 4 })
    await app.press('right')
    await app.advance(1_500)
    await app.press('left')
    expect(app.screen()[1]).toBe(row)
    expect(await app.unmount()).toEqual([])
  })
})

test('keys are for the panel first: what a text field takes changes no tab', async () => {
  const app = mount(tabsView({ name: textInputView({ keepOpen: true }), list: listView<string>() }), {
    columns: 30,
    rows: 4,
    input: { list: { items: ['a', 'b'] } },
  })
  await app.type('ab')
  await app.press('left', 'left')
  expect(app.snapshot().context.value).toBe('name')
  await app.press('alt+2', 'down')
  expect(app.screen().slice(1, 3)).toEqual(['  a', '▌ b'])
  await app.press('left')
  expect(app.snapshot().context.value).toBe('name')
  expect(await app.unmount()).toEqual([])
})

describe('where not all names fit', () => {
  const many = Object.fromEntries(
    ['alpha', 'beta', 'gamma', 'delta', 'epsilon'].map((name) => [name, page(name)]),
  )

  test('those around the active one are there, and marks lead further', async () => {
    const app = mount(tabsView(many), { columns: 20, rows: 4 })
    expect(app.screen()[0]).toBe(' alpha  beta  ›')
    await app.press('right', 'right')
    expect(app.screen()[0]).toBe('‹  gamma  delta  ›')
    await app.click(0, 0)
    expect(app.screen()[1]).toBe('beta is new')
    await app.press('left', 'left')
    expect(app.screen()[0]).toBe('‹  delta  epsilon')
    expect(await app.unmount()).toEqual([])
  })

  test('at six columns there is the active one, cut', async () => {
    const app = mount(tabsView(many), { columns: 6, rows: 3, glyphs: 'ascii' } as never)
    await app.press('right')
    expect(app.screen()[0]).toMatch(/^< /)
    expect(await app.unmount()).toEqual([])
  })

  test('without Unicode, all is ASCII', async () => {
    const app = mount(tabsView(many), { columns: 20, rows: 8, glyphs: 'ascii' } as never)
    await app.press('right', 'right')
    expect(app.screen().slice(0, 2)).toEqual(['<  gamma  delta  >', '--=======-----------'])
    expect(await app.unmount()).toEqual([])
  })
})

describe('a tab that can be closed', () => {
  test('is closed by Ctrl+W and by its mark, but not the last one; and can be opened again', async () => {
    const app = mount(tabsView(pages, { closable: ['one', 'two'] }), { columns: 40, rows: 4 })
    expect(app.screen()[0]).toBe(' one ×  two ×  three')
    await app.press('ctrl+w')
    expect(app.screen().slice(0, 2)).toEqual([' two ×  three', 'two is new'])
    app.actor.send({ type: 'badge', name: 'three', text: '3' })
    await app.click(5, 0)
    expect(app.screen().slice(0, 2)).toEqual([' three 3', 'three is new'])
    await app.press('ctrl+w', 'left', 'right')
    expect(app.snapshot().context).toMatchObject({ value: 'three', open: ['three'], running: ['three'] })
    app.actor.send({ type: 'open', name: 'one' })
    await app.advance(20)
    expect(app.screen().slice(0, 2)).toEqual([' one ×  three 3', 'one is new'])
    expect(await app.unmount()).toEqual([])
  })
})

test('its parent is told which tab is shown', async () => {
  const actors = { pages: tabsView(pages, { first: 'two' }) }
  const told: string[] = []
  const parent = component({
    logic: setup({ types: { events: {} as Changes<typeof actors> }, actors }).createMachine({
      invoke: { src: 'pages', id: 'pages' },
      on: { 'pages.change': { actions: ({ event }) => told.push(event.value) } },
    }),
    view: ({ children }) => column([region(children.pages, { grow: 1 })]),
  })
  const app = mount(parent, { columns: 40, rows: 4 })
  await app.press('alt+3')
  expect(told).toEqual(['two', 'three'])
  expect(await app.unmount()).toEqual([])
})

test('a panel that is done stays as it was, and one that fails fails the whole', async () => {
  const done = tabsView({ a: listView<string>(), b: page('b') })
  const app = mount(done, { columns: 20, rows: 3, input: { a: { items: ['x', 'y'] } } })
  await app.press('down', 'enter')
  expect(app.screen().slice(1)).toEqual(['  x', '▌ y'])
  await app.press('alt+2', 'alt+1')
  expect(app.screen().slice(1)).toEqual(['  x', '▌ y'])
  expect(await app.unmount()).toEqual([])
  const load = component({ logic: fromPromise(() => Promise.reject(new Error('no file'))), view: () => 'x' })
  const failing = mount(tabsView({ load }), { columns: 20, rows: 3 })
  await expect(failing.result).rejects.toThrow('no file')
  expect(await failing.unmount()).toEqual([])
})

test('says what is wrong with its names', () => {
  expect(() => tabsView({})).toThrow('tabs: there is no panel. Pass at least one, by its name')
  expect(() => tabsView(pages, { first: 'four' as 'one' })).toThrow(
    "tabs: there is no panel 'four', only one, two, three",
  )
})
