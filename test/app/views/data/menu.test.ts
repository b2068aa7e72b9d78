import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, keyHelp, listView, modal, overlay, region, text, type Point } from 'actty'
import { eventItems, menuView, type MenuItem } from 'actty/data'
import { mount } from 'actty/testing'
import { inLines } from '../../../support/lines.ts'

const file = menuView({
  title: 'File',
  items: [
    { heading: 'Document' },
    { id: 'open', title: 'Open…', key: 'o' },
    { id: 'save', title: 'Save', disabled: 'nothing has changed' },
    'separator',
    { id: 'live', title: 'Live', checked: true },
    {
      id: 'export',
      title: 'Export',
      items: [
        { id: 'pdf', title: 'PDF' },
        { id: 'png', title: 'PNG' },
      ],
    },
  ],
})

/** A page whose menu opens at a place. */
const page = (at: Point) =>
  component({
    logic: setup({
      types: { context: {} as { did: string }, events: {} as { type: 'menu' | 'away' } },
      actors: { file },
    }).createMachine({
      id: 'page',
      context: { did: '' },
      initial: 'browsing',
      states: {
        browsing: { on: { menu: { target: 'choosing', description: 'Menu' } } },
        choosing: {
          invoke: {
            src: 'file',
            id: 'file',
            onDone: { target: 'browsing', actions: assign({ did: ({ event }) => event.output ?? 'left' }) },
          },
          on: { away: { target: 'browsing', actions: assign({ did: 'away' }) } },
        },
      },
    }),
    keys: { m: { type: 'menu' } },
    view: ({ context, children }) =>
      overlay([
        text(context.did, { height: 1 }),
        modal(region(children.file), { at, pressOutside: { type: 'away' } }),
      ]),
  })

const opened = async (at: Point = { x: 2, y: 0 }, size = { columns: 40, rows: 10 }) => {
  const app = mount(page(at), size)
  await app.press('m')
  return app
}

test('a menu stands below its place, with marks, keys, reasons and submenus', async () => {
  const app = await opened()
  expect(app.screen()).toEqual([
    '',
    '  ╭─ File ───────────────────────╮',
    '  │  Document                    │',
    '  │▌   Open…                  o  │',
    '  │    Save  nothing has changed │',
    '  │  ─────────────────────────── │',
    '  │  ✓ Live                      │',
    '  │    Export                  ▸ │',
    '  ╰──────────────────────────────╯',
    '',
  ])
  expect(await app.unmount()).toEqual([])
})

test('a submenu stands beside it; if there is no room, instead of it', async () => {
  const app = mount(page({ x: 2, y: 0 }), { columns: 44, rows: 10 })
  await app.press('m', 'end', 'right')
  expect(app.screen().slice(0, 5)).toEqual([
    '',
    '  ╭─ File ────────────────────────────────╮',
    '  │  Document                    │▌ PDF   │',
    '  │    Open…                  o  │  PNG   │',
    '  │    Save  nothing has changed │        │',
  ])
  await app.resize(20, 5)
  expect(app.screen()).toEqual(['', '  ▌ PDF', '    PNG', '', ''])
  expect(await app.unmount()).toEqual([])
})

describe('it never leaves the screen', () => {
  const places = [0, 19, 200]
  test.each([
    [80, 24],
    [40, 9],
    [34, 8],
    [20, 5],
  ])('of %d columns and %d rows, wherever it opens', async (columns, rows) => {
    for (const x of places)
      for (const y of places) {
        const app = await opened({ x, y }, { columns, rows })
        await app.press('down', 'up')
        const screen = app.screen()
        expect(screen.join('\n'), `${x} ${y}`).toContain('▌   Open')
        for (const line of screen) if (line.includes('╭')) expect(line).toMatch(/╭.*╮$/)
        expect(await app.unmount()).toEqual([])
      }
  })

  test('and turns upwards if it has its room only there', async () => {
    const app = await opened({ x: 60, y: 18 }, { columns: 80, rows: 20 })
    expect(app.screen()[10]).toBe(`${' '.repeat(48)}╭─ File ───────────────────────╮`)
    expect(app.screen()[17]).toBe(`${' '.repeat(48)}╰──────────────────────────────╯`)
    expect(await app.unmount()).toEqual([])
  })
})

describe('keys', () => {
  test.each<[string[], string]>([
    [['enter'], 'open'],
    [['o'], 'open'],
    [['l', 'enter'], 'live'],
    [['e', 'right', 'down', 'enter'], 'png'],
    [['end', 'enter', 'p', 'n', 'space'], 'png'],
    [['end', 'enter', 'left', 'up', 'enter'], 'live'],
    [['escape'], 'left'],
    [['end', 'right', 'escape', 'escape'], 'left'],
  ])('%j', async (keys, did) => {
    const app = await opened()
    await app.press(...keys)
    expect(app.screen()[0]).toBe(did)
    expect(app.snapshot().value).toBe('browsing')
    expect(await app.unmount()).toEqual([])
  })
})

describe('the mouse', () => {
  test('selects what it is on, and what is pressed is chosen', async () => {
    const app = await opened()
    await app.mouse('hover', 10, 6)
    expect(app.screen()[6]).toBe('  │▌ ✓ Live                      │')
    await app.mouse('hover', 10, 4)
    expect(app.screen()[6]).toBe('  │▌ ✓ Live                      │')
    await app.click(10, 4) // disabled
    expect(app.snapshot().value).toBe('choosing')
    await app.click(10, 6)
    expect(app.screen()[0]).toBe('live')
    expect(await app.unmount()).toEqual([])
  })

  test('opens submenus, and chooses in them', async () => {
    const app = await opened({ x: 2, y: 0 }, { columns: 60, rows: 10 })
    await app.click(10, 7)
    expect(app.screen()[2]).toContain('│▌ PDF')
    await app.mouse('hover', 36, 3)
    expect(app.screen()[3]).toContain('│▌ PNG')
    await app.click(36, 3)
    expect(app.screen()[0]).toBe('png')
    expect(await app.unmount()).toEqual([])
  })

  test('outside of it sends what the layer says', async () => {
    const app = await opened()
    await app.click(38, 9)
    expect(app.screen()[0]).toBe('away')
    expect(await app.unmount()).toEqual([])
  })

  test('scrolls with the wheel', async () => {
    const app = await opened({ x: 0, y: 0 }, { columns: 40, rows: 5 })
    expect(app.screen()[0]).toContain('Document')
    await app.wheel('down', 5, 2)
    expect(app.screen()[0]).toContain('▌   Open')
    expect(app.screen()[4]).toContain('    Export')
    expect(await app.unmount()).toEqual([])
  })
})

test('in lines it is a question with numbers, and an empty line goes back', async () => {
  const user = await inLines(file)
  const prompt = 'File (a number from 1 to 4, Enter to go back): '
  expect(await user.until(prompt)).toBe(
    `Document:\n1. Open…\n2. Save (not now: nothing has changed)\n3. Live (on)\n4. Export (more)\n${prompt}`,
  )
  user.type('2')
  await user.until("Save can't be chosen: nothing has changed")
  user.type('9')
  await user.until('"9" isn\'t one of these')
  user.type('export')
  await user.until('1. PDF\n2. PNG\nExport (a number from 1 to 2, Enter to go back): ')
  user.type('')
  await user.until(prompt)
  user.type('4')
  await user.until('Export (')
  user.type('2')
  expect(await user.result).toBe('png')
})

describe('items that are events of a chart', () => {
  const menu = menuView({ items: (items: readonly MenuItem[]) => items })
  const server = component({
    logic: setup({
      types: {
        context: {} as { at: Point },
        events: {} as { type: 'menu'; at: Point } | { type: 'start' | 'stop' | 'rename' | 'kill' | 'secret' },
      },
      actors: { menu },
      guards: { isOurs: () => false },
    }).createMachine({
      id: 'server',
      context: { at: { x: 0, y: 0 } },
      initial: 'up',
      states: {
        up: {
          on: {
            stop: { target: 'down', description: 'Stop' },
            kill: { guard: 'isOurs', target: 'down', description: 'Kill' },
            secret: 'down',
          },
          initial: 'calm',
          states: {
            calm: {
              on: {
                menu: {
                  target: 'choosing',
                  actions: assign({ at: ({ event }) => event.at }),
                  description: 'Menu',
                },
              },
            },
            choosing: {
              invoke: {
                src: 'menu',
                id: 'menu',
                input: ({ self }) => eventItems(self, ['stop', 'kill', 'start', 'secret']),
                onDone: 'calm',
              },
            },
          },
        },
        down: { on: { start: { target: 'up', description: 'Start' } } },
      },
    }),
    keys: {
      m: (_, __, { focus }) => ({ type: 'menu', at: focus }),
      s: { type: 'stop' },
      'ctrl+k': { type: 'kill' },
    },
    help: { isOurs: 'it is of another user' },
    view: ({ context, value, children }) =>
      overlay([text(JSON.stringify(value)), modal(region(children.menu), { at: context.at })]),
  })

  test('are legal ones, and those that are not, with the reason', async () => {
    const app = mount(server, { columns: 60, rows: 8 })
    await app.press('m')
    expect(app.screen().slice(1, 6)).toEqual([
      '╭──────────────────────────────╮',
      '│▌ Stop                     s  │',
      '│  Kill  it is of another user │',
      '│  Start               not now │',
      '╰──────────────────────────────╯',
    ])
    await app.press('s')
    expect(app.snapshot().value).toBe('down')
    expect(await app.unmount()).toEqual([])
  })

  test('are all that have a description, if none are named', () => {
    const app = mount(server, { columns: 60, rows: 8 })
    expect(eventItems(app.actor).map(({ id, disabled }) => [id, disabled])).toEqual([
      ['menu', undefined],
      ['stop', undefined],
      ['kill', 'it is of another user'],
    ])
  })
})

test('a menu that a key opens stands below the selected row of what has the focus', async () => {
  const list = listView<string>({ keepOpen: true })
  const menu = menuView({ items: [{ id: 'a', title: 'Act' }] })
  const shelf = component({
    logic: setup({
      types: { context: {} as { at: Point }, events: {} as { type: 'menu'; at: Point } },
      actors: { list, menu },
    }).createMachine({
      context: { at: { x: 0, y: 0 } },
      invoke: { src: 'list', id: 'list', input: { items: ['a', 'b', 'c', 'd'] } },
      initial: 'calm',
      states: {
        calm: { on: { menu: { target: 'choosing', actions: assign({ at: ({ event }) => event.at }) } } },
        choosing: { invoke: { src: 'menu', id: 'menu', onDone: 'calm' } },
      },
    }),
    keys: { m: (_, __, { focus }) => ({ type: 'menu', at: focus }) },
    view: ({ context, children }) =>
      column([
        overlay({ grow: 1 }, [
          column([text('title', { height: 1 }), region(children.list, { grow: 1 })]),
          modal(region(children.menu), { at: context.at }),
        ]),
        keyHelp(),
      ]),
  })
  const app = mount(shelf, { columns: 60, rows: 8 })
  await app.press('down', 'down', 'm')
  expect(app.screen().slice(0, 4)).toEqual(['title', '  a', '  b', '▌ c'])
  expect(app.screen()[4]).toContain('╭────────╮')
  expect(await app.unmount()).toEqual([])
})
