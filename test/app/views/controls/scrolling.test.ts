import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, scrollingView, text } from 'actty'
import { mount } from 'actty/testing'
import { contents } from '../../../support/rows.ts'

const report = setup({
  types: { context: {} as { rows: number }, events: {} as { type: 'more' | 'quit' }, output: {} as string },
}).createMachine({
  id: 'report',
  context: { rows: 9 },
  initial: 'open',
  states: {
    open: { on: { more: { actions: assign({ rows: ({ context }) => context.rows + 1 }) }, quit: 'left' } },
    left: { type: 'final', output: 'read' },
  },
  output: 'read',
})

const reportView = component({
  logic: report,
  keys: { m: { type: 'more' }, q: { type: 'quit' } },
  view: ({ context }) => column(Array.from({ length: context.rows }, (_, index) => text(`row ${index}`))),
})

const shown = (sticky: boolean, rows = 4) =>
  mount(scrollingView(reportView, { sticky }), { columns: 10, rows })

const top = (app: ReturnType<typeof shown>) => contents(app.screen())[0]

describe('what does not fit is scrolled', () => {
  test.each([
    ['down', 'row 1'],
    ['pagedown', 'row 3'],
    ['pagedown pagedown', 'row 5'],
    ['end', 'row 5'],
    ['end up', 'row 4'],
    ['end pageup', 'row 2'],
    ['end home', 'row 0'],
    ['up', 'row 0'],
  ])('by %s: %s is at the top', async (keys, row) => {
    const app = shown(false)
    await app.press(...keys.split(' '))
    expect(top(app)).toBe(row)
    expect(await app.unmount()).toEqual([])
  })

  const bytes = {
    up: '\x1b[A',
    down: '\x1b[B',
    pageup: '\x1b[5~',
    pagedown: '\x1b[6~',
    home: '\x1b[H',
    end: '\x1b[F',
    wheel: '\x1b[<65;2;2M',
    m: 'm',
  }

  test.each([
    ['down down', 'row 2'],
    ['down down down up', 'row 2'],
    ['pagedown pagedown', 'row 5'],
    ['end up up', 'row 3'],
    ['end pageup', 'row 2'],
    ['end home down', 'row 1'],
    ['wheel down', 'row 4'],
    ['wheel wheel up', 'row 4'],
    ['m m end', 'row 7'],
  ])('by %s in one write, or before the first frame: %s is at the top', async (keys, row) => {
    const write = keys.split(' ').map((key) => bytes[key as keyof typeof bytes])
    // The mouse isn't reported before the first frame.
    for (const isAhead of keys.includes('wheel') ? [false] : [false, true]) {
      const app = shown(false)
      if (!isAhead) await app.advance(100)
      app.terminal.send(write.join(''))
      await app.advance(100)
      expect(top(app)).toBe(row)
      expect(await app.unmount()).toEqual([])
    }
  })

  test('by the wheel', async () => {
    const app = shown(false)
    await app.wheel('down', 2, 2)
    expect(top(app)).toBe('row 3')
    await app.wheel('down', 2, 2)
    expect(top(app)).toBe('row 5')
    await app.wheel('up', 2, 2)
    expect(top(app)).toBe('row 2')
  })

  test('in a window that becomes higher, and lower', async () => {
    const app = shown(false)
    await app.press('end')
    await app.resize(10, 7)
    expect(top(app)).toBe('row 2')
    await app.press('up')
    expect(top(app)).toBe('row 1')
    await app.resize(10, 20)
    await app.press('down')
    expect(top(app)).toBe('row 0')
  })
})

test('with `sticky` it shows the end, even as that grows, until it is scrolled up', async () => {
  const app = shown(true)
  expect(top(app)).toBe('row 5')
  await app.press('m')
  expect(top(app)).toBe('row 6')
  await app.press('up', 'm')
  expect(top(app)).toBe('row 5')
  await app.press('down', 'm')
  expect(top(app)).toBe('row 6')
  await app.press('end', 'm')
  expect(top(app)).toBe('row 9')
})

test('what is in it has its own keys, and its end', async () => {
  const app = shown(false)
  const { result } = app
  await app.press('m')
  await app.press('end')
  expect(top(app)).toBe('row 6')
  await app.press('q')
  expect(await result).toBe('read')
  expect(await app.unmount()).toEqual([])
})
