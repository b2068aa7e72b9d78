import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, keyHelp, region, row, text, textInputView } from 'actty'
import { textInput } from 'actty/machines'
import { mount } from 'actty/testing'
import { textWindow } from '../../../../src/app/views/controls/text-window.ts'
import { Judge } from '../../../support/judge.ts'
import { fc } from '../../../support/property.ts'

const family = '👨‍👩‍👧‍👦'

/** A field on a screen of its own, and an emulator that shows where its cursor is. */
async function field(value: string, columns = 10, history: string[] = []) {
  const app = mount(textInputView(textInput(), { placeholder: 'name', bare: true }), {
    columns,
    rows: 1,
    input: { value, history },
  })
  const judge = new Judge(columns, 1)
  const cursor = async () => {
    await judge.write(app.takeBytes())
    return judge.cursor
  }
  await app.advance(0)
  return { app, judge, cursor }
}

/** The text after some keys, with a bar where the cursor is. */
async function keys(before: string, ...pressed: string[]): Promise<string> {
  const [left = '', right = ''] = before.split('|')
  const { app } = await field(left + right)
  await app.press(...Array.from(right, () => 'left'), ...pressed)
  const { value, cursor } = app.snapshot().context
  await app.unmount()
  return `${value.slice(0, cursor)}|${value.slice(cursor)}`
}

describe('keys', () => {
  test.each([
    ['ab|c', 'left', 'a|bc'],
    ['ab|c', 'right', 'abc|'],
    ['ab|c', 'home', '|abc'],
    ['ab|c', 'end', 'abc|'],
    ['ab|c', 'ctrl+a', '|abc'],
    ['|abc', 'ctrl+e', 'abc|'],
    ['ab|c', 'ctrl+b', 'a|bc'],
    ['ab|c', 'ctrl+f', 'abc|'],
    ['one two|', 'ctrl+left', 'one |two'],
    ['one two|', 'alt+b', 'one |two'],
    ['|one two', 'ctrl+right', 'one| two'],
    ['|one two', 'alt+f', 'one| two'],
    ['ab|c', 'backspace', 'a|c'],
    ['ab|c', 'delete', 'ab|'],
    ['one two|', 'ctrl+w', 'one |'],
    ['one two|', 'alt+backspace', 'one |'],
    ['|one two', 'alt+d', '| two'],
    ['ab|c', 'ctrl+u', '|c'],
    ['ab|c', 'ctrl+k', 'ab|'],
    ['ab|c', 'q', 'abq|c'],
    ['ab|c', 'space', 'ab |c'],
    ['ab|c', '/', 'ab/|c'],
  ])('%s %s %s', async (before, key, after) => {
    expect(await keys(before, key)).toBe(after)
  })

  test('up and down go through the history', async () => {
    const { app } = await field('draft', 10, ['one', 'two'])
    await app.press('up', 'up')
    expect(app.screen()).toEqual(['one'])
    await app.press('down', 'down')
    expect(app.screen()).toEqual(['draft'])
  })

  test('a paste is text, in one line', async () => {
    const { app } = await field('<>', 20)
    await app.press('left')
    await app.paste('q\nab\x1b[A')
    expect(app.snapshot().context).toMatchObject({ value: '<q ab[A>', cursor: 7 })
  })

  test.each([
    ['a', false],
    ['a secret', true],
  ])('%s text that was cut ends in a sign of it', async (_, masked) => {
    const app = mount(textInputView(textInput({ maxLength: 5, masked }), { bare: true }), {
      columns: 10,
      rows: 1,
    })
    await app.paste('abcdefgh')
    expect(app.screen()).toEqual([masked ? '•••••…' : 'abcde…'])
    await app.press('backspace')
    expect(app.screen()).toEqual([masked ? '••••' : 'abcd'])
    await app.click(9, 0)
    expect(app.snapshot().context.cursor).toBe(4)
  })

  test('a click on the sign goes to the end', async () => {
    const app = mount(textInputView(textInput({ maxLength: 3 })), { columns: 10, rows: 1 })
    await app.paste('abcd')
    await app.press('home')
    await app.click(8, 0)
    expect(app.snapshot().context.cursor).toBe(3)
  })

  test('enter submits, and the text is the output', async () => {
    const { app } = await field('Ada')
    const { result } = app
    await app.press('enter')
    expect(await result).toBe('Ada')
    expect(await app.unmount()).toEqual([])
  })

  test('escape leaves', async () => {
    const { app } = await field('Ada')
    const { result } = app
    await app.press('escape')
    expect(await result).toBe(undefined)
  })
})

describe("the terminal's cursor", () => {
  test('is where text goes', async () => {
    const { app, cursor } = await field('')
    expect(await cursor()).toEqual({ x: 0, y: 0 })
    await app.type('ab')
    expect(await cursor()).toEqual({ x: 2, y: 0 })
    await app.press('left')
    expect(await cursor()).toEqual({ x: 1, y: 0 })
  })

  test('is after wide clusters, and those of several code points', async () => {
    const { app, cursor } = await field('')
    await app.type(`漢e\u0301${family}x`)
    expect(await cursor()).toEqual({ x: 6, y: 0 })
    await app.press('left', 'left')
    expect(await cursor()).toEqual({ x: 3, y: 0 })
    await app.press('left', 'left')
    expect(await cursor()).toEqual({ x: 0, y: 0 })
  })

  test('is in view in a field that is too narrow', async () => {
    const { app, cursor } = await field('0123456789abc')
    expect([app.screen(), await cursor()]).toEqual([['56789abc'], { x: 8, y: 0 }])
    await app.press('left', 'left', 'left')
    expect([app.screen(), await cursor()]).toEqual([['56789abc'], { x: 5, y: 0 }])
    await app.press('home')
    expect([app.screen(), await cursor()]).toEqual([['0123456789'], { x: 0, y: 0 }])
    await app.resize(4, 1)
    await app.press('end')
    expect(app.screen()).toEqual(['abc'])
  })

  test('is not there without the focus', async () => {
    const app = mount(two, { columns: 20, rows: 2 })
    const judge = new Judge(20, 2)
    await judge.write(app.takeBytes())
    expect(judge.cursor).toEqual({ x: 8, y: 0 })
    await app.press('tab')
    await judge.write(app.takeBytes())
    expect(judge.cursor).toEqual({ x: 8, y: 1 })
    await app.type('abc')
    await judge.write(app.takeBytes())
    expect([judge.cursor, judge.lines()]).toEqual([{ x: 11, y: 1 }, ['name: ▌', 'city: ▌ abc']])
    await app.unmount()
  })
})

const two = component({
  logic: setup({
    types: { children: {} as { name: 'field'; city: 'field' } },
    actors: { field: textInput({ keepOpen: true }) },
  }).createMachine({
    id: 'form',
    invoke: [
      { src: 'field', id: 'name', input: undefined },
      { src: 'field', id: 'city', input: undefined },
    ],
  }),
  view: ({ children }) =>
    column([
      row([text('name: '), region(children.name, textInputView(), { grow: 1 })]),
      row([text('city: '), region(children.city, textInputView(), { grow: 1 })]),
    ]),
})

describe('the part of a line that is in view', () => {
  const cluster = fc.constantFrom('a', '漢', family, 'e\u0301', '🇳🇱')
  const widthOf = (text: string) => (/^[ae]/.test(text) ? 1 : 2)

  test('has the cursor, and no more than fits', () => {
    fc.assert(
      fc.property(
        fc.array(cluster, { maxLength: 40 }),
        fc.nat(),
        fc.integer({ min: 2, max: 20 }),
        (line, at, columns) => {
          const cursor = at % (line.length + 1)
          const { text, cursor: offset, first } = textWindow(line, cursor, columns)
          const before = line.slice(first, cursor)
          const widths = (clusters: string[]) => clusters.reduce((sum, one) => sum + widthOf(one), 0)
          expect(offset).toBe(before.join('').length)
          expect(line.slice(first).join('').startsWith(text)).toBe(true)
          const shown = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
          expect(widths(shown)).toBeLessThanOrEqual(columns)
          const own = cursor < line.length ? widthOf(line[cursor]!) : 1
          expect(widths(before) + own).toBeLessThanOrEqual(columns)
          if (widths(line) < columns) expect(first).toBe(0)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('is nothing without room', () => {
    expect(textWindow(['a', '漢'], 2, 0).text).toBe('')
    expect(textWindow(['a', '漢'], 1, 1).text).toBe('')
  })
})

test('a placeholder is shown until something is written', async () => {
  const { app } = await field('')
  expect(app.styledScreen()).toEqual(['<italic muted>name</>'])
  await app.type('x')
  expect(app.styledScreen()).toEqual(['x'])
})

test('of a secret there is only its length', async () => {
  const app = mount(textInputView(textInput({ masked: true }), { bare: true }), {
    columns: 20,
    rows: 1,
    input: { value: `ab${family}` },
  })
  expect(app.screen()).toEqual(['•••'])
  expect(app.takeBytes()).not.toContain('ab')
  await app.press('left', 'backspace')
  expect(app.snapshot().context.value).toBe(`a${family}`)
  await app.unmount()
})

test('a click places the cursor', async () => {
  const { app } = await field('a漢b')
  for (const [x, cursor] of [
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [9, 3],
  ] as const) {
    await app.click(x, 0)
    expect([x, app.snapshot().context.cursor]).toEqual([x, cursor])
  }
})

test('with `keepOpen`, Enter and Escape go to the region around, whose state says what they mean', async () => {
  const query = textInput({ keepOpen: true })
  const machine = setup({
    types: {
      context: {} as { found: string },
      events: {} as { type: 'search' | 'leave' | 'quit' } | { type: 'find'; text: string },
      children: {} as { query: 'query' },
    },
    actors: { query },
  }).createMachine({
    id: 'finder',
    context: { found: '' },
    invoke: { src: 'query', id: 'query', input: undefined },
    initial: 'browsing',
    states: {
      browsing: {
        on: {
          search: { target: 'searching', description: 'Search' },
          quit: { target: 'left', description: 'Quit' },
        },
      },
      searching: {
        on: {
          find: {
            target: 'browsing',
            actions: assign({ found: ({ event }) => event.text }),
            description: 'Find',
          },
          leave: { target: 'browsing', description: 'Leave' },
        },
      },
      left: { type: 'final' },
    },
  })
  const app = mount(
    component({
      logic: machine,
      keys: {
        '/': { type: 'search' },
        enter: ({ children }) => ({ type: 'find', text: children.query!.getSnapshot().context.value }),
        escape: { type: 'leave' },
        q: { type: 'quit' },
      },
      view: ({ context, children, value }) =>
        column([
          region(children.query, textInputView(query), { focus: value === 'searching' }),
          text(`found: ${context.found}`),
          keyHelp(),
        ]),
    }),
    { columns: 40, rows: 3 },
  )
  expect(app.screen()[2]).toContain('  /  Search   q  Quit')
  await app.press('/', 'q', 'u', 'e')
  expect(app.screen()).toEqual(['▌ que', 'found:', expect.stringContaining('  Enter  Find   Esc  Leave')])
  await app.press('enter')
  expect(app.screen()).toEqual(['▌ que', 'found: que', expect.stringContaining('  /  Search   q  Quit')])
  await app.press('/', 'x', 'escape')
  expect(app.screen()).toEqual(['▌ quex', 'found: que', expect.stringContaining('  /  Search   q  Quit')])
  await app.press('q')
  expect(await app.unmount()).toEqual([])
})

describe('a selection', () => {
  test('is made with Shift, copied, cut and pasted', async () => {
    const { app } = await field('one two', 20)
    await app.press('ctrl+shift+left')
    expect(app.styledScreen()).toEqual(['one <onSelection on selection>two</>'])
    await app.press('ctrl+c')
    expect([app.clipboard, app.snapshot().context.anchor]).toEqual([['two'], undefined])
    await app.press('shift+home', 'ctrl+x')
    expect([app.clipboard.at(-1), app.snapshot().context.value]).toEqual(['one ', 'two'])
    await app.paste('three ')
    expect(app.snapshot().context.value).toBe('three two')
  })

  test('is dropped by Escape first', async () => {
    const { app } = await field('one', 20)
    await app.press('shift+home', 'escape')
    expect(app.snapshot()).toMatchObject({ status: 'active', context: { anchor: undefined } })
  })

  test('is made with the mouse', async () => {
    const { app } = await field('012漢456', 10)
    await app.drag([1, 0], [5, 0])
    expect(app.snapshot().context).toMatchObject({ anchor: 1, cursor: 4 })
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['12漢'])
  })

  test('isn’t made of a secret', async () => {
    const app = mount(textInputView({ masked: true, bare: true }), { columns: 20, rows: 1 })
    await app.type('secret')
    await app.press('shift+home', 'alt+a', 'ctrl+x', 'alt+w')
    expect(app.snapshot().context).toMatchObject({ value: 'secret', cursor: 0, anchor: undefined })
    expect(app.clipboard).toEqual([])
  })
})
