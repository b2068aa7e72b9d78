import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import {
  box,
  column,
  component,
  grid,
  lines,
  overlay,
  region,
  row,
  spacer,
  tailingView,
  text,
  textInputView,
  all,
  type Child,
} from 'actty'
import { mount, type MountOptions } from 'actty/testing'

/** A page that has the mouse, but no use for drags: it notes presses and keys. */
const noting = setup({
  types: { context: {} as { seen: string; shown: number }, events: {} as { type: 'note'; what: string } },
}).createMachine({
  id: 'noting',
  context: { seen: '', shown: 0 },
  on: {
    note: {
      actions: assign({
        seen: ({ context, event }) => context.seen + event.what,
        shown: ({ context }) => context.shown + 1,
      }),
    },
  },
})

const page = (view: (shown: number) => Child, keys: object = {}) =>
  component({
    logic: noting,
    view: ({ context }) => view(context.shown),
    keys: { n: { type: 'note', what: 'n' }, ...keys },
    mouse: (_, { action }) => (action === 'press' ? { type: 'note', what: 'p' } : undefined),
  })

const show = (view: (shown: number) => Child, options: MountOptions = {}) =>
  mount(page(view), { columns: 20, rows: 6, ...options })

/** What is copied after a drag from one cell to another. */
async function copied(view: Child, ...cells: readonly (readonly [number, number])[]) {
  const app = show(() => view)
  await app.drag(...cells)
  await app.press('ctrl+c')
  const { clipboard } = app
  expect(await app.unmount()).toEqual([])
  return clipboard
}

describe('what is selected', () => {
  test('from a cell to a cell, both included, in both directions', async () => {
    const hello = text('hello world')
    expect(await copied(hello, [0, 0], [4, 0])).toEqual(['hello'])
    expect(await copied(hello, [10, 0], [6, 0])).toEqual(['world'])
    expect(await copied(hello, [6, 0], [19, 0])).toEqual(['world'])
  })

  test('a wrapped text is one line, without its border and its padding', async () => {
    const chinese = '你好世界，這是一個很長的句子'
    const framed = box({ title: 'Title', padding: [0, 1], width: 12 }, [text(chinese)])
    const app = show(() => framed)
    expect(app.screen().slice(0, 5)).toEqual([
      '╭─ Title ──╮',
      '│ 你好世   │',
      '│ 界，這是 │',
      '│ 一個很長 │',
      '│ 的句子   │',
    ])
    await app.drag([2, 1], [7, 4])
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual([chinese])
    await app.unmount()
  })

  test('words that a wrap parts are together, with their blank', async () => {
    const view = text('the quick brown fox jumps', { width: 10 })
    expect(await copied(view, [4, 0], [4, 2])).toEqual(['quick brown fox jumps'])
  })

  test('line feeds and tabs are those of the text', async () => {
    expect(await copied(text('a\tb\n\nc'), [0, 0], [0, 2])).toEqual(['a\tb\n\nc'])
  })

  test('an ellipsis is what it hides', async () => {
    const path = '/home/ada/projects/engine/notes.txt'
    const cut = (overflow: 'truncate' | 'truncate-start' | 'truncate-middle') => text(path, { overflow })
    expect(await copied(cut('truncate'), [6, 0], [19, 0])).toEqual(['ada/projects/engine/notes.txt'])
    expect(await copied(cut('truncate'), [6, 0], [8, 0])).toEqual(['ada'])
    expect(await copied(cut('truncate-start'), [0, 0], [19, 0])).toEqual([path])
    expect(await copied(cut('truncate-middle'), [0, 0], [19, 0])).toEqual([path])
    expect(await copied(cut('truncate-middle'), [10, 0], [10, 0], [11, 0], [10, 0])).toEqual([
      path.slice(10, -9),
    ])
  })

  test('texts in one row have a blank between them, if there is room', async () => {
    expect(await copied(row([text('key: '), text('value')]), [0, 0], [9, 0])).toEqual(['key: value'])
    expect(await copied(row([text('left'), spacer(), text('right')]), [0, 0], [19, 0])).toEqual([
      'left right',
    ])
    const table = grid([
      ['Ada', '1815'],
      ['Grace', '1906'],
    ])
    expect(await copied(table, [0, 0], [9, 1])).toEqual(['Ada 1815\nGrace 1906'])
  })

  test('texts below each other are lines, and room between them is none', async () => {
    const view = column({ gap: 1 }, ['one', 'two', spacer(), 'three'])
    expect(await copied(view, [0, 0], [4, 5])).toEqual(['one\ntwo\nthree'])
  })

  test('parts of a text with styles are one text, without the colors in it', async () => {
    const view = text(['a ', text('bold', { bold: true }), ' \x1b[31mred\x1b[0m'])
    expect(await copied(view, [0, 0], [9, 0])).toEqual(['a bold red'])
  })

  test('a control character is copied as it is shown', async () => {
    expect(await copied(text('a\x1b]52;c;eA==\x07b'), [0, 0], [19, 0])).toEqual(['a␛]52;c;eA==␇b'])
  })

  test('lines are copied line by line, as long as they are', async () => {
    const source = Array.from({ length: 100 }, (_, i) => `${i} ${'x'.repeat(30)}`)
    const view = lines(source, { from: 40 })
    expect(await copied(view, [0, 1], [1, 3])).toEqual([`${source[41]}\n${source[42]}\n43`])
  })

  test('a line that is a view is the texts in it', async () => {
    const at = (i: number) =>
      row({ gap: 1 }, [text(`${i}`, { select: false }), text(`漢字 ${i}`), spacer(), text('a'), text('b')])
    const app = show(() => lines({ length: 9, at }, { selected: 1, scrollbar: true, from: 1 }))
    expect(app.screen()[0]!.slice(0, -1)).toBe('▌ 1 漢字 1     a b ')
    await app.drag([4, 0], [5, 1])
    expect(app.styledScreen()[0]).toContain('<onSelection on selection>漢字')
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['漢字 1 a b\n漢'])
    await app.multiClick(3, 16, 3)
    await app.press('ctrl+c')
    expect(app.clipboard[1]).toBe('漢字 4 a b')
    await app.unmount()
  })

  test('in the order of the views, whatever is beside what', async () => {
    const view = row([
      column({ width: 10 }, ['left 1', 'left 2', 'left 3']),
      column({ width: 10 }, ['right 1', 'right 2']),
    ])
    expect(await copied(view, [0, 1], [16, 0])).toEqual(['left 2\nleft 3\nright 1'])
    expect(await copied(view, [16, 0], [0, 2])).toEqual(['left 3\nright 1'])
  })

  test('what is below a layer is not shown as selected, and what cannot be selected is left out', async () => {
    const view = overlay([
      column(['under one', 'under two']),
      column({ width: 5 }, [text('above', { select: false })]),
    ])
    expect(await copied(view, [0, 0], [8, 1])).toEqual(['under one\nunder two'])
    const parts = column(['one', box({ select: false }, ['secret']), 'two'])
    expect(await copied(parts, [0, 0], [2, 4])).toEqual(['one\ntwo'])
  })
})

describe('what it looks like', () => {
  test('cells are another color, and no view is called', async () => {
    let views = 0
    const app = show(() => {
      views++
      return box({ width: 9, height: 4 }, ['one two three'])
    })
    const before = app.styledScreen()
    await app.mouse('press', 5, 1)
    const viewed = views
    await app.mouse('move', 2, 2)
    expect(app.styledScreen()).toEqual([
      '<border>╭───────╮</>',
      '<border>│</>one <onSelection on selection>two</><border>│</>',
      '<border>│</><onSelection on selection>th</>ree  <border>│</>',
      '<border>╰───────╯</>',
      '',
      '',
    ])
    await app.press('escape')
    expect(app.styledScreen()).toEqual(before)
    expect(views).toBe(viewed)
    await app.unmount()
  })

  test('on a selected row, colors are swapped', async () => {
    const app = show(() => row([text('row', { background: 'selection', height: 1 })]))
    await app.drag([0, 0], [1, 0])
    expect(app.styledScreen()[0]).toBe('<inverse on selection>ro</><on selection>w</>')
    await app.unmount()
  })

  test('a layer above it keeps its own colors', async () => {
    const app = show(() => overlay({ at: 'top-left' }, ['under it', text('top', { select: false })]))
    await app.drag([7, 0], [0, 0])
    expect(app.styledScreen()[0]).toBe('top<onSelection on selection>er it</>')
    await app.unmount()
  })

  test('it costs no bytes once it is shown', async () => {
    const app = show((shown) => column(['select me', `${shown}`]))
    await app.drag([0, 0], [5, 0])
    app.takeBytes()
    await app.press('n')
    expect(app.takeBytes()).not.toContain('select')
    await app.unmount()
  })
})

describe('words and lines', () => {
  test('a double click selects a word, and a drag goes on by words', async () => {
    const app = show(() => text('see ./src/app-1.ts now'), { columns: 40 })
    await app.multiClick(2, 8, 0)
    await app.press('ctrl+c')
    await app.multiClick(2, 20, 0)
    await app.click(1, 0, { shift: true })
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['./src/app-1.ts', 'see ./src/app-1.ts now'])
    await app.unmount()
  })

  test('a word of a script without blanks is one of that language', async () => {
    const app = show(() => text('我喜歡電腦。'))
    await app.multiClick(2, 6, 0)
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['電腦'])
    await app.unmount()
  })

  test('a triple click selects a line as it was before it was wrapped', async () => {
    const app = show(() => text('first\nthe second line is long\nthird', { width: 10 }))
    await app.multiClick(3, 2, 2)
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['the second line is long'])
    await app.unmount()
  })

  test('two presses are a double click only if they are soon one after the other', async () => {
    const app = show(() => text('one two'))
    await app.click(0, 0)
    await app.advance(500)
    await app.click(0, 0)
    expect(app.styledScreen()[0]).toBe('one two')
    await app.unmount()
  })

  test('Shift and a click extend', async () => {
    const app = show(() => text('one two three'))
    await app.drag([4, 0], [6, 0])
    await app.click(12, 0, { shift: true })
    await app.press('ctrl+c')
    await app.drag([4, 0], [6, 0])
    await app.click(0, 0, { shift: true })
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['two three', 'one t'])
    await app.unmount()
  })
})

describe('what ends it', () => {
  test('Ctrl+C copies and drops it, and is no interrupt; the next one is', async () => {
    const app = show(() => text('hello'), { columns: 40 })
    await app.drag([0, 0], [4, 0])
    expect(app.clipboard).toEqual([])
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['hello'])
    expect(app.screen().at(-1)).toBe('sent 1 line to the clipboard')
    expect(app.styledScreen()[0]).toBe('hello')
    await app.advance(2_000)
    expect(app.screen().at(-1)).toBe('')
    await app.press('ctrl+c')
    await expect(app.result).rejects.toThrow('SIGINT')
    await app.unmount()
  })

  test('a binding of Ctrl+C and Escape comes after it', async () => {
    const keys = { 'ctrl+c': { type: 'note', what: 'C' }, escape: { type: 'note', what: 'E' } }
    const app = mount(
      page(() => text('hello'), keys),
      { columns: 20, rows: 3 },
    )
    await app.drag([0, 0], [4, 0])
    await app.press('ctrl+c', 'ctrl+c')
    await app.drag([0, 0], [4, 0])
    await app.press('escape', 'escape')
    expect(app.snapshot().context.seen).toBe('pCpE')
    await app.unmount()
  })

  test('a click, and text that is gone', async () => {
    const app = show((shown) => (shown < 3 ? text('hello') : text('other')))
    await app.drag([0, 0], [4, 0])
    expect(app.styledScreen()[0]).toContain('selection')
    await app.click(0, 0)
    expect(app.styledScreen()[0]).toBe('hello')
    await app.drag([0, 0], [4, 0])
    expect(app.styledScreen()[0]).toBe('other')
    await app.unmount()
  })

  test('lines are counted', async () => {
    const app = show(() => text('1\n2\n3'), { columns: 40 })
    await app.drag([0, 0], [0, 2])
    await app.press('ctrl+c')
    expect(app.screen().at(-1)).toBe('sent 3 lines to the clipboard')
    await app.unmount()
  })
})

describe('it stays on its text', () => {
  test('while other texts come and go above it', async () => {
    const app = show((shown) => column([...Array.from({ length: shown }, (_, i) => `new ${i}`), 'keep me']))
    await app.drag([0, 0], [3, 1]) // the press has added a row
    expect(app.styledScreen()[1]).toBe('<onSelection on selection>keep</> me')
    await app.press('n', 'n')
    expect(app.styledScreen()[3]).toBe('<onSelection on selection>keep</> me')
    await app.unmount()
  })

  test('while it grows, and another text changes', async () => {
    const app = show((shown) => column([`${shown}`, `hello${' more'.repeat(shown)}`]))
    await app.drag([0, 1], [4, 1])
    await app.press('n')
    expect(app.styledScreen().slice(0, 2)).toEqual(['2', '<onSelection on selection>hello</> more more'])
    await app.unmount()
  })

  test('while lines scroll, also out of view, and until they are dropped', async () => {
    const app = show((shown) =>
      lines({ length: 20, dropped: shown, at: (i) => `line ${shown + i}` }, { from: 0 }),
    )
    await app.drag([0, 3], [5, 4])
    expect(app.styledScreen()[2]).toBe('<onSelection on selection>line 3</>')
    await app.press('n', 'n')
    expect(app.styledScreen()[0]).toBe('<onSelection on selection>line 3</>')
    await app.press('n')
    expect(app.styledScreen().join()).not.toContain('selection')
    await app.unmount()
  })

  test('while an array of lines loses its first ones', async () => {
    const app = show((shown) => lines(Array.from({ length: 20 }, (_, i) => `line ${shown + i}`)))
    await app.drag([0, 3], [5, 4])
    await app.press('n', 'n')
    expect(app.styledScreen()[0]).toBe('<onSelection on selection>line 3</>')
    await app.press('ctrl+c')
    expect(app.clipboard).toEqual(['line 3\nline 4\nline 5'])
    await app.unmount()
  })

  test('while the screen has another size', async () => {
    const app = show(() => text('one two three four'), { columns: 10 })
    await app.drag([4, 0], [4, 1])
    await app.resize(30, 6)
    expect(app.styledScreen()[0]).toBe('one <onSelection on selection>two three</> four')
    await app.unmount()
  })
})

describe('at the edge of what scrolls', () => {
  const log = tailingView({ name: 'log' })
  const source = { dropped: 0, length: 50, at: (i: number) => ({ text: `line ${i}`, source: 'log' }) }
  const framed = component({
    logic: setup({ actors: { log } }).createMachine({ id: 'framed', invoke: all({ log }) }),
    view: ({ children }) => column([text('head'), region(children.log, { grow: 1 }), text('foot')]),
  })
  const logOf = (app: { actor: unknown }) =>
    (
      app.actor as { getSnapshot(): { children: Record<string, { send(event: object): void }> } }
    ).getSnapshot().children['log']!

  /** The first line in view, without the scroll bar beside it. */
  const first = (app: { screen(): string[] }) => app.screen()[1]!.slice(0, 10).trim()

  async function withLog() {
    const app = mount(framed, { columns: 30, rows: 6 })
    logOf(app).send({ type: 'lines', lines: source })
    app.screen() // the user presses what is seen
    return app
  }

  test('it scrolls on by the clock, and the selection with it, until the pointer is back', async () => {
    const app = await withLog()
    expect(first(app)).toBe('line 46')
    await app.mouse('press', 8, 4)
    await app.mouse('move', 0, 1)
    await app.advance(120)
    expect(first(app)).toBe('line 40')
    await app.mouse('move', 0, 2)
    await app.advance(1_000)
    expect(first(app)).toBe('line 40')
    await app.mouse('release', 0, 2)
    await app.press('ctrl+c')
    expect(app.clipboard[0]!.split('\n')).toEqual(Array.from({ length: 9 }, (_, i) => `line ${41 + i}`))
    expect(await app.unmount()).toEqual([])
  })

  test('it ends where there is nothing more, and with the release', async () => {
    const app = await withLog()
    await app.mouse('press', 8, 3)
    await app.mouse('move', 2, 0)
    await app.advance(5_000)
    expect(first(app)).toBe('line 0')
    await app.mouse('release', 2, 0)
    await app.press('ctrl+c')
    expect(app.clipboard[0]!.split('\n')[0]).toBe('ad')
    expect(app.clipboard[0]!.split('\n').at(-1)).toBe('line 48')
    expect(await app.unmount()).toEqual([])
  })

  test('who begins in the first row and stays there does not scroll', async () => {
    const app = await withLog()
    await app.mouse('press', 2, 1)
    await app.mouse('move', 5, 1)
    await app.advance(1_000)
    expect(first(app)).toBe('line 46')
    await app.mouse('release', 5, 1)
    expect(await app.unmount()).toEqual([])
  })
})

describe('who has the mouse', () => {
  test('a region that takes drags has no selection', async () => {
    const dragged = component({
      logic: noting,
      view: ({ context }) => text(`drag me ${context.seen}`),
      mouse: (_, { action }) => ({ type: 'note', what: action[0]! }),
    })
    const app = mount(dragged, { columns: 20, rows: 2 })
    await app.drag([0, 0], [3, 0], [6, 0])
    expect(app.styledScreen()[0]).toBe('drag me pmmr')
    await app.unmount()
  })

  test('a masked field is never selected', async () => {
    const field = textInputView({ masked: true })
    const app = mount(field, { columns: 20, rows: 2, input: { value: 'secret' } })
    await app.drag([0, 0], [9, 0])
    expect(app.screen()[0]).toContain('••••••')
    expect(app.styledScreen()[0]).not.toContain('selection')
    await app.unmount()
    const plain = mount(textInputView(), { columns: 20, rows: 2, input: { value: 'public' } })
    await plain.drag([0, 0], [9, 0])
    await plain.press('ctrl+c')
    expect(plain.clipboard).toEqual(['public'])
    await plain.unmount()
  })

  test('an app without the mouse is left to the terminal: it asks for no reports, and loads nothing', async () => {
    const app = mount(component({ logic: noting, view: () => text('hello') }), { columns: 20, rows: 2 })
    expect(app.takeBytes()).not.toMatch(/\[\?100[0236]h/)
    await app.drag([0, 0], [4, 0])
    expect(app.styledScreen()[0]).toBe('hello')
    await app.unmount()
  })
})

describe('where a copy goes', () => {
  const copyHello = async (clipboard: MountOptions['clipboard']) => {
    const app = show(() => text('hello'), { clipboard, columns: 50 })
    await app.drag([0, 0], [4, 0])
    await app.press('ctrl+c')
    await app.advance(0)
    const result = [app.clipboard, app.screen().at(-1)]
    await app.unmount()
    return result
  }

  test('to a function, which may take its time', async () => {
    const texts: string[] = []
    const later = async (text: string) => void texts.push(await Promise.resolve(text))
    expect(await copyHello(later)).toEqual([[], 'sent 1 line to the clipboard'])
    expect(texts).toEqual(['hello'])
  })

  test('an error of that function is told, and ends nothing', async () => {
    const failing = () => Promise.reject(new Error('no clipboard manager'))
    expect(await copyHello(failing)).toEqual([[], 'not copied: no clipboard manager'])
    const throwing = () => {
      throw new Error('thrown')
    }
    expect(await copyHello(throwing)).toEqual([[], 'not copied: thrown'])
  })

  test('nowhere', async () => {
    expect(await copyHello('none')).toEqual([[], 'not copied: copying is switched off'])
  })
})
