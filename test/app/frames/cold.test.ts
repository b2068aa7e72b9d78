import { assign, setup } from 'xstate'
import { expect, test } from 'vitest'
import { box, column, component, lines, row, text, type Child } from 'actty'
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

/** How often texts are painted while something is done. */
function textsPainted(work: () => void): number {
  const kind = { ...textKind }
  let count = 0
  const paint: typeof textKind.paint = (...given) => {
    count++
    kind.paint(...given)
  }
  Object.assign(textKind, { paint })
  try {
    work()
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
  const count = textsPainted(() => {
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

test('a view without regions is looked at once a frame, and its lines are painted only if they are new', async () => {
  const machine = setup({
    types: { context: {} as { top: number }, events: {} as { type: 'next' } },
  }).createMachine({
    id: 'log',
    context: { top: 0 },
    on: { next: { actions: assign({ top: ({ context }) => context.top + 1 }) } },
  })
  const source = { length: 1_000, at: (index: number) => text([`${index} `, text('ok', { color: 'green' })]) }
  const view = ({ context }: { context: { top: number } }): Child => lines(source, { from: context.top })
  const app = mount(component({ logic: machine, view }), { columns: 40, rows: 20 })
  app.actor.send({ type: 'next' })
  await app.advance(16)
  expect(app.frames[1]!.cells).toBeLessThan(10)
  await app.unmount()
})

function rows(count: number) {
  return Array.from({ length: count }, (_, index) => text(`row ${index}`))
}
