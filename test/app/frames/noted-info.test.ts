import { setup, type AnyStateMachine } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, region, row, text, type Component, type ViewInfo } from 'actty'
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

describe('a size that a view has read is that of its region in the same frame', () => {
  const still = setup({}).createMachine({ id: 'still' })
  /** Regions within regions: each view gives the one in it half of the columns that it has read. */
  const nested = (depth: number): Component<AnyStateMachine> =>
    depth === 0
      ? component<AnyStateMachine>({ logic: still, view: (_, { columns }) => text(`${columns}`) })
      : component<AnyStateMachine>({
          logic: setup({ actors: { inner: nested(depth - 1) } }).createMachine({
            invoke: { src: 'inner', id: 'inner' },
          }),
          view: ({ children }, { columns }) =>
            row([
              region((children as Readonly<Record<string, never>>)['inner'], {
                width: Math.floor(columns / 2),
              }),
            ]),
        })

  test.each([1, 2, 3, 5])('also %i regions deep', async (depth) => {
    const app = mount(nested(depth), { columns: 160, rows: 1 })
    expect(app.screen()).toEqual([`${160 / 2 ** depth}`])
    await app.resize(320, 1)
    expect(app.screen()).toEqual([`${320 / 2 ** depth}`])
    expect(await app.unmount()).toEqual([])
  })

  test('and a size that depends on itself ends', async () => {
    const app = mount(
      component({
        logic: setup({ actors: { inner: nested(0) } }).createMachine({
          invoke: { src: 'inner', id: 'inner' },
        }),
        view: ({ children }, { columns }) =>
          row([region(children.inner as never, { width: columns % 2 === 0 ? 3 : 4 })]),
      }),
      { columns: 10, rows: 1 },
    )
    await app.resize(11, 1)
    expect(app.screen()).toEqual(['4'])
    expect(await app.unmount()).toEqual([])
  })
})
