import { describe, expect, test } from 'vitest'
import { text } from '../../../src/render/nodes/text.ts'
import { row } from '../../../src/render/nodes/stack.ts'
import { width } from '../../../src/render/text/width.ts'
import { anyText } from '../../support/nodes.ts'
import { fc } from '../../support/property.ts'
import { draw, screenOf } from '../../support/screen.ts'

describe('the width of a string', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['漢字', 4],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['\x1b[31mred\x1b[0m', 3],
    ['\x07', 1],
    ['a\tb', 9],
    ['one\nthree', 5],
  ])('of %j is %i', (string, cells) => {
    expect(width(string)).toBe(cells)
  })

  test('is what it takes on the screen', () => {
    fc.assert(
      fc.property(anyText, (string) => {
        const cells = width(string)
        fc.pre(cells < 200)
        const screen = screenOf(202, 40)
        draw(screen, row([text(string), text('|')]))
        expect(screen.cell(cells, 0).text).toBe('|')
      }),
    )
  })
})
