import { fromPromise, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, keyHelp, region, text, type Changes } from 'actty'
import { polling } from 'actty/machines'
import { treeView, type TreeViewOptions } from 'actty/data'
import { mount } from 'actty/testing'

interface Item {
  readonly id: string
  readonly children?: readonly Item[]
}

const item = (id: string, ...children: Item[]): Item => (children.length > 0 ? { id, children } : { id })

const people = item(
  'people',
  item('users', item('work')),
  item('detail', item('card')),
  item('query'),
  item('terminal', item('frames')),
)
const label = ({ id }: Item) => id

function shown(
  options: Partial<TreeViewOptions<Item>> = {},
  size: { columns?: number; rows?: number; glyphs?: 'ascii' } = {},
) {
  const tree = treeView<Item>({ label, ...options })
  return mount(tree, { columns: 24, rows: 8, ...size, input: { nodes: [people] } } as never)
}

const open = { open: () => true }

describe('a tree', () => {
  test('has guides, and three cells for each level', async () => {
    const app = shown()
    expect(app.screen().slice(0, 2)).toEqual(['▌ ▸ people', ''])
    await app.press('*')
    expect(app.screen()).toEqual([
      '▌ ▾ people',
      '  ├─▾ users',
      '  │  └── work',
      '  ├─▾ detail',
      '  │  └── card',
      '  ├── query',
      '  └─▾ terminal',
      '     └── frames',
    ])
    expect(await app.unmount()).toEqual([])
  })

  test('has guides in ASCII', () => {
    expect(shown(open, { glyphs: 'ascii' }).screen().slice(0, 6)).toEqual([
      '> v people',
      '  |-v users',
      '  |  `-- work',
      '  |-v detail',
      '  |  `-- card',
      '  |-- query',
    ])
  })

  test('leaves out guides and details where it is narrow', () => {
    const deep = item('a', item('b', item('c', item('d', item('e')))))
    const tree = treeView<Item>({ label, ...open, detail: ({ id }) => `${id}!` })
    const size = { columns: 14, rows: 5, input: { nodes: [deep] } }
    expect(mount(tree, size).screen()).toEqual(['▌ ▾ a', '  └─▾ b', '  … ▾ c', '  … ▾ d', '  … ─ e'])
    expect(mount(tree, { ...size, columns: 30 }).screen()[1]).toBe('  └─▾ b                    b!')
  })

  test('shows any view of a node', () => {
    const app = shown({ ...open, row: ({ id }, { depth }) => text([text(`${depth}`, { bold: true }), id]) })
    expect(app.screen()[2]).toBe('  │  └── 2work')
  })
})

describe('keys are those of file managers', () => {
  test('right opens, then goes to the child; left closes, then goes to the parent', async () => {
    const app = shown()
    await app.press('right', 'right', 'right', 'l')
    expect(app.screen().slice(0, 3)).toEqual(['  ▾ people', '  ├─▾ users', '▌ │  └── work'])
    await app.press('right', 'left')
    expect(app.snapshot().context.value).toMatchObject({ id: 'users' })
    await app.press('h', 'left', 'left')
    expect(app.screen().slice(0, 2)).toEqual(['▌ ▸ people', ''])
    await app.press('left')
    expect(app.screen()[0]).toBe('▌ ▸ people')
  })

  test('others go by rows and pages, open, and close everything', async () => {
    const app = shown({}, { rows: 3 })
    await app.press('space', 'pagedown')
    expect(app.snapshot().context.value).toMatchObject({ id: 'query' })
    await app.press('end')
    expect(app.screen()).toEqual(['  ├─▸ detail', '  ├── query            ▆', '▌ └─▸ terminal         █'])
    await app.press('home', 'shift+right', 'end')
    expect(app.snapshot().context.value).toMatchObject({ id: 'frames' })
    await app.press('left', 'shift+left', 'home', 'space', 'space')
    expect(app.screen()[1]).toMatch(/^ {2}├─▾ users/)
  })

  test('Enter ends it with the node, Escape without one', async () => {
    const chosen = shown()
    await chosen.press('right', 'down', 'enter')
    expect(chosen.snapshot()).toMatchObject({ status: 'done', output: { id: 'users' } })
    const left = shown()
    await left.press('escape')
    expect(left.snapshot()).toMatchObject({ status: 'done', output: undefined })
  })
})

test('a click selects, and on a marker it opens and closes; the wheel and the bar scroll', async () => {
  const app = shown({}, { rows: 4 })
  await app.click(2, 0)
  await app.click(4, 1)
  await app.click(10, 2)
  expect(app.screen().map((row) => row.slice(0, 14).trimEnd())).toEqual([
    '  ▾ people',
    '  ├─▾ users',
    '▌ │  └── work',
    '  ├─▸ detail',
  ])
  await app.wheel('down', 5, 1)
  expect(app.screen()[3]).toContain('terminal')
  await app.click(23, 0)
  expect(app.screen()[0]).toContain('people')
})

describe('the filter', () => {
  test('lists nodes that are there, however deep, and those around them', async () => {
    const app = shown({}, { rows: 6 })
    await app.press('/')
    await app.type('work')
    expect(app.screen().map((row) => row.trimEnd())).toEqual([
      '  ▾ people',
      '  └─▾ users',
      '▌    └── work',
      '',
      '',
      expect.stringMatching(/work +1/),
    ])
    await app.press('escape')
    expect(app.screen().slice(0, 4)).toEqual(['  ▾ people', '  ├─▾ users', '▌ │  └── work', '  ├─▸ detail'])
    await app.press('/')
    await app.type('xyz')
    expect(app.screen()[0]).toContain('nothing found')
    expect(app.snapshot().context.value).toBeUndefined()
    await app.press('escape')
    expect(app.snapshot().context.value).toMatchObject({ id: 'work' })
    expect(await app.unmount()).toEqual([])
  })
})

describe('children are loaded when their node is opened', () => {
  /** Loads that the test ends, by the node that they are for. */
  function loading(...more: string[]) {
    const loads = new Map<string, { done(children: readonly string[]): void; fail(error: Error): void }>()
    const aborted: string[] = []
    const load = fromPromise(({ input, signal }: { input: Item; signal: AbortSignal }) => {
      return new Promise<Item[]>((resolve, fail) => {
        loads.set(input.id, { done: (ids) => resolve(ids.map((id) => ({ id }))), fail })
        signal.addEventListener('abort', () => {
          aborted.push(input.id)
          fail(new Error('aborted'))
        })
      })
    })
    const hasChildren = ({ id }: Item) => !id.endsWith('.ts')
    const tree = treeView<Item>({ label, load, hasChildren })
    const nodes = ['src', 'test', ...more].map((id) => ({ id }))
    const app = mount(tree, { columns: 30, rows: 6, input: { nodes } })
    return { app, loads, aborted }
  }

  test('a row says so, and what is loaded stays while the node is closed', async () => {
    const { app, loads } = loading()
    await app.press('right')
    expect(app.screen()[1]).toMatch(/^ {2}└─[^ ] loading …$/)
    expect([app.screen()[0], app.screen()[2]]).toEqual(['▌ ▾ src', '  ▸ test'])
    loads.get('src')!.done(['app', 'a.ts'])
    await app.advance(0)
    expect(app.screen().slice(0, 4)).toEqual(['▌ ▾ src', '  ├─▸ app', '  └── a.ts', '  ▸ test'])
    loads.clear()
    await app.press('left', 'right')
    expect(app.screen()[2]).toBe('  └── a.ts')
    expect(loads.size).toBe(0)
    expect(await app.unmount()).toEqual([])
  })

  test('a row says why that failed, and r or Enter on it loads again', async () => {
    const { app, loads } = loading()
    await app.press('right')
    loads.get('src')!.fail(new Error('no permission'))
    await app.advance(0)
    expect(app.screen()[1]).toBe('  └─✗ no permission  r  Load…')
    await app.press('down', 'enter')
    expect(app.screen()[1]).toMatch(/. loading …/)
    loads.get('src')!.done([])
    await app.advance(0)
    expect(app.screen()[1]).toBe('▌ └── nothing')
    await app.press('r')
    loads.get('src')!.done(['b.ts'])
    await app.advance(0)
    expect(app.screen().slice(0, 2)).toEqual(['  ▾ src', '▌ └── b.ts'])
    expect(await app.unmount()).toEqual([])
  })

  test('the load is aborted when its node or one around it is closed, and when the tree ends', async () => {
    const { app, loads, aborted } = loading()
    await app.press('right')
    expect(Object.keys(app.snapshot().children)).toEqual(['load 1'])
    await app.press('left')
    expect(aborted).toEqual(['src'])
    expect(Object.keys(app.snapshot().children)).toEqual([])
    await app.press('right')
    loads.get('src')!.done(['app'])
    await app.advance(0)
    await app.press('right', 'right', 'up', 'left')
    expect(aborted).toEqual(['src', 'app'])
    await app.press('down', 'down', 'right', 'escape')
    expect(aborted).toEqual(['src', 'app', 'test'])
    expect(await app.unmount()).toEqual([])
  })

  test('the cursor stays on its node, and on its row, when they are loaded again', async () => {
    const { app, loads } = loading()
    await app.press('right')
    loads.get('src')!.done(['b.ts', 'c.ts', 'd.ts'])
    await app.advance(0)
    await app.press('down', 'down', 'r')
    expect(app.screen()[0]).toMatch(/^ {2}[^▾▸] src$/)
    expect(app.screen()[2]).toBe('▌ ├── c.ts')
    loads.get('src')!.done(['a.ts', 'b.ts', 'd.ts', 'c.ts'])
    await app.advance(0)
    expect(app.snapshot().context.value).toMatchObject({ id: 'c.ts' })
    loads.clear()
    await app.press('r')
    loads.get('src')!.done(['a.ts', 'd.ts'])
    await app.advance(0)
    expect(app.snapshot().context.value).toMatchObject({ id: 'd.ts' })
  })

  test('nodes that come later do not move the row at the cursor', async () => {
    const { app, loads } = loading('1', '2', '3', '4', '5')
    await app.press('right', 'down', 'down')
    expect(app.screen()[2]).toMatch(/^▌ ▸ test/)
    loads.get('src')!.done(Array.from({ length: 10 }, (_, at) => `${at}.ts`))
    await app.advance(0)
    expect(app.screen()[2]).toMatch(/^▌ ▸ test/)
  })

  test('what is loaded below the last row of the window comes into view', async () => {
    const { app, loads } = loading('1', '2', '3', '4', '5')
    await app.press('end', 'right')
    expect(app.screen()[4]).toMatch(/^▌ ▾ 5/)
    expect(app.screen()[5]).toMatch(/loading/)
    loads.get('5')!.done(['a', 'b', 'c', 'd'])
    await app.advance(0)
    expect(app.screen()[2]).toMatch(/^▌ ▾ 5/)
    expect(app.screen()[5]).toMatch(/├─▸ c/)
  })

  test('a pattern that does not end goes on while the node is open', async () => {
    let count = 0
    const load = polling(
      fromPromise<Item[], Item>(() => Promise.resolve([{ id: `answer ${++count}` }])),
      1_000,
    )
    const tree = treeView<Item>({ label, load, key: ({ id }) => id, hasChildren: ({ id }) => id === 'top' })
    const app = mount(tree, { columns: 24, rows: 3, input: { nodes: [{ id: 'top' }] } })
    await app.press('right')
    await app.advance(0)
    expect(app.screen()[1]).toBe('  └── answer 1')
    await app.advance(2_000)
    expect(app.screen()[1]).toBe('  └── answer 3')
    await app.press('left')
    await app.advance(5_000)
    expect(count).toBe(3)
    await app.press('right')
    await app.advance(0)
    expect(app.screen()[1]).toBe('  └── answer 4')
    expect(await app.unmount()).toEqual([])
  })
})

test('its parent is told the node at the cursor, and Enter and Escape are its own', async () => {
  const actors = { people: treeView<Item>({ label, keepOpen: true }) }
  const told: unknown[] = []
  const parent = component({
    logic: setup({
      types: { events: {} as Changes<typeof actors> | { type: 'enter' } },
      actors,
    }).createMachine({
      invoke: { src: 'people', id: 'people', input: { nodes: [people] } },
      on: {
        'people.change': { actions: ({ event }) => told.push(event.value?.id) },
        enter: { actions: () => told.push('enter'), description: 'Show' },
      },
    }),
    keys: { enter: { type: 'enter' } },
    view: ({ children }) => column([region(children.people, { grow: 1 }), keyHelp()]),
  })
  const app = mount(parent, { columns: 80, rows: 5 })
  await app.press('right', 'down', 'enter')
  expect(told).toEqual(['people', 'users', 'enter'])
  expect(app.screen().at(-1)).toContain('Open')
  expect(await app.unmount()).toEqual([])
})
