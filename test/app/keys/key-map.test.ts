import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, setup } from 'xstate'
import { expect, onTestFinished, test } from 'vitest'
import { all, column, component, keyHelp, listView, region, text } from 'actty'
import { mount, type MountOptions } from 'actty/testing'

const files = listView<string>({ keepOpen: true })

const shelf = component({
  logic: setup({
    types: { context: {} as { did: string }, events: {} as { type: 'remove' | 'refresh' } },
    actors: { files },
  }).createMachine({
    id: 'shelf',
    context: { did: '' },
    invoke: all({ files }, { files: { items: ['one', 'two'] } }),
    on: {
      remove: { actions: assign({ did: 'removed' }), description: 'Remove' },
      refresh: { actions: assign({ did: 'refreshed' }), description: 'Refresh' },
    },
  }),
  keys: { d: { type: 'remove' }, r: { type: 'refresh' } },
  quit: 'q',
  view: ({ context, children }) =>
    column([text(context.did, { height: 1 }), region(children.files, { grow: 1 }), keyHelp()]),
})

const opened = (keys: MountOptions['keys']) => mount(shelf, { columns: 90, rows: 8, keys })

test('events have the keys that the user wants, in the help line too, and no others', async () => {
  const app = opened({ remove: 'g d', refresh: ['f5', 'ctrl+r'], list: { filter: 'f' }, quit: 'Q' })
  expect(app.screen().at(-1)).toMatch(/ f {2}Filter.* g d {2}Remove.* F5 {2}Refresh/)
  expect(app.screen().at(-1)).toContain('Q  Quit')
  await app.press('d', 'r', 'q')
  expect(app.snapshot().context.did).toBe('')
  await app.press('g d')
  expect(app.snapshot().context.did).toBe('removed')
  await app.press('ctrl+r')
  expect(app.snapshot().context.did).toBe('refreshed')
  await app.press('f')
  expect(app.screen().join('\n')).toContain('filter')
  expect(await app.unmount()).toEqual([])
})

test('keys change places', async () => {
  const app = opened({ remove: 'r', refresh: 'd' })
  await app.press('r')
  expect(app.snapshot().context.did).toBe('removed')
  await app.press('d')
  expect(app.snapshot().context.did).toBe('refreshed')
  expect(await app.unmount()).toEqual([])
})

test('all that is wrong is said at the start', () => {
  const keys = { refesh: 'x', remove: ['r', 'hyperx'], lst: { filter: 'f' }, list: { fly: 'f' } }
  expect(() => opened(keys)).toThrow(
    "keys can't be used:\n- 'refesh' is no event of this app. Did you mean 'refresh'?",
  )
  expect(() => opened(keys)).toThrow(
    '"hyperx" of remove is no key. Keys are written as "r", "ctrl+s" or "g g"',
  )
  expect(() => opened(keys)).toThrow("'lst' is no component of this app. Did you mean 'list'?")
  expect(() => opened(keys)).toThrow("'fly' is no event of list.")
  expect(() => opened(keys)).toThrow("in shelf: r does 'remove' and 'refresh'. Give one of them another key")
})

test('a file may be missing, and is named if it is no JSON', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'keys.json')
  expect(await opened(file).unmount()).toEqual([])
  writeFileSync(file, '{ "remove": "x" }')
  const app = opened(file)
  await app.press('x')
  expect(app.snapshot().context.did).toBe('removed')
  expect(await app.unmount()).toEqual([])
  writeFileSync(file, '{')
  expect(() => opened(file)).toThrow(`${file} isn't JSON`)
})

test.each<[unknown, string]>([
  [{ remove: 'x', refresh: 'x' }, "in shelf: x does 'refresh' and 'remove'. Give one of them another key"],
  [{ remove: 'g', refresh: 'g g' }, 'g begins g g. Give one of them another key'],
  [{ remove: null }, 'null of remove is no key'],
  [{ list: null }, "'list' is no event of this app"],
  [{ remove: 5 }, '5 of remove is no key'],
  [{ remove: [['x']] }, '["x"] of remove is no key'],
  [{ remove: { x: 'y' } }, "'remove' is no component of this app"],
])('%j is refused, and it is said why', (keys, problem) => {
  expect(() => opened(keys as never)).toThrow(problem)
})

test('an event may have no key at all, and a file that cannot be read is named', async () => {
  const app = opened({ remove: [] })
  await app.press('d')
  expect(app.snapshot().context.did).toBe('')
  expect(await app.unmount()).toEqual([])
  expect(() => opened(tmpdir())).toThrow(`${tmpdir()} can't be read: `)
})
