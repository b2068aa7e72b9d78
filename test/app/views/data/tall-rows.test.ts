import { describe, expect, test } from 'vitest'
import { mount } from 'actty/testing'
import { column, text } from 'actty'
import { tableView, type TableInput, type TableViewOptions } from 'actty/data'

interface Job {
  readonly id: number
  readonly name: string
  readonly note: string
}

const jobs: readonly Job[] = [
  { id: 1, name: 'fetch', note: 'done' },
  { id: 2, name: 'build', note: 'failed: the disk is full' },
  { id: 3, name: 'test', note: 'waits\nfor build' },
  { id: 4, name: 'ship', note: 'one two three four five six seven' },
  { id: 5, name: 'tell', note: '' },
]

const columns = [
  { name: 'name', title: 'Job' },
  { name: 'note', title: 'Note', width: 12, overflow: 'wrap' },
] as const

function shown(options: Partial<TableViewOptions<Job>> = {}, rows: TableInput<Job>['rows'] = jobs) {
  const table = tableView<Job>({ columns, maxRowHeight: 3, ...options })
  return mount(table, { columns: 26, rows: 8, input: { rows } })
}

/** What is shown without the scroll bar. */
const linesOf = (app: ReturnType<typeof shown>) =>
  app
    .screen()
    .slice(1)
    .map((line) => line.slice(0, 24).trimEnd())

test('rows are as high as their texts, up to a limit, and the last one in view is cut', () => {
  expect(shown().screen()).toEqual([
    '  Job    Note',
    '▌ fetch  done            █',
    '  build  failed: the     █',
    '         disk is full    █',
    '  test   waits           █',
    '         for build       █',
    '  ship   one two         ▄',
    '         three four',
  ])
})

describe('the window', () => {
  test('shows all of the row at the cursor', async () => {
    const app = shown()
    await app.press('down', 'down', 'down')
    expect(linesOf(app)).toEqual([
      '  build  failed: the',
      '         disk is full',
      '  test   waits',
      '         for build',
      '▌ ship   one two',
      '▌        three four',
      '▌        five six',
    ])
  })

  test('turns pages of as many rows as fit, and ends with the last one', async () => {
    const app = shown()
    await app.press('pagedown')
    expect(app.snapshot().context).toMatchObject({ position: 3, top: 1 })
    await app.press('end')
    expect(linesOf(app).filter((line) => line !== '')).toEqual([
      '  test   waits',
      '         for build',
      '  ship   one two',
      '         three four',
      '         five six',
      '▌ tell',
    ])
    await app.press('pageup')
    expect(app.snapshot().context).toMatchObject({ position: 1, top: 1 })
    await app.press('pageup')
    expect(app.snapshot().context).toMatchObject({ position: 0, top: 0 })
  })

  test('is scrolled by the wheel, a row at a time, and by the bar, a page at a time', async () => {
    const app = shown(
      {},
      [1, 2, 3, 4].flatMap((by) => jobs.map((job) => ({ ...job, id: job.id + by * 10 }))),
    )
    await app.wheel('down', 5, 3)
    expect(app.snapshot().context).toMatchObject({ top: 1, position: 1 })
    await app.click(25, 7)
    expect(app.snapshot().context).toMatchObject({ top: 4, position: 4 })
  })

  test('has the row under the mouse, also if its last line is clicked', async () => {
    const app = shown({ cursor: 'cell' })
    await app.click(12, 3)
    expect(app.snapshot().context).toMatchObject({ position: 1, column: 'note' })
    await app.click(3, 7)
    expect(app.snapshot().context).toMatchObject({ position: 3, column: 'name' })
  })
})

test('a row is as high as a view in it', () => {
  const app = shown({
    columns: [
      { name: 'name' },
      {
        name: 'note',
        width: 12,
        cell: ({ note }) => column([text('note:'), text(note, { overflow: 'truncate' })]),
      },
    ],
    multiple: true,
  })
  expect(linesOf(app).slice(0, 4)).toEqual([
    '▌   fetch   note:',
    '▌           done',
    '    build   note:',
    '            failed: the…',
  ])
})

test('a million rows of different heights are asked for as they come into view', async () => {
  const asked = new Set<number>()
  const rows = {
    length: 1_000_000,
    at(index: number) {
      asked.add(index)
      return { id: index, name: `${index}`, note: 'word '.repeat(index % 9) }
    },
  }
  const app = shown({}, rows)
  asked.clear()
  await app.press('end', 'pageup', 'up', 'home', 'pagedown')
  expect(app.snapshot().context.position).toBeGreaterThan(2)
  expect(asked.size).toBeLessThan(300)
})

describe('each second row', () => {
  test('has a ground of its own, and the mark of the cursor is on it without colors, too', async () => {
    const app = shown({ zebra: true })
    const grounds = () => app.styledScreen().map((line) => /on \w+/.exec(line)?.[0])
    expect(grounds().slice(1, 6)).toEqual(['on selection', 'on surface', 'on surface', undefined, undefined])
    await app.press('down')
    expect(grounds().slice(1, 6)).toEqual([undefined, 'on selection', 'on selection', undefined, undefined])
    expect(linesOf(app)[1]).toBe('▌ build  failed: the')
  })

  test('keeps it while the window moves', async () => {
    const app = shown({ zebra: true })
    await app.press('down', 'down', 'down', 'up', 'down')
    const fresh = shown({ zebra: true })
    fresh.actor.send({ type: 'select', position: 3, rows: 7, columns: 26 })
    await fresh.advance(0)
    expect(app.styledScreen()).toEqual(fresh.styledScreen())
  })
})

test('rows above the window come and go, and the window stays on its rows', async () => {
  const rows = Array.from({ length: 40 }, (_, id) => ({ id, name: `job ${id}`, note: '' }))
  const app = shown({ maxRowHeight: 1 }, rows)
  await app.press('pagedown', 'pagedown', 'up', 'up')
  const before = linesOf(app)
  app.actor.send({ type: 'rows', rows: [{ id: 90, name: 'new', note: '' }, ...rows] })
  await app.advance(0)
  expect(linesOf(app)).toEqual(before)
  app.actor.send({ type: 'remove', keys: [0, 1, 90] })
  await app.advance(0)
  expect(linesOf(app)).toEqual(before)
})
