import { describe, expect, test } from 'vitest'
import {
  column,
  component,
  listView,
  region,
  row,
  scrollingView,
  spacer,
  tailingView,
  text,
  textInputView,
} from 'actty'
import { LineRing, list } from 'actty/machines'
import { mount } from 'actty/testing'
import { setup } from 'xstate'

const files = [
  ['package.json', '3.9 kB'],
  ['README.md', '11 kB'],
  ['src', '177 files'],
  ['test', '75 files'],
  ['dist', 'ignored'],
  ['examples', '22 files'],
] as const

type File = (typeof files)[number]

const fileList = listView<File>(list<File>({ label: ([name]) => name, keepOpen: true }), {
  row: ([name, detail]) => row([text(name), spacer(), text(detail, { color: 'muted' })]),
})
const field = textInputView({ keepOpen: true, placeholder: 'text to look for' })

/** A list above a field; Tab moves the focus. */
const page = component({
  logic: setup({ actors: { files: fileList, field } }).createMachine({
    id: 'page',
    invoke: [
      { src: 'files', id: 'files', input: { items: files, selected: 1 } },
      { src: 'field', id: 'field', input: undefined },
    ],
  }),
  view: ({ children }) => column([region(children.files, { grow: 1 }), region(children.field)]),
})

const shown = () => mount(page, { columns: 28, rows: 5 })

describe('a list', () => {
  test('with the focus, and without it', async () => {
    const app = shown()
    expect(app.screen()).toEqual([
      '  package.json      3.9 kB █',
      '▌ README.md          11 kB █',
      '  src            177 files ▃',
      '  test            75 files',
      '▌ text to look for',
    ])
    const [selected] = app.styledScreen().slice(1)
    expect(selected).toMatch(
      /^<focus on selection>▌<\/>.*<onSelection on selection>README.md<\/>.*<focus>█<\/>$/,
    )
    await app.press('tab')
    const [unfocused] = app.styledScreen().slice(1)
    expect(unfocused).toMatch(/^<faint on raised>▌<\/>.*<onSelection on raised>README.md<\/>.*<faint>█<\/>$/)
    expect(await app.unmount()).toEqual([])
  })

  test('moves its bar by two rows', async () => {
    const app = shown()
    app.takeBytes()
    await app.press('down')
    expect(app.frames.at(-1)!.cells).toBeLessThanOrEqual(2 * 27)
    expect(app.takeBytes().length).toBeLessThan(250)
    await app.unmount()
  })

  test('shows what the filter has found', async () => {
    const app = mount(listView(list<string>({ label: String })), {
      columns: 20,
      rows: 4,
      input: { items: ['render', 'children.ts', 'private', 'Straße'] },
    })
    await app.press('/')
    await app.type('ren')
    expect(app.styledScreen().slice(0, 2)).toEqual([
      '<focus on selection>▌</><on selection> </><bold underline accent on selection>ren</><onSelection on selection>der</><on selection>            </>',
      '  child<bold underline accent>ren</>.ts',
    ])
    await app.press('backspace', 'backspace', 'backspace')
    await app.type('SS')
    expect(app.styledScreen()[0]).toContain('<bold underline accent on selection>ß</>')
    expect(await app.unmount()).toEqual([])
  })

  test('cuts a label that is too long with an ellipsis', async () => {
    const app = mount(listView(list<string>()), {
      columns: 12,
      rows: 2,
      input: { items: ['a long label', 'b'] },
    })
    expect(app.screen()).toEqual(['▌ a long l…', '  b'])
    await app.unmount()
  })

  test('is seen without colors: inverse, and bold where the focus is elsewhere', async () => {
    const app = mount(page, { columns: 28, rows: 5, colors: 'none' })
    expect(app.takeBytes()).toContain(';7m▌ README.md')
    await app.press('tab')
    expect(app.takeBytes()).toMatch(/\x1b\[[\d;]*1m[^\x1b]*README/)
    await app.unmount()
  })

  test('is ASCII where the terminal needs it', async () => {
    const app = mount(page, { columns: 28, rows: 5, glyphs: 'ascii' })
    expect(app.screen()).toEqual([
      '  package.json      3.9 kB #',
      '> README.md          11 kB #',
      '  src            177 files #',
      '  test            75 files',
      '> text to look for',
    ])
    await app.unmount()
  })
})

describe('a scroll bar', () => {
  const items = Array.from({ length: 40 }, (_, index) => `item ${index}`)
  const log = new LineRing(40).concat(items.map((line) => ({ text: line, source: '' })))
  const long = component({
    logic: setup({}).createMachine({ id: 'long' }),
    view: () => column(items.map((item) => text(item))),
  })
  const size = { columns: 20, rows: 10 }
  const apps = {
    list: () => mount(listView(list<string>()), { ...size, input: { items } }),
    scroll: () => mount(scrollingView(long), size),
    log: () => mount(tailingView(), { ...size, input: { lines: log } }),
  }
  const topOf = (app: { screen(): string[] }) => Number(/\d+/.exec(app.screen()[0]!)![0])
  const mouse = (code: number, x: number, y: number, end = 'M') => `\x1b[<${code};${x + 1};${y + 1}${end}`

  test.each(['list', 'scroll', 'log'] as const)(
    'of a %s turns a page by a click beside its thumb',
    async (kind) => {
      const app = apps[kind]()
      await app.press('home')
      await app.click(19, 9)
      expect(topOf(app)).toBe(10)
      await app.click(19, 9)
      expect(topOf(app)).toBe(20)
      await app.click(19, 0)
      expect(topOf(app)).toBe(10)
      expect(await app.unmount()).toEqual([])
    },
  )

  test.each(['list', 'scroll', 'log'] as const)(
    'of a %s is dragged, wherever the pointer is',
    async (kind) => {
      const app = apps[kind]()
      await app.press('home')
      const send = async (bytes: string) => {
        app.terminal.send(bytes)
        await app.advance(100)
        return topOf(app)
      }
      expect(await send(mouse(0, 19, 1))).toBe(0)
      expect(await send(mouse(32, 19, 2))).toBe(4)
      expect(await send(mouse(32, 5, 5))).toBe(16)
      expect(await send(mouse(32, 19, 200))).toBe(30)
      expect(await send(mouse(32, 19, 1))).toBe(0)
      expect(await send(mouse(0, 19, 1, 'm'))).toBe(0)
      expect(await send(mouse(32, 19, 5))).toBe(0)
      expect(await app.unmount()).toEqual([])
    },
  )
})

describe('a field', () => {
  test('stands on a ground, with a mark that says whether it has the focus', async () => {
    const app = shown()
    expect(app.styledScreen()[4]).toBe(
      '<faint on raised>▌</><on raised> </><italic muted on raised>text to look for</><on raised>          </>',
    )
    await app.press('tab', 'x')
    expect(app.styledScreen()[4]).toBe('<focus on raised>▌</><on raised> x                         </>')
    expect(await app.unmount()).toEqual([])
  })
})

describe('a log that is searched', () => {
  test('says that it is paused, and how many lines are newer', async () => {
    const lines = new LineRing(2_000).concat(
      Array.from({ length: 1_400 }, (_, index) => ({ text: `line ${index}`, source: '' })),
    )
    const app = mount(tailingView(), { columns: 50, rows: 5, input: { lines } })
    expect(app.screen()[4]).not.toContain('paused')
    await app.press('home')
    expect(app.screen()[4]).toBe('  line 4                   paused, 1,395 newer ↓')
    await app.press('end')
    expect(app.screen()[4]).not.toContain('paused')
    expect(await app.unmount()).toEqual([])
  })
})
