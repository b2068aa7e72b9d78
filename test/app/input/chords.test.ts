import { assign, setup } from 'xstate'
import { expect, test } from 'vitest'
import { column, component, keyHelp, text } from 'actty'
import { mount } from 'actty/testing'

/** A file that is saved by a chord of Emacs, and in which `g g` and `g e` go to its ends. */
const file = component({
  logic: setup({
    types: { context: {} as { did: string }, events: {} as { type: 'top' | 'bottom' | 'save' | 'remove' } },
  }).createMachine({
    id: 'file',
    context: { did: '' },
    on: {
      top: { actions: assign({ did: 'top' }), description: 'To the top' },
      bottom: { actions: assign({ did: 'bottom' }), description: 'To the end' },
      save: { actions: assign({ did: 'saved' }), description: 'Save' },
      remove: { actions: assign({ did: 'removed' }), description: 'Remove' },
    },
  }),
  keys: {
    'g g': { type: 'top' },
    'g e': { type: 'bottom' },
    'Ctrl+X ctrl+s': { type: 'save' },
    d: { type: 'remove' },
  },
  view: ({ context }) => column([text(context.did, { height: 1 }), keyHelp()]),
})

const opened = () => mount(file, { columns: 70, rows: 3, quit: 'ctrl+x ctrl+c' })

test.each([
  [['g g'], 'top'],
  [['g', 'e'], 'bottom'],
  [['ctrl+x ctrl+s'], 'saved'],
  [['g', 'd'], ''],
  [['g', 'd', 'd'], 'removed'],
  [['g', 'escape', 'd'], 'removed'],
  [['g', 'x', 'g', 'g'], 'top'],
])('%j: %s', async (keys, did) => {
  const app = opened()
  await app.press(...keys)
  expect(app.screen()[0]).toBe(did)
  expect(await app.unmount()).toEqual([])
})

test('the help line says what a chord goes on with, until it is left or its time is over', async () => {
  const app = opened()
  const before = app.screen()[1]
  expect(before).toContain(' g g  To the top')
  await app.press('g')
  expect(app.screen()[1]).toMatch(/^ {2}g … +g {2}To the top +e {2}To the end +Esc {2}Leave$/)
  await app.advance(2_999)
  expect(app.screen()[1]).toContain('g …')
  await app.advance(1)
  expect(app.screen()[1]).toBe(before)
  await app.press('g')
  expect(app.screen()[0]).toBe('')
  await app.press('escape')
  expect(app.screen()[1]).toBe(before)
  expect(await app.unmount()).toEqual([])
})

test('a chord may leave the app', async () => {
  const app = opened()
  await app.press('ctrl+x', 'ctrl+c')
  expect(await app.result).toBeUndefined()
  expect(await app.unmount()).toEqual([])
})

test.each<[Record<string, { type: 'top' }>, string]>([
  [
    { g: { type: 'top' }, 'g g': { type: 'top' } },
    "component file, keys: 'g' begins 'g g': leave one of them out",
  ],
  [{ 'g nokey': { type: 'top' } }, "component file, keys: 'nokey' is not a key"],
])('%j is said to be wrong when it is made', (keys, message) => {
  expect(() => component({ logic: file.logic, keys: keys, view: () => text('') })).toThrow(message)
})

test('Ctrl+C interrupts, also after the first key of a chord', async () => {
  const app = opened()
  await app.press('g', 'ctrl+c')
  await expect(app.result).rejects.toThrow('interrupted')
  expect(await app.unmount()).toEqual([])
})
