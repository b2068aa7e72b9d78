import { createStore } from '@xstate/store'
import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { box, column, component, lines, region, row, text, type Child } from 'actty'
import { mount, type MountedFrame } from 'actty/testing'

/*
 * What a frame costs, in what can be counted: a clock would say something else each time. docs/performance.md has the figures
 * of the bench, whose screens are others.
 */
const COLUMNS = 120
const ROWS = 40

const machine = setup({
  types: { context: {} as { frame: number }, events: {} as { type: 'next' } },
}).createMachine({
  id: 'screen',
  context: { frame: 0 },
  on: { next: { actions: assign({ frame: ({ context }) => context.frame + 1 }) } },
})

/** What the frames cost that are drawn after a few events, on average. */
async function costOf(
  view: (frame: number) => Child,
  frames = 20,
): Promise<{ bytes: number; cells: number }> {
  const app = mount(component({ logic: machine, view: ({ context }) => view(context.frame) }), {
    columns: COLUMNS,
    rows: ROWS,
  })
  for (let i = 0; i < frames; i++) {
    app.actor.send({ type: 'next' })
    await app.advance(16)
  }
  const drawn = app.frames.slice(1)
  expect(drawn).toHaveLength(frames)
  await app.unmount()
  return { bytes: mean(drawn, 'bytes'), cells: mean(drawn, 'cells') }
}

function mean(frames: readonly MountedFrame[], what: 'bytes' | 'cells'): number {
  return frames.reduce((total, frame) => total + frame[what], 0) / frames.length
}

const colors = ['red', 'green', 'yellow', 'cyan'] as const

/** Three panels with rows that all change. */
function dashboard(frame: number, count: number): Child {
  const line = (panel: number, index: number) => {
    const value = (frame * (index + 3) + panel * 37) % 100
    return text([
      `service-${index}`.padEnd(14),
      text(String(value).padStart(4), { color: colors[value % 4] }),
      ` ${'#'.repeat(value % 15)}`,
    ])
  }
  const panel = (number: number) =>
    box(
      { title: `Panel ${number}`, grow: 1 },
      Array.from({ length: 36 }, (_, index) => line(number, index)),
    )
  return column([text(`frame ${count}`, { bold: true }), row({ grow: 1 }, [0, 1, 2].map(panel)), 'q Quit'])
}

const log = (index: number) => `${index} ${'request '.repeat(1 + (index % 7))}took ${(index * 37) % 500} ms`

describe('a frame', () => {
  test('of a dashboard costs no more than its budget', async () => {
    const { bytes } = await costOf((frame) => dashboard(frame, frame))
    expect(bytes).toBeLessThan(2_350)
  })

  test('of a counter costs its digits', async () => {
    const { bytes, cells } = await costOf((frame) => dashboard(0, frame))
    expect(bytes).toBeLessThan(40)
    expect(cells).toBeLessThan(2)
  })

  test.each([
    ['a log', (frame: number) => lines({ length: 1_000, at: log }, { from: frame })],
    [
      'a table',
      (frame: number) => column([text('head'), lines({ length: 1_000, at: log }, { from: frame })]),
    ],
    ['rows of text', (frame: number) => column(Array.from({ length: ROWS }, (_, i) => text(log(frame + i))))],
  ])('of %s that scrolls costs a line', async (_, view) => {
    const { bytes, cells } = await costOf(view)
    expect(bytes).toBeLessThan(150)
    expect(cells).toBeLessThan(COLUMNS)
  })

  test('of a million rows asks for those in view', async () => {
    let asked = 0
    const source = { length: 1_000_000, at: (index: number) => (asked++, `row ${index}`) }
    await costOf((frame) => lines(source, { from: frame * 40 }), 10)
    expect(asked).toBe(11 * ROWS)
  })

  test('in which one of 1,000 regions changes calls one view, and writes what it shows', async () => {
    const stores = Array.from({ length: 1_000 }, (_, cell) =>
      createStore({
        context: { cell, count: 0 },
        on: { count: (context) => ({ ...context, count: context.count + 1 }) },
      }),
    )
    const shown = component({
      logic: stores[0]!,
      name: 'cell',
      view: ({ context }) => text(String(context.count)),
    })
    const board = component({
      logic: machine,
      view: () =>
        column(
          Array.from({ length: 40 }, (_, y) =>
            row(stores.slice(y * 25, y * 25 + 25).map((store) => region(store, shown, { width: 4 }))),
          ),
        ),
    })
    const app = mount(board, { columns: COLUMNS, rows: ROWS })
    stores[777]!.trigger.count()
    await app.advance(16)
    expect(app.frames).toHaveLength(2)
    expect(app.frames[1]).toMatchObject({ viewed: ['screen/cell#778'], cells: 1 })
    expect(app.frames[1]!.bytes).toBeLessThan(30)
    await app.unmount()
  })
})
