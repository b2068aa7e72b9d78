import { expect, test } from 'vitest'
import { elapsed } from '../../../src/render/nodes/elapsed.ts'
import { spinner } from '../../../src/render/nodes/spinner.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { draw, screenOf } from '../../support/screen.ts'

test('time lays out nothing, paints nothing, and changes the cells that show something else', () => {
  const screen = screenOf(30, 3)
  screen.now = 20_000
  const filler = text('a'.repeat(30))
  draw(screen, column([filler, row({ gap: 1 }, [spinner(), text('for'), elapsed({ from: 0 })]), filler]))
  expect(screen.toLines()[1]).toBe('⠇ for 20 s')
  const { written } = screen.buffer
  const { box } = screen.pane
  screen.now = 21_000
  screen.arrange()
  const bytes = screen.draw()
  expect(screen.toLines()[1]).toBe('⠋ for 21 s')
  expect({ cells: screen.changed, painted: screen.buffer.written - written }).toEqual({
    cells: 2,
    painted: 0,
  })
  expect(screen.pane.box).toBe(box)
  expect(bytes.length).toBeLessThan(40)
})

test('a screen that shows nothing that moves has nothing to wait for', () => {
  const screen = screenOf(10, 1)
  screen.now = 0
  draw(screen, spinner())
  expect(screen.nextMove).toBe(84)
  draw(screen, text('done'))
  expect(screen.nextMove).toBe(Infinity)
})

test('where time stands still, everything is what it is at time 0', () => {
  const screen = screenOf(20, 1)
  draw(screen, text([spinner({ from: 5 }), ' ', elapsed({ from: 5 }), ' ', elapsed({ until: 5 })]))
  expect(screen.toLines()).toEqual(['⠋ 0.0 s 0 s'])
  expect(screen.nextMove).toBe(Infinity)
})
