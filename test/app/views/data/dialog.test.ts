import { assign, setup, type OutputFrom } from 'xstate'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { column, component, keyHelp, listView, modal, overlay, region, text, textInputView } from 'actty'
import { dialogView } from 'actty/data'
import { mount } from 'actty/testing'
import { inLines } from '../../../support/lines.ts'

const files = listView<string>({ keepOpen: true })

const remove = dialogView({
  title: (file: string) => `Delete ${file}?`,
  content: 'It cannot be undone.',
  buttons: [{ label: 'Delete', answer: 'deleted', key: 'd', destructive: true }],
})

/** A list of files, one of which is deleted if the user says so. */
const shelf = component({
  logic: setup({
    types: { context: {} as { done: string }, events: {} as { type: 'remove' } },
    actors: { files, remove },
  }).createMachine({
    id: 'shelf',
    context: { done: '' },
    invoke: { src: 'files', id: 'files', input: { items: ['notes.txt', 'todo.txt'] } },
    initial: 'browsing',
    states: {
      browsing: { on: { remove: { target: 'asking', description: 'Delete' } } },
      asking: {
        invoke: {
          src: 'remove',
          id: 'remove',
          input: 'notes.txt',
          onDone: {
            target: 'browsing',
            actions: assign({ done: ({ event }) => event.output ?? 'left' }),
          },
        },
      },
    },
  }),
  keys: { delete: { type: 'remove' } },
  quit: 'q',
  view: ({ context, children }) =>
    column([
      text(context.done, { height: 1 }),
      overlay({ grow: 1 }, [
        region(children.files, { grow: 1 }),
        modal(region(children.remove), { dim: true }),
      ]),
      keyHelp(),
    ]),
})

const opened = async (size: { columns: number; rows: number } = { columns: 40, rows: 12 }) => {
  const app = mount(shelf, size)
  await app.press('delete')
  return app
}

test('a dialog stands above the page, with the harmless button first, and its keys in the line of help', async () => {
  const app = await opened()
  expect(app.screen()).toEqual([
    '',
    '▌ notes.txt',
    '  todo.txt',
    '     ╭─ Delete notes.txt? ────────╮',
    '     │                            │',
    '     │  It cannot be undone.      │',
    '     │                            │',
    '     │    Cancel      ▲ Delete    │',
    '     ╰────────────────────────────╯',
    '',
    '',
    '  →  Other button   Enter  Cancel  …',
  ])
  expect(await app.unmount()).toEqual([])
})

describe('it ends with its answer', () => {
  test.each([
    [['right', 'enter'], 'deleted'],
    [['tab', 'space'], 'deleted'],
    [['tab', 'tab', 'enter'], 'left'],
    [['d'], 'deleted'],
    [['enter'], 'left'],
    [['escape'], 'left'],
  ])('by %j: %s', async (keys, answer) => {
    const app = await opened()
    await app.press(...keys)
    expect(app.screen()[0]).toBe(answer)
    expect(app.screen()[1]).toBe('▌ notes.txt')
    expect(await app.unmount()).toEqual([])
  })
})

test('by a click', async () => {
  const app = await opened()
  await app.click(24, 7)
  expect(app.screen()[0]).toBe('deleted')
  expect(await app.unmount()).toEqual([])
})

test('its answer has the type of its buttons', () => {
  const ask = dialogView({
    title: 'Save?',
    buttons: [
      { label: 'Save', answer: 'saved' },
      { label: 'No', answer: 'lost' },
    ],
  })
  expect(ask.name).toBe('dialog')
  expectTypeOf<OutputFrom<typeof ask>>().toEqualTypeOf<'saved' | 'lost' | undefined>()
  const named = dialogView({
    title: 'Name?',
    body: textInputView({ keepOpen: true }),
    buttons: [{ label: 'Rename', answerFrom: (name) => ({ name }) }],
  })
  expect(named.name).toBe('dialog')
  expectTypeOf<OutputFrom<typeof named>>().toEqualTypeOf<{ readonly name: string } | undefined>()
})

test('keys that were typed before it was on the screen do not reach it', async () => {
  const app = mount(shelf, { columns: 40, rows: 12 })
  app.terminal.send(Buffer.from('\x1b[3~d\r'))
  await app.advance(50)
  expect(app.screen()[3]).toContain('Delete notes.txt?')
  expect(app.screen()[0]).toBe('')
  await app.press('d')
  expect(app.screen()[0]).toBe('deleted')
  expect(await app.unmount()).toEqual([])
})

test('letters of quit do not leave the app, and Escape leaves the dialog only', async () => {
  const app = await opened()
  await app.press('q', 'escape')
  expect(app.snapshot().value).toBe('browsing')
  expect(await app.unmount()).toEqual([])
})

test('at 20x5 the button with the focus is there, and says that there are others', async () => {
  const app = await opened({ columns: 20, rows: 5 })
  expect(app.screen().join('\n')).toContain('Cancel')
  expect(app.screen().join('\n')).toContain('›')
  await app.press('right')
  expect(app.screen().join('\n')).toContain('▲ Delete')
  await app.press('enter')
  expect(app.screen()[0]).toBe('deleted')
  expect(await app.unmount()).toEqual([])
})

const rename = dialogView({
  title: 'Rename',
  body: textInputView({ keepOpen: true }),
  bodyInput: (name: string) => ({ value: name }),
  buttons: [
    {
      label: 'Rename',
      answerFrom: (name) => name,
      disabled: (name) => (name === '' ? 'a name is needed' : undefined),
    },
  ],
})

describe('with a field', () => {
  const asked = () => mount(rename, { columns: 40, rows: 9, input: 'old' })

  test('Enter in it presses the default button, whose answer is made of what was typed', async () => {
    const app = asked()
    await app.type('er')
    await app.press('enter')
    expect(await app.result).toBe('older')
    expect(await app.unmount()).toEqual([])
  })

  test('a button that does nothing now says why', async () => {
    const app = asked()
    await app.press('ctrl+u', 'enter')
    expect(app.screen().join('\n')).toContain('✗ a name is needed')
    await app.type('new')
    expect(app.screen().join('\n')).not.toContain('a name is needed')
    await app.press('tab', 'right', 'enter')
    expect(await app.result).toBe('new')
    expect(await app.unmount()).toEqual([])
  })

  test('Tab goes to the buttons and back', async () => {
    const app = asked()
    await app.press('tab', 'shift+tab', 'shift+tab')
    await app.type('!')
    await app.press('enter')
    expect(await app.result).toBe('old!')
    expect(await app.unmount()).toEqual([])
  })
})

test('in lines it is a question, which is answered by a word', async () => {
  const user = await inLines(remove, { input: 'notes.txt' })
  expect(await user.until('Enter for Cancel): ')).toBe(
    'It cannot be undone.\nDelete notes.txt? (Cancel, Delete, Enter for Cancel): ',
  )
  user.type('maybe')
  await user.until(`"maybe" isn't one of Cancel, Delete`)
  user.type('delete')
  expect(await user.result).toBe('deleted')
})

test.each([
  [{ title: 'x', buttons: [] }, 'dialog: there is no button. Pass at least one in `buttons`'],
  [
    { title: 'x', buttons: [{ label: 'Cancel' }] },
    "dialog: two buttons have the label 'Cancel'. Give one of them another",
  ],
  [{ title: 'x', buttons: [{ label: 'A' }], default: 'B' }, "dialog: there is no button 'B', only Cancel, A"],
])('what is wrong with %j is said when it is made', (options, message) => {
  expect(() => dialogView(options)).toThrow(message)
})
