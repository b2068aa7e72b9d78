import { describe, expect, test } from 'vitest'
import { overlay } from '../../../src/render/nodes/overlay.ts'
import { scroll } from '../../../src/render/nodes/scroll.ts'
import { slot } from '../../../src/render/nodes/slot.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { Judge } from '../../support/judge.ts'
import { screenWithRegions } from '../../support/screen.ts'

/** Where a terminal has the cursor for a view, or for the region in it that has the focus; undefined where it is hidden. */
async function cursorOf(view: Node, columns = 10, rows = 4, region?: Node) {
  const contents = new Map([['', view]])
  if (region !== undefined) contents.set('0', region)
  const { screen, panes } = screenWithRegions(columns, rows, contents)
  screen.arrange()
  const judge = new Judge(columns, rows)
  await judge.write(screen.draw(panes.get(region === undefined ? '' : '0')))
  return judge.cursor
}

const field = text('name', { cursor: 4 })

describe('the cursor', () => {
  test.each<[string, Node, number, number]>([
    ['behind the last character', text('abc', { cursor: 3 }), 3, 0],
    ['in its own cell, beside other texts', row(['> ', text('ab', { cursor: 2 }), 'x']), 4, 0],
    ['in an empty text', row(['> ', text('', { cursor: 0 })]), 2, 0],
    ['in a text at the right', text('abc', { align: 'right', cursor: 0 }), 7, 0],
    ['in a text in the middle', text('abc', { align: 'center', cursor: 1 }), 4, 0],
    ['in parts of other widths', text(['漢', text('字ab', { bold: true })], { cursor: 3 }), 5, 0],
    ['within what is drawn as one', text('\u1019\u102cx', { cursor: 1 }), 1, 0],
    ['behind what is drawn as one', text('\u1019\u102cx', { cursor: 2 }), 2, 0],
    ['behind a mark alone', text('\u102cx', { cursor: 1 }), 2, 0],
    ['behind blanks at the end', text('aaaaaaaa bb  ', { cursor: 13 }), 4, 1],
    ['on the last column where there is no more', text('a'.repeat(10), { cursor: 10 }), 9, 0],
    ['in what is scrolled', scroll(column(['1', '2', field, '4']), { from: 1, height: 3 }), 4, 1],
    ['in the uppermost layer', overlay([text('x', { cursor: 0 }), box([field])]), 6, 1],
    ['beside a layer', overlay({ at: 'bottom-right' }, [field, text('over')]), 4, 0],
  ])('stands %s', async (_, view, x, y) => {
    expect(await cursorOf(view)).toEqual({ x, y })
  })

  test.each<[string, Node]>([
    ['is scrolled out above', scroll(column([field, '2', '3', '4']), { from: 1, height: 3 })],
    ['is scrolled out below', column([scroll(column(['1', '2', field]), { height: 2 }), 'status'])],
    ['is below a layer', overlay([column(['', field]), box(['over'])])],
    ['has no room', row([text('wide', { width: 10 }), text('', { cursor: 0 })])],
  ])('is hidden where its text %s', async (_, view) => {
    expect(await cursorOf(view)).toBeUndefined()
  })

  test('is hidden if its region is scrolled out of view, and shown in its place if not', async () => {
    const page = (from: number) => scroll(column([slot(0), '2', '3', '4', '5', '6']), { from })
    expect(await cursorOf(page(0), 10, 4, field)).toEqual({ x: 4, y: 0 })
    expect(await cursorOf(page(2), 10, 4, field)).toBeUndefined()
  })
})
