import { describe, expect, test } from 'vitest'
import { grid } from '../../../src/render/nodes/grid.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { fc } from '../../support/property.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

describe('a grid', () => {
  test('has columns as wide as their widest cells', () => {
    expect(
      shown(
        grid([
          ['a', 'bb', 'c'],
          ['ddd', 'e', 'f'],
        ]),
        20,
        2,
      ),
    ).toEqual(['a   bb c', 'ddd e  f'])
  })

  test('makes columns as wide as they ask for, and shares the rest', () => {
    const view = grid({ columns: [{ width: 4 }, { grow: 1 }, {}], columnGap: 0 }, [['a', 'b', 'end']])
    expect(shown(view, 15, 1)).toEqual(['a   b       end'])
  })

  test('has rows as high as their highest cells', () => {
    const view = grid({ columns: [{ width: 3 }], rowGap: 1 }, [['one two', 'x'], ['end']])
    expect(shown(view, 10, 5)).toEqual(['one x', 'two', '', 'end', ''])
  })

  test("refuses what isn't rows of cells", () => {
    expect(() => grid(['a', 'b'] as never)).toThrow('grid() takes rows of cells')
  })
})

describe('boxes that join', () => {
  test('have one border where two would meet', () => {
    const view = row({ join: true }, [box({ width: 5 }, ['abc']), box({ width: 4 }, ['de'])])
    expect(shown(view, 9, 3)).toEqual(['╭───┬──╮', '│abc│de│', '╰───┴──╯'])
  })

  test('join those of rows and columns in them', () => {
    const half = (name: string) => box({ border: 'round', grow: 1 }, [name])
    const view = column({ join: true, width: 11 }, [
      box({ border: 'round', title: 'top' }, ['a']),
      row({ join: true }, [half('b'), half('c')]),
    ])
    expect(shown(view, 11, 5)).toEqual([
      '╭─ top ───╮',
      '│a        │',
      '├────┬────┤',
      '│b   │c   │',
      '╰────┴────╯',
    ])
  })

  test('fill their row, each with one cell of the one before', () => {
    const anyBox = fc.record(
      {
        grow: fc.integer({ min: 1, max: 5 }),
        minWidth: fc.nat(12),
        maxWidth: fc.integer({ min: 1, max: 12 }),
      },
      { requiredKeys: ['grow'] },
    )
    const columns = fc.integer({ min: 1, max: 30 })
    const joined = (options: object[], columns: number) => {
      const screen = screenOf(columns, 3)
      const boxes = options.map((each) => box({ border: 'single', ...each }, []))
      draw(screen, row({ join: true }, boxes))
      return screen.pane.box!.children.filter(({ width }) => width > 0)
    }
    // With three of these there is room for two, which have one cell less in common.
    const narrow = [{ grow: 1, minWidth: 12 }, { grow: 1 }, { grow: 3, minWidth: 4 }]
    expect(joined(narrow, 13).map(({ x, width }) => [x, width])).toEqual([
      [0, 10],
      [9, 4],
    ])
    fc.assert(
      fc.property(fc.array(anyBox, { minLength: 1, maxLength: 6 }), columns, (options, columns) => {
        const boxes = joined(options, columns)
        let end = 1
        for (const { x, width } of boxes) {
          expect(x).toBe(end - 1)
          end = x + width
        }
        const most = options.reduce(
          (sum, { minWidth = 0, maxWidth = columns }) => sum + Math.max(minWidth, maxWidth) - 1,
          1,
        )
        expect(end).toBe(Math.min(columns, most))
      }),
    )
  })

  test('stay joined when one of them alone is painted again', () => {
    const view = (name: string) =>
      row({ join: true }, [box({ width: 5 }, [name]), box({ width: 5, borderColor: 'red' }, ['de'])])
    const screen = screenOf(9, 3)
    draw(screen, view('abc'))
    draw(screen, view('xyz'))
    expect(screen.toLines()).toEqual(['╭───┬───╮', '│xyz│de │', '╰───┴───╯'])
  })

  test('stay whole when one beside them has less to show', () => {
    const view = (n: number) =>
      row({ join: true }, [
        column(
          { join: true, grow: 1 },
          Array.from({ length: n }, () => box(['n'])),
        ),
        box({ grow: 1 }, ['detail']),
      ])
    const screen = screenOf(16, 6)
    draw(screen, view(2))
    draw(screen, view(1))
    expect(screen.toLines()).toEqual(shown(view(1), 16, 6))
  })

  test('are boxes', () => {
    expect(() => row({ join: true }, [text('a')])).toThrow("with 'join', children must be boxes")
  })
})
