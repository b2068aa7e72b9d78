import { assign, setup } from 'xstate'
import { expect, test } from 'vitest'
import { all, column, component, keyHelp, listView, region, text } from 'actty'
import { mount } from 'actty/testing'

const files = listView<string>({ keepOpen: true })

/** Events with keys and without, that need more than their type and that don't. */
const shelf = component({
  logic: setup({
    types: {
      context: {} as { log: readonly string[]; name: string },
      events: {} as
        | { type: 'remove' | 'restore' | 'archive' | 'quiet' }
        | { type: 'rename'; name: string }
        | { type: 'note'; text: string },
    },
    actors: { files },
    guards: { isRenamed: ({ context }) => context.name !== '' },
  }).createMachine({
    id: 'shelf',
    context: { log: [], name: '' },
    invoke: all({ files }, { files: { items: ['notes.txt', 'todo.txt'] } }),
    on: {
      remove: {
        actions: assign({ log: ({ context }) => [...context.log, 'removed'] }),
        description: 'Delete the file',
      },
      restore: { guard: 'isRenamed', actions: assign({ name: '' }), description: 'Restore the name' },
      rename: { actions: assign({ name: ({ event }) => event.name }), description: 'Rename the file' },
      note: { actions: ({ event }) => event.text.trim(), description: 'Make a note' },
      quiet: { actions: assign({ log: [] }) },
    },
    initial: 'open',
    states: {
      open: { on: { archive: { target: 'archived', description: 'Archive' } } },
      archived: {},
    },
  }),
  keys: { d: { type: 'remove' }, e: { type: 'rename', name: 'new' } },
  quit: 'q',
  view: ({ context, children, value }) =>
    column([
      text(`${value} ${context.name} ${context.log.join(' ')}`),
      region(children.files, { grow: 1 }),
      keyHelp(),
    ]),
})

const opened = async (query = '') => {
  const app = mount(shelf, { columns: 60, rows: 20 })
  await app.press('ctrl+p')
  await app.until('Commands')
  await app.type(query)
  return app
}

/** The descriptions in the palette, and the keys beside them. */
const listed = (app: Awaited<ReturnType<typeof opened>>) =>
  app
    .screen()
    .slice(6)
    .flatMap(
      (row) => /│[ ▌] (\S.*?) {2,}(?:list|shelf) *(\S*) *│/.exec(row)?.slice(1, 3).join(' ').trim() ?? [],
    )

test('everything that can be done now is in the palette, and nothing else', async () => {
  const app = await opened()
  // A guard refuses 'restore', nothing is said of 'quiet', and nobody knows the text of 'note'.
  expect(listed(app)).toEqual(['Select ↓', 'Filter /', 'Delete the file d', 'Rename the file e', 'Archive'])
  await app.press('escape', 'e', 'down', 'ctrl+p')
  expect(listed(app)).toEqual([
    'Select ↑',
    'Filter /',
    'Delete the file d',
    'Rename the file e',
    'Archive',
    'Restore the name',
  ])
  expect(await app.unmount()).toEqual([])
})

test('what is chosen is sent to its actor, with what its key would send', async () => {
  const app = await opened('ren')
  expect(listed(app)).toEqual(['Rename the file e'])
  await app.press('enter')
  expect(app.screen()[0]).toBe('open new')
  await app.press('ctrl+p')
  await app.type('archive')
  await app.press('enter')
  expect(app.screen()[0]).toBe('archived new')
  await app.press('ctrl+p')
  await app.type('dltf')
  await app.press('enter', 'ctrl+p', 'escape')
  expect(app.screen()[0]).toBe('archived new removed')
  expect(await app.unmount()).toEqual([])
})

test('it says what a command is, and what state it leads to', async () => {
  const app = await opened('arch')
  expect(app.screen().join('\n')).toContain('shelf  archive: open → archived')
  await app.press('ctrl+u')
  await app.type('zzz')
  expect(app.screen().join('\n')).toContain('nothing can be done by that name')
  expect(await app.unmount()).toEqual([])
})

test('a click runs a command, and letters of the app do nothing meanwhile', async () => {
  const app = await opened()
  await app.press('d', 'q', 'backspace', 'backspace')
  expect(app.snapshot().context.log).toEqual([])
  await app.click(10, 8)
  expect(app.snapshot().context.log).toEqual(['removed'])
  expect(await app.unmount()).toEqual([])
})

test('at 20x5 it shows what is selected', async () => {
  const app = await opened()
  await app.resize(20, 5)
  await app.type('arch')
  expect(app.screen().join('\n')).toContain('Archive')
  expect(await app.unmount()).toEqual([])
})

test.each([
  ['ctrl+k', 'ctrl+k', true],
  [false, 'ctrl+p', false],
] as const)('with palette: %j, %s shows it: %j', async (palette, key, isShown) => {
  const app = mount(shelf, { columns: 60, rows: 20, palette })
  await app.press(key)
  await app.advance(20)
  expect(app.screen().join('\n').includes('Commands')).toBe(isShown)
  expect(await app.unmount()).toEqual([])
})

test('the screen with all keys names its key', async () => {
  const app = mount(shelf, { columns: 60, rows: 20 })
  await app.press('?')
  await app.until('Ctrl+P')
  expect(app.screen().join('\n')).toMatch(/Ctrl\+P +Commands/)
  expect(await app.unmount()).toEqual([])
})
