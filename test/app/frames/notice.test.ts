import { describe, expect, test } from 'vitest'
import { box, lines, text, type Node } from 'actty'
import { Notice } from '../../../src/app/frames/notice.ts'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { screenOf } from '../../support/screen.ts'

/** A screen with a notice; `shown` draws it, as a frame does. */
function noticed(columns: number, rows: number, content: Node, isInline = false) {
  const clock = new VirtualClock(0)
  const screen = screenOf(columns, rows)
  let changes = 0
  const notice = new Notice(clock, () => changes++)
  screen.pane.content = content
  const shown = () => {
    notice.layOn(screen.pane, isInline)
    screen.arrange()
    screen.draw()
    return screen.toLines()
  }
  return { clock, notice, shown, screen, changes: () => changes }
}

const page = box({ border: 'round', grow: 1 }, ['the page'])

describe('a line that is held', () => {
  test('has a row of its own, below a border', () => {
    const { notice, shown } = noticed(20, 5, page)
    expect(shown()[4]).toBe('╰──────────────────╯')
    notice.hold('stopping 1 process')
    expect(shown().slice(2)).toEqual(['│                  │', '╰──────────────────╯', 'stopping 1 process'])
    expect(notice.hide()).toBe(true)
    expect(shown()[4]).toBe('╰──────────────────╯')
    expect(notice.hide()).toBe(false)
  })

  test.each([
    ['cut where the screen is narrow', 10, 2, ['the page', 'stopping …']],
    ['alone where there is one row', 20, 1, ['stopping 1 process']],
  ])('is %s', (_, columns, rows, expected) => {
    const { notice, shown } = noticed(columns, rows, text('the page'))
    notice.hold('stopping 1 process')
    expect(shown()).toEqual(expected)
  })

  test('is seen below what is too high for the screen', () => {
    const { notice, shown } = noticed(20, 3, lines(['one', 'two', 'three', 'four']))
    notice.hold('stopping 1 process')
    expect(shown()).toEqual(['one', 'two', 'stopping 1 process'])
  })

  test('is below an inline app', () => {
    const { notice, shown } = noticed(20, 3, text('the page'), true)
    notice.hold('stopping 1 process')
    expect(shown()).toEqual(['the page', 'stopping 1 process', ''])
  })

  test('stays on what the view shows next', () => {
    const { notice, shown, screen } = noticed(20, 3, text('the page'))
    notice.hold('stopping 1 process')
    shown()
    screen.pane.content = text('another')
    expect(shown()).toEqual(['another', '', 'stopping 1 process'])
    notice.hide()
    expect(shown()).toEqual(['another', '', ''])
  })
})

describe('a line that is flashed', () => {
  test('is over the whole last row, for as long as it was told', async () => {
    const { clock, notice, shown, changes } = noticed(20, 3, page)
    notice.flash('sent 3 lines', 2_000)
    expect(shown()).toEqual(['╭──────────────────╮', '│the page          │', 'sent 3 lines'])
    await clock.advance(1_999)
    expect(shown()[2]).toBe('sent 3 lines')
    await clock.advance(1)
    expect(shown()[2]).toBe('╰──────────────────╯')
    expect(changes()).toBe(2)
  })

  test('gives way to the next, which has its whole time', async () => {
    const { clock, notice, shown } = noticed(20, 3, page)
    notice.flash('sent 3 lines', 2_000)
    await clock.advance(1_500)
    notice.flash('sent 4 lines', 2_000)
    await clock.advance(1_500)
    expect(shown()[2]).toBe('sent 4 lines')
    notice.hold('stopping')
    await clock.advance(10_000)
    expect(shown()).toEqual(['╭──────────────────╮', '╰──────────────────╯', 'stopping'])
  })
})
