import { createActor, setup, assign } from 'xstate'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { all, box, column, component, keyHelp, listView, region, row, run, spacer, text } from 'actty'
import { list, selectedItem } from 'actty/machines'
import { mount } from 'actty/testing'
import { contents } from '../../../support/rows.ts'

const letters = [...'abcdefghij'].map((letter) => letter.repeat(3))

/** A million rows that count how often one was asked for. */
function million() {
  const source = {
    asked: 0,
    length: 1_000_000,
    at: (index: number) => {
      source.asked++
      return index
    },
  }
  return source
}

const words = () => listView(list<string>())
const numbers = () => listView(list<number>({ label: (index) => `row ${index}` }))

function shown(items: readonly string[] = letters, rows = 4, selected = 0) {
  return mount(words(), { columns: 12, rows, input: { items, selected } })
}

/** The rows, with a mark before the one that is selected. */
const marked = (app: ReturnType<typeof shown>) =>
  contents(app.screen()).map((row, y) => (app.styledScreen()[y]!.includes('on selection') ? `>${row}` : row))

describe('keys move what is selected, and the window follows no more than it has to', () => {
  test.each([
    ['down', 0, ['aaa', '>bbb', 'ccc', 'ddd']],
    ['j', 0, ['aaa', '>bbb', 'ccc', 'ddd']],
    ['up', 3, ['aaa', 'bbb', '>ccc', 'ddd']],
    ['k', 3, ['aaa', 'bbb', '>ccc', 'ddd']],
    ['down', 3, ['bbb', 'ccc', 'ddd', '>eee']],
    ['pagedown', 0, ['bbb', 'ccc', 'ddd', '>eee']],
    ['pageup', 9, ['>fff', 'ggg', 'hhh', 'iii']],
    ['end', 0, ['ggg', 'hhh', 'iii', '>jjj']],
    ['home', 9, ['>aaa', 'bbb', 'ccc', 'ddd']],
    ['up', 0, ['>aaa', 'bbb', 'ccc', 'ddd']],
    ['down', 9, ['ggg', 'hhh', 'iii', '>jjj']],
  ])('%s from %i', async (key, selected, after) => {
    const app = shown(letters, 4, selected)
    await app.press(key)
    expect(marked(app)).toEqual(after)
    expect(await app.unmount()).toEqual([])
  })

  test('also when the window becomes lower, or higher', async () => {
    const app = shown(letters, 6, 5)
    await app.resize(12, 2)
    expect(marked(app)).toEqual(['eee', '>fff'])
    await app.resize(12, 12)
    expect(marked(app).slice(4, 6)).toEqual(['eee', '>fff'])
    await app.resize(12, 1)
    await app.press('down')
    expect(marked(app)).toEqual(['>ggg'])
  })
})

test('a window that becomes higher has no room after the last item', async () => {
  const app = shown()
  await app.press('end')
  await app.resize(12, 6)
  expect(marked(app)).toEqual(['eee', 'fff', 'ggg', 'hhh', 'iii', '>jjj'])
})

describe('the mouse', () => {
  test('selects the clicked row, and nothing below the last one', async () => {
    const app = shown(letters, 4, 9)
    await app.click(1, 1)
    expect(marked(app)).toEqual(['ggg', '>hhh', 'iii', 'jjj'])
    const short = shown(['aaa', 'bbb'], 4)
    await short.click(1, 3)
    expect(marked(short)).toEqual(['>aaa', 'bbb', '', ''])
  })

  test('turns the window by its wheel, and the selection stays in it', async () => {
    const app = shown()
    await app.wheel('down', 0, 0)
    expect(marked(app)).toEqual(['>ddd', 'eee', 'fff', 'ggg'])
    await app.wheel('down', 0, 0)
    await app.wheel('down', 0, 0)
    expect(marked(app)).toEqual(['>ggg', 'hhh', 'iii', 'jjj'])
    await app.wheel('up', 0, 0)
    expect(marked(app)).toEqual(['ddd', 'eee', 'fff', '>ggg'])
  })

  test('counts rows from the corner of the list', async () => {
    const machine = setup({
      types: { children: {} as { list: 'list' } },
      actors: { list: list<string>({ keepOpen: true }) },
    })
    const app = mount(
      component({
        logic: machine.createMachine({
          id: 'around',
          invoke: { src: 'list', id: 'list', input: { items: letters } },
        }),
        view: ({ children }) => box({ title: 'list' }, [region(children.list, words(), { grow: 1 })]),
      }),
      { columns: 12, rows: 6 },
    )
    await app.click(2, 3)
    expect(selectedItem(app.snapshot().children.list!.getSnapshot())?.item).toBe('ccc')
    await app.unmount()
  })
})

describe('a filter is written in the last row', () => {
  test('in which letters are text, and which Escape leaves first', async () => {
    const app = shown(['jack', 'john', 'quinn', 'kim'], 4)
    await app.press('/', 'j')
    expect(marked(app)).toEqual(['>jack', 'john', '', 'j       2'])
    await app.press('down')
    expect(marked(app)).toEqual(['jack', '>john', '', 'j       2'])
    await app.press('backspace', 'q')
    expect(marked(app)).toEqual(['>quinn', '', '', 'q       1'])
    await app.press('escape')
    expect(marked(app)).toEqual(['jack', 'john', '>quinn', 'kim'])
    expect(app.snapshot().status).toBe('active')
    const { result } = app
    await app.press('escape')
    expect(await result).toBe(undefined)
  })

  test('and has a row less for the items', async () => {
    const app = shown()
    await app.press('/', 'down', 'down', 'down')
    expect(marked(app)).toEqual(['bbb', 'ccc', '>ddd', 'filter'])
  })

  test('in which Enter chooses', async () => {
    const app = shown()
    const { result } = app
    await app.press('/', 'e', 'enter')
    expect(await result).toEqual({ item: 'eee', index: 4 })
    expect(await app.unmount()).toEqual([])
  })

  test('which has the cursor', async () => {
    const app = shown()
    await app.press('/')
    expect(app.takeBytes()).toContain('\x1b[?25h')
  })

  test('and a click counts without it', async () => {
    const app = shown()
    await app.press('/')
    await app.click(1, 2)
    expect(marked(app)).toEqual(['aaa', 'bbb', '>ccc', 'filter'])
    await app.click(1, 3)
    expect(selectedItem(app.snapshot())?.item).toBe('ccc')
  })

  test('that says so if nothing matches', async () => {
    const app = shown()
    await app.press('/', 'x')
    expect(app.screen()).toEqual(['  nothing', '', '', '▌ x       0'])
  })

  test('of a million rows, while frames go on', async () => {
    const app = mount(numbers(), { columns: 20, rows: 4, input: { items: million() } })
    await app.press('/')
    app.terminal.send('9')
    app.screen() // everything that is due now
    await app.type('99999')
    await app.advance(100)
    expect(contents(app.screen())).toEqual(['row 999999', '', '', '999999          1'])
    expect(await app.unmount()).toEqual([])
  })
})

describe('a million rows cost those in view', () => {
  test.each([['down'], ['up'], ['pagedown'], ['pageup'], ['end'], ['home'], ['j']])('%s', async (key) => {
    const items = million()
    const app = mount(numbers(), { columns: 20, rows: 40, input: { items, selected: 500_000 } })
    items.asked = 0
    await app.press(key)
    expect(items.asked).toBeGreaterThan(0)
    expect(items.asked).toBeLessThanOrEqual(40 + 4)
    await app.unmount()
  })

  test('also to show them at first, and to turn the wheel', async () => {
    const items = million()
    const app = mount(numbers(), { columns: 20, rows: 40, input: { items } })
    expect(items.asked).toBeLessThanOrEqual(2 * 40)
    items.asked = 0
    await app.wheel('down', 1, 1)
    expect(items.asked).toBeLessThanOrEqual(40 + 4)
    await app.unmount()
  })
})

test('rows are shown by `row`, which gets their index, selection and focus', async () => {
  const component = listView(list<string>(), {
    row: (item, { index, selected, focused, columns }) =>
      row([text(`${index} ${item}`), spacer(), text(selected && focused ? `${columns}` : '-')]),
  })
  const app = mount(component, { columns: 14, rows: 2, input: { items: letters, selected: 1 } })
  expect(app.screen()).toEqual(['  0 aaa    - █', '▌ 1 bbb   10'])
  await app.unmount()
})

test('an empty list says so, and takes no Enter', async () => {
  const app = mount(listView(list<string>(), { empty: 'no users' }), {
    columns: 12,
    rows: 2,
    input: { items: [] },
  })
  await app.press('enter', 'down', 'end')
  expect(app.screen()).toEqual(['  no users', ''])
  await app.unmount()
})

test('what is chosen has the type of the items', () => {
  const users = list<{ name: string }>({ label: ({ name }) => name })
  expectTypeOf(() => run(listView(users), { input: { items: [] } })).returns.resolves.toEqualTypeOf<
    { readonly item: { name: string }; readonly index: number } | undefined
  >()
  // @ts-expect-error -- a user has no age
  list<{ name: string }>({ label: ({ age }) => String(age) })
  // @ts-expect-error -- an item is a user
  createActor(users, { input: { items: ['Ada'] } })
})

test('with `keepOpen`, the region around opens an item, whose type it knows', async () => {
  const users = list<{ name: string }>({ label: ({ name }) => name, keepOpen: true })
  const machine = setup({
    types: {
      context: {} as { opened: string },
      events: {} as { type: 'open'; user: { name: string } } | { type: 'back' },
      children: {} as { users: 'users' },
    },
    actors: { users },
  }).createMachine({
    id: 'people',
    context: { opened: '' },
    invoke: { src: 'users', id: 'users', input: { items: [{ name: 'Ada' }, { name: 'Bob' }] } },
    initial: 'browsing',
    states: {
      browsing: {
        on: { open: { target: 'open', actions: assign({ opened: ({ event }) => event.user.name }) } },
      },
      open: { on: { back: 'browsing' } },
    },
  })
  const app = mount(
    component({
      logic: machine,
      keys: {
        enter: ({ children }) => {
          const selected = children.users && selectedItem(children.users.getSnapshot())
          return selected && { type: 'open', user: selected.item }
        },
        escape: { type: 'back' },
      },
      view: ({ context, children, value }) =>
        value === 'open' ? text(context.opened) : region(children.users, listView(users)),
    }),
    { columns: 10, rows: 2 },
  )
  await app.press('down', 'enter')
  expect(app.screen()).toEqual(['Bob', ''])
  await app.press('escape', 'up', 'enter')
  expect(app.screen()).toEqual(['Ada', ''])
  expect(await app.unmount()).toEqual([])
})

test('the help line says what the arrows do now', async () => {
  const numbers = listView<string>()
  const app = mount(
    component({
      logic: setup({ actors: { numbers } }).createMachine({
        invoke: all({ numbers }, { numbers: { items: ['one', 'two', 'three'] } }),
      }),
      view: ({ children }) => column([region(children.numbers, { grow: 1 }), keyHelp()]),
    }),
    { columns: 40, rows: 4 },
  )
  const lines = ['  ↓  Select   /  Filter', '  ↑↓  Select   /  Filter', '  ↑  Select   /  Filter']
  for (const line of lines) {
    expect(app.screen()[3]!.slice(0, line.length)).toBe(line)
    await app.press('down')
  }
  expect(await app.unmount()).toEqual([])
})
