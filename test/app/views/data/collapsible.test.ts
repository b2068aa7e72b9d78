import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, keyHelp, listView, region, text, type Changes } from 'actty'
import { collapsibleView } from 'actty/data'
import { mount } from 'actty/testing'

const clock = component({
  name: 'clock',
  logic: setup({ types: { context: {} as { at: string } } }).createMachine({
    id: 'clock',
    initial: 'early',
    context: { at: 'x' },
    states: { early: { after: { 1_000: 'late' } }, late: {} },
  }),
  view: ({ value }) => column([text(`it is ${value}`), text('as it was')]),
})

describe('what is below the title', () => {
  test('is shown by Enter, Space, the right arrow and a click, and begins then', async () => {
    const app = mount(collapsibleView(clock, { title: 'Time', note: 'UTC' }), { columns: 20, rows: 4 })
    const closed = ['▸ Time           UTC', '', '', '']
    const open = ['▾ Time           UTC', 'it is early', 'as it was', '']
    expect(app.screen()).toEqual(closed)
    await app.advance(5_000)
    await app.press('right')
    expect(app.screen()).toEqual(open)
    await app.press('left')
    expect(app.screen()).toEqual(closed)
    for (const key of ['enter', 'space', 'enter']) await app.press(key)
    expect(app.screen()).toEqual(open)
    await app.click(5, 0)
    expect(app.screen()).toEqual(closed)
    await app.press('left')
    expect(app.screen()).toEqual(closed)
    expect(await app.unmount()).toEqual([])
  })

  test.each([
    [true, 'it is late'],
    [false, 'it is early'],
  ])('goes on while it is hidden, with keep: %s', async (keep, row) => {
    const app = mount(collapsibleView(clock, { open: true, keep }), { columns: 20, rows: 3 })
    expect(app.screen()).toEqual(['▾ clock', 'it is early', 'as it was'])
    await app.press('enter')
    await app.advance(1_500)
    await app.press('enter')
    expect(app.screen()[1]).toBe(row)
    expect(await app.unmount()).toEqual([])
  })

  test('has its own keys, and is cut where there is no room', async () => {
    const files = collapsibleView(listView<string>({ keepOpen: true }), { title: 'Files', open: true })
    const app = mount(files, { columns: 12, rows: 3, input: { items: ['a', 'b', 'c', 'd'] } })
    await app.press('down', 'down')
    expect(app.screen()).toEqual(['▾ Files', '  b        ▄', '▌ c        ▄'])
    await app.press('left')
    expect(app.screen()).toEqual(['▸ Files', '', ''])
    await app.press('right')
    expect(app.screen()[2]).toBe('▌ c        ▄')
    expect(await app.unmount()).toEqual([])
  })
})

test('its parent is told whether it is open, and gets what the content ends with', async () => {
  const actors = { files: collapsibleView(listView<string>()) }
  const told: unknown[] = []
  const parent = component({
    logic: setup({
      types: { events: {} as Changes<typeof actors>, output: {} },
      actors,
    }).createMachine({
      invoke: {
        src: 'files',
        id: 'files',
        input: { items: ['a', 'b'] },
        onDone: { actions: ({ event }) => told.push(event.output) },
      },
      on: { 'files.change': { actions: ({ event }) => told.push(event.value) } },
    }),
    view: ({ children }) => column([region(children.files, { grow: 1 }), keyHelp()]),
  })
  const app = mount(parent, { columns: 40, rows: 4 })
  expect(app.screen().at(-1)).toContain('Open')
  await app.press('space', 'down', 'enter')
  expect(told).toEqual([false, true, { item: 'b', index: 1 }])
  expect(await app.unmount()).toEqual([])
})

test('it has a look without Unicode, and says in lines what it shows', async () => {
  const app = mount(collapsibleView(clock, { open: true }), {
    columns: 20,
    rows: 3,
    glyphs: 'ascii',
  } as never)
  expect(app.screen()).toEqual(['v clock', 'it is early', 'as it was'])
  expect(await app.unmount()).toEqual([])
})
