import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, setup } from 'xstate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { box, column, component, keyHelp, text } from 'actty'
import { createInspector, inspector, serveRecording, type InspectorMessage } from 'actty/inspect'
import { mount } from 'actty/testing'
import { Viewer } from '../../support/viewer.ts'

const machine = setup({
  types: {
    context: {} as { count: number; token: string },
    events: {} as { type: 'up' | 'quit' },
  },
}).createMachine({
  id: 'counter',
  context: { count: 0, token: 'hunter2' },
  initial: 'counting',
  states: {
    counting: {
      on: {
        up: { actions: assign({ count: ({ context }) => context.count + 1 }), description: 'Up' },
        quit: { target: 'left', description: 'Quit' },
      },
    },
    left: { type: 'final' },
  },
})

const counter = component({
  logic: machine,
  keys: { up: { type: 'up' }, escape: { type: 'quit' } },
  view: ({ context }, { columns, rows, focused }) =>
    column([
      box({ grow: 1 }, [
        text(`count ${context.count}`),
        text(`${columns}x${rows} ${focused ? 'focused' : 'not focused'}`),
      ]),
      keyHelp(),
    ]),
})

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'actty-inspect-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as InspectorMessage)

async function inspected(size: { columns: number; rows: number }) {
  const app = mount(counter, {
    ...size,
    inspect: inspector({ file: join(folder, 'panel.jsonl'), redact: ['token'] }),
  })
  await app.until(size.columns < 60 ? 'Keys' : 'F12')
  return app
}

describe('F12', () => {
  test.each([
    [80, 24],
    [200, 60],
    [20, 6],
    [200, 10],
    [10, 2],
  ])('at %i x %i opens and closes a panel, and leaves the app as it was', async (columns, rows) => {
    const app = mount(counter, { columns, rows, inspect: inspector({ file: join(folder, 'size.jsonl') }) })
    const before = app.screen()
    await app.press('f12')
    expect(app.screen()).not.toEqual(before)
    await app.press('f12', 'down', 'right', 'pagedown', 'left', 'f12')
    expect(app.screen()[0]).toBe(before[0])
    expect(app.snapshot().context.count).toBe(0)
    expect(await app.unmount()).toEqual([])
  })

  test('shows actors with their states, the context without its secrets, and what each event drew', async () => {
    const app = await inspected({ columns: 150, rows: 40 })
    await app.press('up', 'up')
    await app.press('f12')
    const screen = app.screen().join('\n')
    expect(screen).toMatch(/│actty running/)
    expect(screen).toMatch(/│ {2}terminal open/)
    expect(screen).toMatch(/│ {2}counter counting/)
    expect(screen).toMatch(/count: 2/)
    expect(screen).toMatch(/token: \[redacted\]/)
    expect(screen).not.toContain('hunter2')
    expect(screen).toMatch(/counter up ▸1 cell \d+ B counter/)
    expect(await app.unmount()).toEqual([])
  })

  test('disturbs neither the focus nor the keys of the app, until it is pressed again', async () => {
    const app = await inspected({ columns: 80, rows: 24 })
    await app.press('f12', 'up')
    expect(app.screen().join('\n')).toMatch(/count 1[^]* focused/)
    await app.press('f12', 'up')
    expect(app.snapshot().context.count).toBe(1)
    expect(app.screen().join('\n')).toContain('not focused')
    await app.press('escape')
    expect(app.screen().join('\n')).not.toContain('not focused')
    await app.press('up')
    expect(app.snapshot().context.count).toBe(2)
    await app.press('escape')
    expect(app.snapshot().status).toBe('done')
    expect(await app.unmount()).toEqual([])
  })

  test('chooses an actor with the arrows, and shows its context', async () => {
    const app = await inspected({ columns: 80, rows: 24 })
    await app.press('f12', 'f12', 'up')
    expect(app.screen().join('\n')).toContain('value: "open"')
    expect(app.styledScreen().join('\n')).toContain('<bold on selection>terminal<')
    await app.unmount()
  })

  /** An app on a screen of this size, whose inspector serves a page. */
  async function served(size: { columns: number; rows: number }) {
    const addresses: string[] = []
    const app = mount(counter, {
      ...size,
      inspect: inspector({ port: 0, onAddress: (address) => addresses.push(address) }),
    })
    await expect.poll(() => addresses.length).toBe(1)
    await app.until(() => app.terminal.written.includes(addresses[0]!))
    return { app, address: addresses[0]! }
  }

  test.each([
    [200, 60],
    [130, 30],
    [80, 24],
    [72, 24],
    [60, 24],
    [40, 20],
    [20, 20],
  ])('at %i x %i shows the whole address of the page, as a link', async (columns, rows) => {
    const { app, address } = await served({ columns, rows })
    app.takeBytes()
    await app.press('f12')
    expect(app.takeBytes()).toContain(`]8;;${address}`)
    const withoutBreaks = app
      .screen()
      .join('')
      .replaceAll(/[│╭╮╰╯─┌┐└┘\s]/g, '')
    const whole = app.screen().some((row) => row.includes(address)) || withoutBreaks.includes(address)
    expect(whole, app.screen().join('\n')).toBe(true)
    await app.unmount()
  })

  test('at 20 x 5 can be used: parts, actors, the address', async () => {
    const { app, address } = await served({ columns: 20, rows: 5 })
    await app.press('f12', 'f12')
    expect(app.screen()[1]).toMatch(/^ actors /)
    expect(app.screen().slice(2, 4).join()).toMatch(/counter counting/)
    expect(app.screen()[4]).toMatch(/Actor/)
    await app.press('up')
    expect(app.screen().join('\n')).toMatch(/terminal open/)
    await app.press('right')
    expect(app.screen()[1]).toMatch(/^ context /)
    expect(app.screen().join('\n')).toMatch(/status: "active"/)
    await app.press('pagedown')
    expect(app.screen().join('\n')).not.toMatch(/status: "active"/)
    await app.press('right')
    expect(app.screen()[1]).toMatch(/^ events /)
    await app.press('right')
    expect(app.screen()[1]).toMatch(/^ address /)
    const rows = app.screen().slice(2)
    expect(rows.map((row) => row.trim()).join('')).toBe(address)
    await app.press('right')
    expect(app.screen()[1]).toMatch(/^ actors /)
    await app.press('left')
    expect(app.screen()[1]).toMatch(/^ address /)
    await app.press('escape', 'up')
    expect(app.snapshot().context.count).toBe(1)
    await app.unmount()
  })

  test.each([
    [80, 24, false],
    [150, 60, false],
    [60, 24, true],
    [40, 10, true],
  ])('at %i x %i offers another part only if one is hidden', async (columns, rows, isOffered) => {
    const app = await inspected({ columns, rows })
    await app.press('f12', 'f12')
    const before = app.screen()
    const help = before.join('\n')
    expect(help.includes('←→  Part')).toBe(isOffered)
    await app.press('right')
    if (isOffered) expect(app.screen()).not.toEqual(before)
    else expect(app.screen()).toEqual(before)
    await app.unmount()
  })

  test('shows values as what they are, and text with its line breaks', async () => {
    const logic = setup({}).createMachine({
      id: 'values',
      context: ({ self }) => ({
        self,
        map: new Map([['watts', 60]]),
        nothing: undefined,
        error: Object.assign(new Error('no luck'), { stack: 'Error: no luck\n    at here' }),
      }),
    })
    const app = mount(component({ logic, view: () => text('values') }), {
      columns: 150,
      rows: 60,
      inspect: inspector({ file: join(folder, 'values.jsonl') }),
    })
    await app.until('values')
    await app.press('f12')
    const screen = app.screen().join('\n')
    for (const line of [
      /│ {2}self: → values /,
      /│ {2}map: Map\(1\) /,
      /│ {4}watts: 60 /,
      /│ {2}nothing: undefined /,
      /│ {2}error: Error: no luck /,
      /│ {4}stack: "Error: no luck /,
      /│ {6}at here" /,
    ])
      expect(screen).toMatch(line)
    await app.unmount()
  })

  test('is the app’s where it binds it', async () => {
    const mine = component({ ...counter, keys: { f12: { type: 'up' } } })
    const app = mount(mine, {
      columns: 40,
      rows: 5,
      inspect: inspector({ file: join(folder, 'mine.jsonl') }),
    })
    await app.press('f12')
    expect(app.snapshot().context.count).toBe(1)
    await app.unmount()
  })

  test('is nothing to an app that is not inspected', async () => {
    const app = mount(counter, { columns: 40, rows: 5 })
    const before = app.screen()
    await app.press('f12')
    expect(app.screen()).toEqual(before)
    await app.unmount()
  })
})

describe('a file', () => {
  test('has every message from the first to the last, and is shown as it was', async () => {
    const file = join(folder, 'all.jsonl')
    const app = mount(counter, { columns: 40, rows: 5, inspect: inspector({ file }) })
    await app.press('up', 'up', 'escape')
    await app.until(({ status }) => status === 'done')
    expect(await app.unmount()).toEqual([])
    const messages = linesOf(file)
    expect(
      messages
        .filter(({ type }) => type === '@xstate.actor')
        .map((message) => 'name' in message && message.name),
    ).toEqual(['actty', 'terminal', 'counter', 'actty.barrier'])
    const ups = messages.filter((message) => message.type === '@xstate.event' && message.event.type === 'up')
    expect(ups).toHaveLength(2)
    const last = messages.findLast((message) => message.type === '@xstate.snapshot')
    expect(last).toMatchObject({ snapshot: { status: 'done' } })

    const served = await serveRecording(file, { port: 0 })
    const viewer = new Viewer(served.address)
    await viewer.until(() => viewer.messages.length === messages.length)
    expect(viewer.messages).toEqual(messages)
    served.close()
    await viewer.until(() => viewer.closed === 1001)
  })

  test.each([2.5, NaN, -1, 65_536])('is not served on port %s', async (port) => {
    expect(() => createInspector({ port })).toThrow(`inspector: port is a port such as 22889`)
    await expect(serveRecording('package.json', { port })).rejects.toThrow('serveRecording: port is a port')
  })

  test('that cannot be written is said so, and the app runs', async () => {
    const app = mount(counter, {
      columns: 40,
      rows: 5,
      inspect: inspector({ file: join(folder, 'no', 'such', 'folder') }),
    })
    await expect.poll(() => app.log.flat().join()).toMatch(/the inspector does not work: ENOENT/)
    await app.press('up')
    expect(app.snapshot().context.count).toBe(1)
    expect(await app.unmount()).toEqual([])
  })
})

test('the address stands in the title and in the line of help, and bytes differ in nothing else', async () => {
  const addresses: string[] = []
  const plain = mount(counter, { columns: 100, rows: 10 })
  const app = mount(counter, {
    columns: 100,
    rows: 10,
    inspect: inspector({ port: 0, onAddress: (address) => addresses.push(address) }),
  })
  const first = app.takeBytes()
  expect(first).toBe(plain.takeBytes())
  await app.until('http://')
  const [address] = addresses
  expect(app.screen()[9]).toContain(`  ↑  Up   Esc  Quit   F12  Inspect ${address}`)
  const told = app.takeBytes()
  expect(told).toContain(`\x1b[22;2t\x1b]2;counter · ${address}\x1b\\`)
  await app.press('up')
  await plain.press('up')
  expect(app.takeBytes()).toBe(plain.takeBytes())
  expect(await app.unmount()).toEqual([])
  await plain.unmount()
  expect(app.terminal.written).toContain('\x1b]2;\x1b\\\x1b[23;2t')
})
