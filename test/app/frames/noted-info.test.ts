import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, text, type ViewInfo } from 'actty'
import { mount } from 'actty/testing'

type View = (snapshot: unknown, info: ViewInfo) => ReturnType<typeof text>

/** How often a view is called: at the start, when the window gets wider, when it gets higher, and when it is told its background. */
async function callsOf(view: View): Promise<number[]> {
  let calls = 0
  const counted = component({
    logic: setup({}).createMachine({ id: 'still' }),
    view: (...given: Parameters<View>) => (calls++, view(...given)),
  })
  const app = mount(counted, { columns: 20, rows: 3 })
  const counts = [calls]
  await app.resize(30, 3)
  counts.push(calls)
  await app.resize(30, 5)
  counts.push(calls)
  await app.type('\x1b]11;rgb:0000/0000/0000\x1b\\')
  counts.push(calls)
  await app.unmount()
  return counts
}

const small = {
  columns: 1,
  rows: 1,
  maxRows: 1,
  focused: false,
  windowFocused: true,
  background: undefined,
  theme: 'terminal',
} as const

describe('a view is called again if what it read has changed', () => {
  test.each<[string, View, number[]]>([
    ['reads nothing', () => text('x'), [1, 1, 1, 1]],
    ['takes the info, and reads nothing', (_, info) => text(typeof info), [1, 1, 1, 1]],
    ['reads the columns', (_, { columns }) => text(`${columns}`), [1, 2, 2, 2]],
    ['reads the rows', (_, info) => text(`${info.rows}`), [1, 1, 2, 2]],
    ['reads the background', (_, { background }) => text(`${background}`), [1, 1, 1, 2]],
    // eslint-disable-next-line @typescript-eslint/no-useless-default-assignment -- what users of JavaScript write
    ['has a default', (_, info = small) => text(`${info.columns}`), [1, 2, 2, 2]],
    ['takes the rest', (...[, info]) => text(`${info.columns}`), [1, 2, 2, 2]],
    ['copies the info', (_, info) => text(JSON.stringify({ ...info })), [1, 2, 3, 4]],
    [
      'reads the rows of a wide region only',
      (_, info) => text(info.columns > 25 ? `${info.rows}` : ''),
      [1, 2, 3, 3],
    ],
  ])('that %s', async (_, view, counts) => {
    expect(await callsOf(view)).toEqual(counts)
  })
})
