import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assign, setup } from 'xstate'
import { all, column, component, region, text } from 'actty'
import { textArea, textAreaView, type TextAreaOptions, type TextAreaViewOptions } from 'actty/forms'
import { mount } from 'actty/testing'
import { Judge } from '../../../support/judge.ts'

interface Size {
  readonly columns?: number
  readonly rows?: number
  readonly history?: readonly string[]
}

/** A field on a screen of its own, and an emulator that shows where its cursor is. */
async function field(
  value: string,
  options: TextAreaOptions & TextAreaViewOptions = {},
  { columns = 23, rows = 6, history }: Size = {},
) {
  const app = mount(textAreaView({ bare: true, ...options }), {
    columns,
    rows,
    input: { value, history },
  })
  const judge = new Judge(columns, rows)
  const cursor = async () => {
    await judge.write(app.takeBytes())
    return judge.cursor
  }
  await app.advance(0)
  return { app, cursor, context: () => app.snapshot().context }
}

/** The text after some keys, with a bar where the cursor is. */
async function keys(before: string, ...pressed: string[]): Promise<string> {
  const [left = '', right = ''] = before.split('|')
  const { app, context } = await field(left + right)
  await app.press(...Array.from(right, () => 'left'), ...pressed)
  const { value, edited } = context()
  const { line, at } = edited.cursor
  const offset = value.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + at
  await app.unmount()
  return `${value.slice(0, offset)}|${value.slice(offset)}`
}

describe('keys', () => {
  test.each([
    ['ab|c', 'ctrl+b', 'a|bc'],
    ['ab|c', 'ctrl+f', 'abc|'],
    ['a\nb|c', 'ctrl+a', 'a\n|bc'],
    ['|abc\nd', 'ctrl+e', 'abc|\nd'],
    ['ab|c', 'ctrl+d', 'ab|'],
    ['ab|c', 'ctrl+t', 'acb|'],
    ['one two-three|', 'ctrl+w', 'one |'],
    ['one two-three|', 'alt+backspace', 'one two-|'],
    ['|one two', 'alt+d', '| two'],
    ['a\nbc|', 'ctrl+u', 'a\n|'],
    ['a|b\nc', 'ctrl+k', 'a|\nc'],
    ['one two|', 'alt+b', 'one |two'],
    ['|one two', 'alt+f', 'one| two'],
    ['|one two', 'alt+u', 'ONE| two'],
    ['|ONE two', 'alt+l', 'one| two'],
    ['|one two', 'alt+c', 'One| two'],
    ['one two|', 'alt+t', 'two one|'],
    ['a\nb|', 'ctrl+home', '|a\nb'],
    ['a\n|b', 'alt+>', 'a\nb|'],
    ['a|b', 'alt+enter', 'a\n|b'],
    ['a|b', 'ctrl+j', 'a\n|b'],
    ['one\ntwo|', 'up', 'one|\ntwo'],
    ['o|ne\ntwo', 'down', 'one\nt|wo'],
    ['a\n\nb|', 'ctrl+up', 'a\n|\nb'],
  ])('%j %s', async (before, key, after) => {
    expect(await keys(before, key)).toBe(after)
  })

  test('typing, killing, yanking, undoing', async () => {
    expect(await keys('one two|', 'ctrl+w', 'ctrl+w', 'x', 'ctrl+y')).toBe('xone two|')
    expect(await keys('one|', 'ctrl+w', 'ctrl+_')).toBe('one|')
    expect(await keys('one|', 'ctrl+w', 'ctrl+_', 'alt+/')).toBe('|')
  })

  test('up and down keep the column, across rows that are shorter', async () => {
    expect(await keys('long line\nab\nlong lin|e', 'up', 'up')).toBe('long lin|e\nab\nlong line')
    expect(await keys('a line that is wrapped over the ro|w', 'up')).toBe(
      'a line that is| wrapped over the row',
    )
  })

  test('home and end are those of the row', async () => {
    expect(await keys('a line that is wrapped over the ro|w', 'home')).toBe(
      'a line that is |wrapped over the row',
    )
    expect(await keys('a line that is wrapped over the ro|w', 'up', 'end')).toBe(
      'a line that is| wrapped over the row',
    )
  })

  test('Enter submits, or breaks the line as it is told', async () => {
    const submitting = await field('a')
    await submitting.app.press('enter')
    expect(submitting.app.snapshot()).toMatchObject({ status: 'done', output: 'a' })
    const breaking = await field('a', { enter: 'break' })
    await breaking.app.press('enter', 'b', 'ctrl+s')
    expect(breaking.app.snapshot()).toMatchObject({ status: 'done', output: 'a\nb' })
  })

  test('enter does what the logic says, by options or made before', async () => {
    const app = mount(textAreaView(textArea({ enter: 'break' }), { bare: true }), { input: { value: 'a' } })
    await app.press('enter', 'b', 'ctrl+s')
    expect(app.snapshot()).toMatchObject({ status: 'done', output: 'a\nb' })
  })

  test('ctrl+d in an empty field is for the region around it', async () => {
    const actors = { note: textAreaView({ keepOpen: true }) }
    const logic = setup({ types: { events: {} as { type: 'leave' } }, actors }).createMachine({
      invoke: all(actors),
      initial: 'open',
      states: { open: { on: { leave: 'left' } }, left: { type: 'final' } },
    })
    const around = component({
      logic,
      keys: { 'ctrl+d': { type: 'leave' } },
      view: ({ children }) => region(children.note),
    })
    const app = mount(around)
    await app.press('a', 'left', 'ctrl+d')
    expect(app.snapshot().status).toBe('active')
    await app.press('ctrl+d')
    expect(app.snapshot().status).toBe('done')
  })

  test('up at the first row goes back in the history, and down at the last comes back to the draft', async () => {
    const { app, context } = await field('a\nb', {}, { history: ['one', 'two'] })
    await app.press('up', 'up')
    expect(context().value).toBe('two')
    await app.press('up', 'down', 'down')
    expect(context().value).toBe('a\nb')
  })

  test('escape closes the menu, drops the selection, and then leaves', async () => {
    const { app } = await field('', { completions: [{ trigger: '@', complete: () => ['Ada'] }] })
    await app.press('@', 'shift+left', 'escape')
    expect(app.snapshot().status).toBe('active')
    await app.press('right', 'backspace', '@', 'escape')
    expect([app.snapshot().status, app.screen().join('')]).toEqual(['active', '@'])
    await app.press('escape')
    expect(app.snapshot().status).toBe('done')
  })
})

test('the page has all keys', () => {
  const page = readFileSync('docs/text-area.md', 'utf8')
  const keys = Object.keys(textAreaView().keys ?? {}).filter(
    (key) => key.length > 1 && key !== 'text' && key !== 'paste',
  )
  expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([])
})

describe('rows', () => {
  test('it grows with its text, and then scrolls with the cursor', async () => {
    const { app, cursor } = await field('1', { maxRows: 3 })
    expect(app.screen()).toEqual(['1', '', '', '', '', ''])
    for (const digit of ['2', '3', '4', '5']) await app.press('ctrl+j', digit)
    expect(app.screen().map((row) => row[0] ?? '')).toEqual(['3', '4', '5', '', '', ''])
    expect(app.screen()[2]).toMatch(/█$/)
    expect(await cursor()).toMatchObject({ x: 1, y: 2 })
    await app.press('up', 'up')
    expect(await cursor()).toMatchObject({ y: 0 })
    await app.press('up')
    expect(app.screen()[0]).toMatch(/^2/)
  })

  test('the wheel moves the window, and a key brings the cursor back', async () => {
    const { app } = await field('1\n2\n3\n4\n5', { maxRows: 2 })
    await app.wheel('up', 0, 0)
    expect(app.screen()[0]).toMatch(/^1/)
    await app.press('x')
    expect(app.screen()[1]).toMatch(/^5x/)
  })

  test('a row that is full leaves room for the cursor', async () => {
    const { cursor } = await field('12345678901234567890', {}, { columns: 23 })
    expect(await cursor()).toMatchObject({ x: 20, y: 0 })
  })

  test('wide and joined characters have their own widths', async () => {
    const { app, cursor } = await field('漢字👨‍👩‍👧e\u0301\tx')
    expect(await cursor()).toMatchObject({ x: 9 })
    await app.press('left', 'left', 'left')
    expect(await cursor()).toMatchObject({ x: 6 })
  })

  test.each([1, 2, 5, 8, 9, 12])('in %i columns', async (columns) => {
    const { app } = await field('some words 漢字', { bare: false }, { columns, rows: 3 })
    await app.press('x', 'up', 'home', 'end', 'down', 'y')
    expect(app.snapshot().context.value).toContain('x')
  })
})

describe('what it looks like', () => {
  test('a placeholder, and the mark at its left', async () => {
    const { app } = await field('', { placeholder: 'Ask anything', bare: false })
    expect(app.screen()[0]).toBe('▌ Ask anything')
  })

  test('a text that is wrong has the reason below', async () => {
    const { app } = await field('', { validate: () => 'say something', bare: false })
    await app.press('enter')
    expect(app.screen().slice(0, 2)).toEqual(['▌', '✗ say something'])
  })

  test('a long paste is folded, and unfolds', async () => {
    const { app, context } = await field('', { maxPasteLines: 2 })
    await app.paste('1\n2\n3')
    await app.press('!')
    expect(app.screen()[0]).toBe('[pasted 3 lines]!')
    expect(context().value).toBe('1\n2\n3!')
    await app.press('left', 'alt+p')
    expect(app.screen().slice(0, 3)).toEqual(['1', '2', '3!'])
  })

  test('the menu is below the cursor, or above if only there is room', async () => {
    const completions = [{ trigger: '@', complete: () => ['Ada', 'Alan'] }]
    const below = await field('hi ', { completions })
    await below.app.press('@')
    expect(below.app.screen().slice(0, 3)).toEqual(['hi @', '   ▌ Ada', '     Alan'])
    const above = await field('1\n2\n3\n4\n5\n', { completions })
    await above.app.press('@')
    expect(above.app.screen()[5]).toMatch(/^@/)
    expect(above.app.screen()[3]).toMatch(/Ada/)
    await above.app.press('down', 'tab')
    expect(above.context().value).toBe('1\n2\n3\n4\n5\n@Alan ')
  })

  test('a search shows what is searched for, with the cursor in it', async () => {
    const { app, cursor } = await field('', {}, { history: ['make test', 'make all'] })
    await app.press('ctrl+r', 't', 'e')
    expect(app.screen().slice(0, 2)).toEqual(['make test', 'search te'])
    expect(await cursor()).toMatchObject({ x: 9, y: 1 })
    await app.press('ctrl+g')
    expect(app.screen()[0]).toBe('')
  })
})

describe('vi', () => {
  test('keys are commands after Escape, and the mode is told by a word and by the cursor', async () => {
    const { app, cursor } = await field('', { vi: true })
    await app.press('o', 'n', 'e', ' ', 't', 'w', 'o')
    expect(app.screen().slice(0, 2)).toEqual(['one two', ' INSERT'])
    await app.press('escape', 'b', 'c')
    expect(app.screen().slice(0, 2)).toEqual(['one two', ' NORMAL  c'])
    expect(await cursor()).toMatchObject({ x: 4, y: 0 })
    await app.press('w', 'x', 'escape', '0', 'left', 'u')
    expect(app.screen()[0]).toBe('one two')
  })

  test('Escape in the normal mode leaves, and what is selected is copied', async () => {
    const { app } = await field('one', { vi: true })
    await app.press('escape', '0', 'v', 'l', 'ctrl+c')
    expect(app.clipboard).toEqual(['on'])
    await app.press('v', 'escape')
    expect(app.snapshot().status).toBe('active')
    await app.press('escape')
    expect(app.snapshot().status).toBe('done')
  })
})

describe('the mouse and the clipboard', () => {
  test('a drag selects, and ctrl+c copies that and drops it', async () => {
    const { app, context } = await field('one two\nthree')
    await app.drag([4, 0], [2, 1])
    await app.press('ctrl+c')
    expect([app.clipboard, context().edited.anchor]).toEqual([['two\nth'], undefined])
  })

  test('a double click selects a word, and ctrl+x cuts it', async () => {
    const { app, context } = await field('one two')
    await app.multiClick(2, 5, 0)
    await app.press('ctrl+x')
    expect([app.clipboard, context().value]).toEqual([['two'], 'one '])
  })

  test('its selection goes before that of the screen', async () => {
    const actors = { note: textAreaView({ bare: true }) }
    const page = component({
      logic: setup({ actors }).createMachine({
        invoke: all({ note: actors.note }, { note: { value: 'mine' } }),
      }),
      view: ({ children }) => column([text('words on the screen'), region(children['note'], actors.note)]),
    })
    const app = mount(page, { columns: 30, rows: 4 })
    await app.advance(0)
    await app.press('shift+left')
    await app.drag([0, 0], [5, 0])
    await app.press('ctrl+c')
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['e', 'words '])
  })
})

describe('as a part', () => {
  test('its value is told, and a parent that keeps it open sends with Enter', async () => {
    const actors = { note: textAreaView({ keepOpen: true, bare: true }) }
    const chat = component({
      logic: setup({
        types: { context: {} as { sent: string[] }, events: {} as { type: 'send'; text: string } },
        actors,
      }).createMachine({
        context: { sent: [] },
        invoke: all(actors),
        on: { send: { actions: assign({ sent: ({ context, event }) => [...context.sent, event.text] }) } },
      }),
      keys: { enter: ({ children }) => ({ type: 'send', text: children.note!.getSnapshot().context.value }) },
      view: ({ children }) => region(children.note, actors.note),
    })
    const app = mount(chat, { columns: 30, rows: 4 })
    await app.advance(0)
    await app.press('h', 'i', 'alt+enter', '!', 'enter')
    expect(app.snapshot().context.sent).toEqual(['hi\n!'])
  })

  test('it runs without a screen', () => {
    expect(() => textArea({ maxLength: 0 })).toThrow('maxLength')
  })
})
