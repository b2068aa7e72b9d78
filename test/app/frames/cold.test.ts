import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { box, column, component, keyHelp, lines, region, row, text, type Child, type ViewInfo } from 'actty'
import { mount } from 'actty/testing'
import { Pane } from '../../../src/render/layout/box.ts'
import { textKind } from '../../../src/render/nodes/text.ts'
import { CellBuffer } from '../../../src/render/paint/cell-buffer.ts'
import { Screen } from '../../../src/render/screen.ts'

/* What a frame goes through, in calls and cells: until it is compiled, that is what it costs. */

function screenOf(pane: Pane): Screen {
  const screen = new Screen(pane, 80, 24, 'truecolor')
  screen.arrange()
  screen.draw()
  return screen
}

/** How often a step is taken for a text while something is done. */
async function textsIn(step: 'measure' | 'arrange' | 'paint', work: () => unknown): Promise<number> {
  const kind = { ...textKind }
  let count = 0
  const counted = (...given: never[]) => {
    count++
    ;(kind[step] as (...given: never[]) => void)(...given)
  }
  Object.assign(textKind, { [step]: counted })
  try {
    await work()
  } finally {
    Object.assign(textKind, kind)
  }
  return count
}

test('texts around a slot are not visited if only what is in the slot changes', async () => {
  const { slot } = await import('../../../src/render/nodes/slot.ts')
  const inner = new Pane(() => undefined)
  inner.content = text('0')
  const outer = new Pane(() => inner)
  outer.content = column([slot(undefined), row([box(rows(10)), box(rows(10))])])
  const screen = screenOf(outer)
  inner.content = text('1')
  const count = await textsIn('paint', () => {
    screen.arrange()
    expect(screen.draw()).toContain('1')
  })
  expect(count).toBe(1)
})

test('a frame of one changed row goes through that row only', () => {
  const buffer = new CellBuffer(80, 24)
  buffer.writePlain(0, 7, 'abc', 3, 0, 0)
  expect([buffer.damagedTop, buffer.damagedBottom]).toEqual([7, 8])
  buffer.clearDamage()
  expect(buffer.damagedTop).toBeGreaterThanOrEqual(buffer.damagedBottom)
  buffer.moveRows({ top: 0, bottom: 24, by: 1 })
  expect([buffer.damagedTop, buffer.damagedBottom]).toEqual([23, 24])
})

test('a log that moves on by a line asks for each of its lines once, and writes what is new', async () => {
  const machine = setup({
    types: { context: {} as { top: number }, events: {} as { type: 'next' } },
  }).createMachine({
    id: 'log',
    context: { top: 0 },
    on: { next: { actions: assign({ top: ({ context }) => context.top + 1 }) } },
  })
  let asked = 0
  const source = {
    length: 1_000,
    at: (index: number) => (asked++, text([`${index} `, text('ok', { color: 'green' })])),
  }
  const view = ({ context }: { context: { top: number } }): Child => lines(source, { from: context.top })
  const app = mount(component({ logic: machine, view }), { columns: 40, rows: 20 })
  asked = 0
  app.actor.send({ type: 'next' })
  await app.advance(16)
  expect(asked).toBe(20)
  expect(app.frames[1]!.cells).toBeLessThan(10)
  await app.unmount()
})

describe('a resize', () => {
  const still = setup({}).createMachine({ id: 'still' })
  /** Three boxes with ten rows each, as a dashboard has. */
  const page = (title: string) =>
    column([
      text(title),
      row(
        { grow: 1 },
        [0, 1, 2].map(() => box({ grow: 1 }, rows(10))),
      ),
    ])
  const TEXTS = 31

  test.each<[string, (info: ViewInfo) => string]>([
    ['reads nothing', () => 'title'],
    ['reads the size', ({ columns, rows }) => `${columns}x${rows}`],
  ])('lays out the screen once and paints it once, if the view %s', async (_, titleOf) => {
    let calls = 0
    const app = mount(component({ logic: still, view: (_, info) => (calls++, page(titleOf(info))) }), {
      columns: 80,
      rows: 24,
    })
    calls = 0
    const resize = (columns: number) => app.resize(columns, columns / 3)
    expect(await textsIn('arrange', () => resize(90))).toBe(TEXTS)
    expect(await textsIn('paint', () => resize(60))).toBe(TEXTS)
    expect(await textsIn('measure', () => resize(120))).toBeLessThanOrEqual(TEXTS)
    expect(calls).toBe(titleOf.length === 0 ? 0 : 3)
    expect(app.frames).toHaveLength(4)
    await app.unmount()
  })
})

/** What is shown in a region and isn't of the app's system. It counts how often it is looked at. */
class Shown {
  looks = 0
  #value = 0
  #next: ((value: unknown) => void) | undefined

  getSnapshot(): unknown {
    this.looks++
    return this.#value
  }

  subscribe({ next }: { next?: (value: unknown) => void }): { unsubscribe(): void } {
    this.#next = next
    return { unsubscribe: () => {} }
  }

  send(): void {
    this.#next?.(++this.#value)
  }
}

test('a frame looks at each region once, and calls the one view that is out of date', async () => {
  const shown = Array.from({ length: 20 }, () => new Shown())
  let calls = 0
  const still = setup({}).createMachine({ id: 'still' })
  const cell = component({
    logic: still,
    name: 'cell',
    view: (value: unknown) => (calls++, text(String(value))),
  })
  const app = mount(
    component({
      logic: still,
      keys: { q: { type: 'quit' } },
      view: () => column([...shown.map((each) => region(each, cell)), keyHelp()]),
    }),
    { columns: 40, rows: 24 },
  )
  const before = { frames: app.frames.length, calls }
  for (const each of shown) each.looks = 0
  shown[7]!.send()
  await app.advance(16)
  expect(app.frames).toHaveLength(before.frames + 1)
  expect(calls).toBe(before.calls + 1)
  expect(new Set(shown.map(({ looks }) => looks))).toEqual(new Set([1]))
  await app.unmount()
})

function rows(count: number) {
  return Array.from({ length: count }, (_, index) => text(`row ${index}`))
}
