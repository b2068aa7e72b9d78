import { createStore } from '@xstate/store'
import { describe, expect, test } from 'vitest'
import { mount } from 'actty/testing'
import { progressBar, row, text } from 'actty'
import { tableView, type TableInput, type TableViewOptions } from 'actty/data'

interface Service {
  readonly id: number
  readonly name: string
  readonly cpu: number | undefined
  readonly zone: string
}

const services: readonly Service[] = [
  { id: 1, name: 'web', cpu: 0.5, zone: 'eu' },
  { id: 2, name: 'api', cpu: 12, zone: 'us' },
  { id: 3, name: 'mail', cpu: undefined, zone: 'eu' },
  { id: 4, name: 'db', cpu: 2, zone: 'ap' },
]

const columns = [
  { name: 'name', title: 'Service' },
  { name: 'cpu', title: 'CPU' },
  { name: 'zone', title: 'Zone' },
] as const

function shown(
  options: Partial<TableViewOptions<Service>> = {},
  input: TableInput<Service> = { rows: services },
  size: { columns?: number; rows?: number } = {},
) {
  return mount(tableView<Service>({ columns, ...options }), { columns: 40, rows: 6, ...size, input })
}

test('a table has a header, and numbers stand at the right', () => {
  expect(shown().screen()).toEqual([
    '  Service      CPU  Zone',
    '▌ web          0.5  eu',
    '  api           12  us',
    '  mail           –  eu',
    '  db             2  ap',
    '',
  ])
})

const names = (app: ReturnType<typeof shown>) =>
  app
    .screen()
    .slice(1)
    .map((line) => line.slice(0, 8).trim())
    .filter((name) => name !== '')

describe('rows are sorted', () => {
  test('by a click on a title, and the other way around by another; what is unknown stands last', async () => {
    const app = shown()
    await app.click(13, 0)
    expect(app.screen()[0]).toBe('  Service    CPU ▴  Zone')
    expect(names(app)).toEqual(['▌ web', 'db', 'api', 'mail'])
    await app.click(13, 0)
    expect(app.screen()[0]).toBe('  Service    CPU ▾  Zone')
    expect(names(app)).toEqual(['api', 'db', '▌ web', 'mail'])
    expect(await app.unmount()).toEqual([])
  })

  test('by several columns, with Shift', async () => {
    const app = shown()
    await app.click(20, 0)
    await app.click(3, 0, { shift: true })
    expect(names(app)).toEqual(['db', 'mail', '▌ web', 'api'])
  })

  test('by the key s, column after column, and by S the other way around', async () => {
    const app = shown()
    await app.press('s')
    expect(names(app)).toEqual(['api', 'db', 'mail', '▌ web'])
    await app.press('S')
    expect(names(app)).toEqual(['▌ web', 'mail', 'db', 'api'])
    await app.press('s')
    expect(names(app)).toEqual(['▌ web', 'db', 'api', 'mail'])
  })
})

test('of several columns, S turns the first around, and the others stay', async () => {
  const app = shown({}, { rows: services, sort: [{ column: 'zone' }, { column: 'name' }] })
  await app.press('S')
  expect(app.snapshot().context.sort).toEqual([{ column: 'zone', descending: true }, { column: 'name' }])
})

test('rows that have changed in the same array are sorted again', async () => {
  const rows = services.map((service) => ({ ...service }))
  const app = shown({}, { rows, sort: [{ column: 'name' }] })
  rows[0]!.name = 'aaa'
  rows.push({ id: 5, name: 'cache', cpu: 1, zone: 'far away' })
  app.actor.send({ type: 'rows', rows })
  await app.advance(1_000)
  expect(names(app)).toEqual(['▌ aaa', 'api', 'cache', 'db', 'mail'].slice(0, names(app).length))
  expect(app.screen()[3]).toContain('far away')
})

describe('columns as wide as their texts', () => {
  const head = (app: ReturnType<typeof shown>) => app.screen()[0]

  test('get wider if rows change, but not narrower', async () => {
    const app = shown()
    const send = async (name: string) => {
      app.actor.send({ type: 'update', rows: [{ ...services[0]!, name }] })
      await app.advance(300)
      return head(app)
    }
    expect(await send('a longer name')).toBe('  Service          CPU  Zone')
    expect(await send('web')).toBe('  Service          CPU  Zone')
    app.actor.send({ type: 'rows', rows: [] })
    await app.advance(0)
    app.actor.send({ type: 'rows', rows: services })
    await app.advance(0)
    expect(head(app)).toBe('  Service      CPU  Zone')
  })

  test('get wider while a source grows', async () => {
    const rows = { length: 0, at: (id: number) => ({ id, name: 'n'.repeat(id), cpu: id, zone: 'eu' }) }
    const app = shown({}, { rows })
    rows.length = 20
    app.actor.send({ type: 'rows', rows })
    await app.advance(0)
    expect(head(app)).toBe('  Service                CPU  Zone')
    rows.length = 30
    await app.resize(50, 6)
    expect(head(app)).toBe('  Service                          CPU  Zone')
  })
})

describe('the cursor', () => {
  test('stays on its row while rows move, and goes to the next one if its row is gone', async () => {
    const app = shown()
    await app.press('down')
    app.actor.send({ type: 'rows', rows: [services[3]!, services[2]!, services[1]!] })
    await app.advance(0)
    expect(names(app)).toEqual(['db', 'mail', '▌ api'])
    app.actor.send({ type: 'remove', keys: [2] })
    await app.advance(0)
    expect(names(app)).toEqual(['db', '▌ mail'])
  })

  test('goes by cells', async () => {
    const app = shown({ cursor: 'cell' })
    await app.press('right', 'down')
    expect(app.snapshot().context.column).toBe('cpu')
    await app.press('s')
    expect(names(app)).toEqual(['web', 'db', '▌ api', 'mail'])
    await app.click(3, 1)
    expect(app.snapshot().context).toMatchObject({ column: 'name', position: 0 })
  })

  test('goes by cells with a wheel that goes sideways', async () => {
    const app = shown({ cursor: 'cell' })
    await app.wheel('right', 5, 2)
    expect(app.snapshot().context).toMatchObject({ column: 'cpu', position: 0 })
    await app.wheel('left', 5, 2)
    expect(app.snapshot().context).toMatchObject({ column: 'name', position: 0 })
  })

  test('stays on its column while columns change', async () => {
    const app = shown({ cursor: 'cell' })
    await app.press('right')
    app.actor.send({ type: 'columns', names: ['zone', 'cpu'] })
    await app.advance(0)
    expect(app.screen()[0]).toBe('  Zone      CPU')
    expect(app.snapshot().context.column).toBe('cpu')
  })
})

describe('rows are selected', () => {
  test('one by one, and in ranges with Shift; the selection stays while rows move', async () => {
    const app = shown({ multiple: true })
    await app.press('space', 'down', 'shift+down')
    expect([...services].filter(({ id }) => app.snapshot().context.selection.has(id))).toEqual([
      services[1],
      services[2],
    ])
    await app.press('s')
    expect(
      app
        .screen()
        .slice(1, 5)
        .map((line) => line.slice(0, 8)),
    ).toEqual(['  ■ api ', '    db  ', '▌ ■ mail', '    web '])
    await app.press('escape')
    expect(app.snapshot().context.selection.size).toBe(0)
    await app.press('ctrl+a')
    expect(app.snapshot().context.selection.size).toBe(4)
  })

  test('and are copied with tabs', async () => {
    const app = shown({ multiple: true })
    await app.press('space', 'down', 'space', 'y')
    expect(app.takeBytes()).toContain(Buffer.from('web\t0.5\teu\napi\t12\tus').toString('base64'))
  })

  test('in a row each, whatever is in their texts', async () => {
    const app = shown({}, { rows: [{ id: 1, name: 'a\tb\r\nc\u2028d', cpu: 1, zone: 'say "x"' }] })
    await app.press('y')
    expect(app.takeBytes()).toContain(Buffer.from('a b c d\t1\tsay "x"').toString('base64'))
  })
})

describe('columns that do not fit', () => {
  const narrow = () => shown({ frozen: 1 }, { rows: services }, { columns: 24 })

  test('go from the right, and the header says how many', () => {
    expect(narrow().screen().slice(0, 2)).toEqual(['  Service      CPU   +1', '▌ web          0.5'])
  })

  test('come by scrolling, while frozen ones stay', async () => {
    const app = narrow()
    await app.press('right')
    expect(app.screen().slice(0, 2)).toEqual(['  Service    Zone', '▌ web        eu'])
    await app.press('left')
    expect(app.screen()[0]).toBe('  Service      CPU   +1')
  })

  test('and frozen ones leave room for another, or they are frozen no more', () => {
    const app = shown({ frozen: 1 }, { rows: services }, { columns: 18 })
    expect(app.screen().slice(0, 2)).toEqual(['  Service      +2', '▌ web'])
  })

  test('and in very few cells, a column is cut', () => {
    const app = shown({}, { rows: services }, { columns: 10, rows: 3 })
    expect(app.screen()).toEqual(['  Servi…', '▌ web    █', '  api'])
  })
})

test('no columns and no rows are a table, too', async () => {
  const app = mount(tableView<Service>({ columns: [] }), { columns: 12, rows: 4, input: { rows: services } })
  await app.press('down', 'right', 's', 'S', 'end')
  expect(app.screen()).toEqual(['', '           ▂', '           █', '▌          █'])
  const empty = shown({ multiple: true }, { rows: [] })
  await empty.press('down', 'space', 'shift+down', 'ctrl+a', 'y', 's', 'end', 'pageup', '/', 'x')
  expect(empty.screen()[1]).toBe('  nothing found')
})

test('a filter searches all columns', async () => {
  const app = shown()
  await app.press('/', 'e', 'u')
  expect(names(app).slice(0, 2)).toEqual(['▌ web', 'mail'])
  expect(app.screen().at(-1)).toMatch(/^▌ eu +2$/)
  await app.press('x')
  expect(app.screen()[1]).toBe('  nothing found')
  await app.press('escape')
  expect(names(app)).toHaveLength(4)
})

describe('faces', () => {
  test('loading, failed, and empty', async () => {
    const app = shown({ empty: 'No services' }, {})
    expect(app.screen()[1]).toMatch(/loading …$/)
    app.actor.send({ type: 'failed', error: new Error('no route to eu') })
    await app.advance(0)
    expect(app.screen()[1]).toBe('  ✗ no route to eu')
    app.actor.send({ type: 'rows', rows: [] })
    await app.advance(0)
    expect(app.screen()[1]).toBe('  No services')
    app.actor.send({ type: 'rows', rows: services })
    app.actor.send({ type: 'failed', error: new Error('no route to eu') })
    await app.advance(0)
    expect([app.screen()[1], app.screen().at(-1)]).toEqual(['▌ web          0.5  eu', '  ✗ no route to eu'])
  })

  test('without Unicode', async () => {
    const app = mount(tableView<Service>({ columns, multiple: true }), {
      columns: 40,
      rows: 5,
      glyphs: 'ascii',
      input: { rows: services, sort: [{ column: 'cpu' }] },
    })
    await app.press('space')
    expect(app.screen().slice(0, 3)).toEqual([
      '    Service    CPU ^  Zone',
      '> * web          0.5  eu',
      '    db             2  ap',
    ])
  })
})

describe('cells', () => {
  test('are any view, and are told their width', () => {
    const app = mount(
      tableView<Service>({
        columns: [
          { name: 'name' },
          { name: 'cpu', width: 10, cell: (_, { columns }) => progressBar(0.5, { width: columns }) },
          { name: 'zone', cell: ({ zone }) => row([text('in '), text(zone)]), width: 6 },
        ],
      }),
      { columns: 30, rows: 5, input: { rows: services } },
    )
    expect(app.screen()[1]).toBe('▌ web     ━━━━━─────  in eu')
  })

  test('of wide letters, several lines, and escape sequences stay in their columns', () => {
    const odd = [
      { id: 1, name: '日本語テスト', zone: 'a' },
      { id: 2, name: 'two\v\u2028\n\flines', zone: 'b' },
      { id: 3, name: '\x1b[31mred\x1b[0m', zone: 'c' },
      { id: 4, name: '\x1b[2Jx', zone: 'd' },
      { id: 5, name: '👩‍👩‍👧 family', zone: 'e' },
    ]
    const app = mount(tableView<(typeof odd)[number]>({ columns: [{ name: 'name' }, { name: 'zone' }] }), {
      columns: 30,
      rows: 6,
      input: { rows: odd },
    })
    expect(app.screen()).toEqual([
      '  name          zone',
      '▌ 日本語テスト  a',
      '  two lines     b',
      '  red           c',
      '  ␛[2Jx         d',
      expect.stringMatching(/^ {2}👩‍👩‍👧 family {5}e$/u) as string,
    ])
  })
})

test('rows come from a store, and only what changed is drawn', async () => {
  const store = createStore({
    context: { rows: services },
    on: {
      load: (_, { id, cpu }: { id: number; cpu: number }) => ({
        rows: services.map((service) => (service.id === id ? { ...service, cpu } : service)),
      }),
    },
  })
  const app = shown({}, { rows: store.select(({ rows }) => rows) })
  await app.press('down')
  app.takeBytes()
  store.send({ type: 'load', id: 4, cpu: 7 })
  await app.advance(100)
  expect(app.screen()[4]).toBe('  db             7  ap')
  expect(app.takeBytes().length).toBeLessThan(60)
  expect(await app.unmount()).toEqual([])
})

test('without an input it says that rows are loading', async () => {
  const app = mount(tableView<{ name: string }>({ columns: [{ name: 'name' }] }), { columns: 20, rows: 3 })
  expect(app.screen().join('\n')).toContain('loading …')
  app.actor.send({ type: 'rows', rows: [{ name: 'one' }] })
  await app.advance(100)
  expect(app.screen().join('\n')).toContain('one')
  expect(await app.unmount()).toEqual([])
})
