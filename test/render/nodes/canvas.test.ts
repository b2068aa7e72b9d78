import { describe, expect, test } from 'vitest'
import { canvas } from '../../../src/render/nodes/canvas.ts'
import { mark } from '../../../src/render/nodes/mark.ts'
import { column } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { scroll } from '../../../src/render/nodes/scroll.ts'
import type { CanvasPen, Dash } from '../../../src/render/paint/canvas-pen.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

/** A canvas that this draws on. */
const drawing = (draw: (pen: CanvasPen) => void) => canvas(undefined, draw)

describe('a canvas', () => {
  test('tells its size in cells and in dots', () => {
    const size = drawing((pen) => pen.text(0, 0, `${pen.columns}x${pen.rows} ${pen.width}x${pen.height}`))
    expect(shown(size, 20, 5)[0]).toBe('20x5 40x20')
  })

  test.each<[string, (pen: CanvasPen) => void, string[]]>([
    [
      'a dot in each corner of a cell',
      (pen) => [0, 1].forEach((x) => [0, 3].forEach((y) => pen.point(x, y))),
      ['⣉', ''],
    ],
    ['a line down', (pen) => pen.line(0, 0, 7, 7), ['⠑⢄', '  ⠑⢄']],
    ['a line up', (pen) => pen.line(0, 7, 7, 0), ['  ⡠⠊', '⡠⠊']],
    ['a line of one dot', (pen) => pen.line(2, 2, 2, 2), [' ⠄', '']],
    ['a line from far away', (pen) => pen.line(-1e15, 0, 1e15, 0), ['⠉⠉⠉⠉', '']],
    ['no line that misses it', (pen) => pen.line(-5, -5, 100, -5), ['', '']],
    [
      'what is a number only',
      (pen) => {
        pen.point(NaN, 0)
        pen.line(0, 0, Infinity, 3)
        pen.line(0, NaN, 3, 3)
      },
      ['', ''],
    ],
    [
      'dots within it only',
      (pen) => {
        pen.point(-1, 0)
        pen.point(0, 8)
        pen.point(8, 0)
        pen.point(0.9, 0.9)
      },
      ['⠁', ''],
    ],
    [
      'texts over dots',
      (pen) => {
        pen.text(1, 0, 'ab')
        pen.line(0, 0, 7, 0)
      },
      ['⠉ab⠉', ''],
    ],
    [
      'texts that are cut at its edges',
      (pen) => {
        pen.text(2, 0, 'abcd')
        pen.text(-1, 1, 'xyz')
        pen.text(0, 2, 'q')
      },
      ['  ab', 'yz'],
    ],
    [
      'wide texts',
      (pen) => {
        pen.text(0, 0, '漢字')
        pen.text(3, 1, '漢')
      },
      ['漢字', ''],
    ],
    ['texts that are harmless', (pen) => pen.text(0, 0, '\x1b[2Ja'), ['␛[2J', '']],
  ])('draws %s', (_, draw, expected) => {
    expect(shown(drawing(draw), 4, 2)).toEqual(expected)
  })

  test('draws what is like its dots in ASCII, and marks', () => {
    const view = drawing((pen) => {
      pen.line(0, 7, 7, 0)
      pen.line(0, 8, 7, 8)
      pen.line(0, 14, 7, 14, { ascii: '*' })
      pen.line(0, 16, 0, 19)
      pen.text(2, 4, mark('done'))
    })
    expect(shown(view, 4, 5, 'ascii')).toEqual(['  //', '//', "''''", '****', '| +'])
  })

  test.each<[Dash, string]>([
    ['solid', '⠉⠉⠉⠉⠉⠉⠉⠉'],
    ['dashed', '⠉⠉⠉ ⠉⠉⠉'],
    ['dotted', '⠁⠁⠁⠁⠁⠁⠁⠁'],
    ['sparse', '⠁ ⠁ ⠁ ⠁'],
  ])('draws %s lines', (dash, expected) => {
    expect(
      shown(
        drawing((pen) => pen.line(0, 0, 15, 0, { dash })),
        8,
        1,
      ),
    ).toEqual([expected])
  })

  test('has roles, and its own style', () => {
    const screen = screenOf(4, 1)
    const view = canvas(undefined, (pen) => pen.line(0, 0, 3, 0, { color: 'hue1' }), {
      background: 'surface',
    })
    draw(screen, view)
    expect(styledLines(screen)).toEqual(['<hue1 on surface>⠉⠉</><on surface>  </>'])
  })

  test('is drawn again only if its data or its size differ', () => {
    let drawn = 0
    const values = (pen: CanvasPen, data: readonly number[]) => {
      drawn++
      data.forEach((y, x) => pen.point(x, y))
    }
    const screen = screenOf(4, 2)
    const show = (data: readonly number[], below = '') =>
      draw(screen, column([canvas(data, values, { height: 1 }), text(below)]))
    show([0, 1, 2, 3])
    show([0, 1, 2, 3])
    show([0, 1, 2, 3], 'more')
    expect(drawn).toBe(1)
    show([0, 1, 2, 0], 'more')
    expect([drawn, screen.toLines()]).toEqual([2, ['⠑⠌', 'more']])
    screen.resize(3, 2)
    show([0, 1, 2, 0])
    expect(drawn).toBe(3)
  })

  test('is drawn as far as it is seen', () => {
    const view = scroll(
      canvas(undefined, (pen) => pen.line(0, 0, 0, pen.height - 1), { height: 1_000_000 }),
      { from: 500_000 },
    )
    expect(shown(view, 2, 2)).toEqual(['⡇', '⡇'])
  })

  test('refuses what draws nothing', () => {
    expect(() => canvas([1], undefined as never)).toThrow('a function that draws it, not undefined')
  })
})
