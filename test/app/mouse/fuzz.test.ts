import { expect, test } from 'vitest'
import { text, type Node } from 'actty'
import { VirtualClock } from 'actty/testing'
import { Selecting } from '../../../src/app/mouse/selecting.ts'
import { Pane } from '../../../src/render/layout/box.ts'
import { row } from '../../../src/render/nodes/stack.ts'
import { Screen } from '../../../src/render/screen.ts'
import { MouseLook } from '../../../src/render/selection/mouse-look.ts'
import { anyNode, anyText } from '../../support/nodes.ts'
import { FUZZ_TIME, fuzzing, fc } from '../../support/property.ts'

const COLUMNS = 20
const ROWS = 8

/** A screen that shows a view, with a selection, drawn after each deed. */
class Shown {
  readonly screen: Screen
  readonly clock = new VirtualClock(0)
  readonly selecting: Selecting
  readonly look = new MouseLook()
  readonly #pane = new Pane(() => undefined)

  constructor(view: Node, columns = COLUMNS, rows = ROWS) {
    this.#pane.content = view
    this.screen = new Screen(this.#pane, columns, rows, 'truecolor')
    this.screen.look = this.look
    const { screen, clock, look } = this
    this.selecting = new Selecting({ screen, clock, look, changed: () => {}, wheel: () => false })
    this.draw()
  }

  draw(): void {
    this.screen.arrange()
    this.selecting.arranged()
    this.screen.draw()
  }

  do(action: 'press' | 'move' | 'release', x: number, y: number, shift = false): void {
    const mouse = { type: 'mouse', action, button: 'left', x, y, shift, alt: false, ctrl: false } as const
    if (action === 'press') this.selecting.press(mouse, false)
    else if (action === 'move') this.selecting.drag(mouse)
    else this.selecting.release()
    this.draw()
  }

  cells() {
    return this.screen
      .runs()
      .map((runs) => runs.map((run) => ({ text: run.text, look: this.screen.styles.look(run.style) })))
  }
}

const deed = fc.record({
  action: fc.constantFrom('press', 'press', 'move', 'move', 'move', 'release', 'resize', 'wait'),
  x: fc.integer({ min: 0, max: COLUMNS + 1 }),
  y: fc.integer({ min: 0, max: ROWS + 1 }),
  shift: fc.boolean(),
})

test(
  'whatever is dragged over whatever view, all looks as before without the selection',
  () => {
    let selected = 0
    fc.assert(
      fc.property(anyNode, fc.array(deed, { maxLength: 12 }), (node, deeds) => {
        const view = row([node, text('beside')])
        const shown = new Shown(view)
        for (const { action, x, y, shift } of deeds) {
          if (action === 'resize') shown.screen.resize(x + 1, y + 1)
          else if (action === 'wait') void shown.clock.advance(x * 50)
          else shown.do(action, x, y, shift)
          shown.draw()
        }
        if (shown.selecting.isActive) selected++
        if (shown.screen.buffer.columns !== COLUMNS || shown.screen.buffer.rows !== ROWS)
          shown.screen.resize(COLUMNS, ROWS)
        shown.selecting.drop()
        shown.draw()
        expect(shown.cells()).toEqual(new Shown(view).cells())
      }),
      fuzzing(1_000),
    )
    expect(selected).toBeGreaterThan(50)
  },
  FUZZ_TIME,
)

test(
  'a text of any kind that is selected as a whole is copied as a whole',
  () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: COLUMNS }), (content, columns) => {
        const shown = new Shown(text(content), columns, 40)
        shown.do('press', 0, 0)
        shown.do('move', columns - 1, 39)
        const copied = shown.selecting.isActive ? shown.selecting.take()! : ''
        const seen = shown.screen.toLines().join('').replace(/[\s-]/g, '')
        expect(visible(copied)).toBe(visible(seen))
        expect(copied).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/)
      }),
      fuzzing(1_000),
    )
  },
  FUZZ_TIME,
)

test(
  'what is copied from one cell to another is what these cells show',
  () => {
    const cell = fc.integer({ min: 0, max: COLUMNS - 1 })
    fc.assert(
      fc.property(anyText, cell, cell, (given, a, b) => {
        const content = given.replace(/\s/g, '')
        const shown = new Shown(text(content, { overflow: 'clip', height: 1 }), COLUMNS, 1)
        const used = shown.screen.toLines()[0]!
        shown.do('press', a, 0)
        shown.do('move', b, 0)
        const copied = shown.selecting.isActive ? shown.selecting.take()! : ''
        const last = Math.max(a, b)
        let first = Math.min(a, b)
        while (first > 0 && shown.screen.cell(first, 0).text === '') first--
        let expected = ''
        for (; first <= last; first++) expected += shown.screen.cell(first, 0).text
        // Of a text that is cut, the marks that follow the last cell belong to it.
        expect(visible(copied), used).toBe(visible(a === b ? '' : expected))
      }),
      fuzzing(1_000),
    )
  },
  FUZZ_TIME,
)

function visible(some: string): string {
  return some.normalize('NFC').replace(/[\s-]|\p{Cf}|\p{M}/gu, '')
}
