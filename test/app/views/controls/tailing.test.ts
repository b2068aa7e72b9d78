import { describe, expect, test } from 'vitest'
import { sendTo, setup } from 'xstate'
import { component, tailingView, region, text } from 'actty'
import { LineRing, subprocess, tailing } from 'actty/machines'
import { mount } from 'actty/testing'
import { contents } from '../../../support/rows.ts'

type Source = 'stdout' | 'stderr'

function shown({ lines = 10, capacity = 10, rows = 4 } = {}) {
  let written = 0
  const more = (count: number, source: Source = 'stdout') =>
    Array.from({ length: count }, () => ({ text: `line ${written++}`, source }))
  let ring = new LineRing<Source>(capacity).concat(more(lines))
  const log = tailingView<LineRing<Source>>({
    line: ({ text: line, source }) => (source === 'stderr' ? text(line, { color: 'red' }) : line),
  })
  const app = mount(log, { columns: 16, rows, input: { lines: ring } })
  const write = (count: number, source?: Source) => {
    ring = ring.concat(more(count, source))
    app.actor.send({ type: 'lines', lines: ring })
  }
  return { app, write, top: () => contents(app.screen())[0] }
}

describe('a log', () => {
  test('follows its lines, and shows them by `line`', async () => {
    const { app, write } = shown({ rows: 3 })
    write(1, 'stderr')
    expect(app.styledScreen().map((line) => line.replace(/ *<(inverse )?focus>.<\/>$/, ''))).toEqual([
      '  line 8',
      '  line 9',
      '  <red>line 10</>',
    ])
    expect(await app.unmount()).toEqual([])
  })

  test.each([
    ['up', 'line 5'],
    ['pageup', 'line 3'],
    ['home', 'line 0'],
    ['home down', 'line 1'],
    ['home pagedown', 'line 3'],
    ['up end', 'line 6'],
  ])('by %s: %s is at the top', async (keys, line) => {
    const { app, top } = shown()
    await app.press(...keys.split(' '))
    expect(top()).toBe(line)
  })

  test('stays at its lines while it is browsed, and follows again at the end', async () => {
    const { app, write, top } = shown()
    await app.wheel('up', 1, 1)
    expect(top()).toBe('line 3')
    write(2)
    expect(top()).toBe('line 3')
    write(3)
    expect(top()).toBe('line 5')
    await app.press('end')
    expect(top()).toBe('line 11')
    write(1)
    expect(top()).toBe('line 12')
    await app.wheel('up', 1, 1)
    await app.wheel('down', 1, 1)
    write(1)
    expect(top()).toBe('line 13')
  })

  test('shows the end in a window that becomes higher', async () => {
    const { app, top } = shown()
    await app.press('up')
    await app.resize(16, 8)
    expect(top()).toBe('line 2')
  })

  test('is searched: Enter finds, n and N go on', async () => {
    const { app } = shown({ lines: 30, capacity: 30 })
    await app.press('/')
    await app.type('line 1')
    expect(contents(app.screen())).toEqual(['line 27', 'line 28', 'line 29', 'line 1'])
    await app.press('enter')
    expect(contents(app.screen())).toEqual(['line 17', 'line 18', 'line 19', 'line 20'])
    expect(app.styledScreen()[0]).toMatch(/^ {2}<underline warning>line 1<\/>7/)
    expect(app.styledScreen()[2]).toMatch(
      /^<focus on selection>▌<\/><on selection> <\/><onAccent on warning>line 1<\/><onSelection on selection>9/,
    )
    await app.press('n', 'n')
    expect(app.styledScreen()[2]).toContain('<onSelection on selection>7<')
    await app.press('N')
    expect(app.styledScreen()[2]).toContain('<onSelection on selection>8<')
    await app.press('end')
    expect(contents(app.screen())[3]).toBe('line 29')
    expect(await app.unmount()).toEqual([])
  })

  test('is not searched if Escape leaves the text', async () => {
    const { app } = shown()
    await app.press('/', 'n', 'escape')
    expect(contents(app.screen())).toEqual(['line 6', 'line 7', 'line 8', 'line 9'])
  })

  test('of many lines asks for those in view', async () => {
    const source = {
      length: 1_000_000,
      dropped: 5_000_000,
      asked: 0,
      at: (index: number) => (source.asked++, { text: `${index}` }),
    }
    const app = mount(tailingView(), { columns: 16, rows: 40, input: { lines: source } })
    expect(contents(app.screen())[39]).toBe('999999')
    source.asked = 0
    await app.press('pageup')
    expect(contents(app.screen())[38]).toBe('999959')
    expect(source.asked).toBeLessThanOrEqual(40)
    expect(await app.unmount()).toEqual([])
  })
})

test('a log shows what a command writes', async () => {
  const command = subprocess({ command: 'sh', args: ['-c', 'for i in 1 2 3 4 5; do echo line $i; done'] })
  const log = tailing<LineRing<'stdout' | 'stderr'>>()
  const machine = setup({
    types: { children: {} as { command: 'command'; log: 'log' } },
    actors: { command, log },
  }).createMachine({
    id: 'building',
    invoke: [
      { src: 'log', id: 'log', input: undefined },
      {
        src: 'command',
        id: 'command',
        input: undefined,
        onSnapshot: {
          actions: sendTo('log', ({ event }) => ({ type: 'lines', lines: event.snapshot.context.lines })),
        },
      },
    ],
  })
  const logged = tailingView<LineRing<'stdout' | 'stderr'>>()
  const building = component({ logic: machine, view: ({ children }) => region(children.log, logged) })
  const app = mount(building, { columns: 10, rows: 3 })
  await app.until('line 5')
  expect(contents(app.screen())).toEqual(['line 3', 'line 4', 'line 5'])
  await app.press('home')
  expect(contents(app.screen()).slice(0, 2)).toEqual(['line 1', 'line 2'])
  expect(await app.unmount()).toEqual([])
})
