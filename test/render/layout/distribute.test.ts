import { describe, expect, test } from 'vitest'
import { distribute, type AxisSizing } from '../../../src/render/layout/distribute.ts'
import { UNLIMITED } from '../../../src/render/layout/sizing.ts'
import { grid } from '../../../src/render/nodes/grid.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text, type TextOptions } from '../../../src/render/nodes/text.ts'
import { fc } from '../../support/property.ts'
import { draw, screenOf } from '../../support/screen.ts'

const sizingOf = (sizing: Partial<AxisSizing>): AxisSizing => ({
  basis: 0,
  min: 0,
  max: UNLIMITED,
  grow: 0,
  fixed: false,
  ...sizing,
})
const grows = (grow: number, limits: Partial<AxisSizing> = {}) => sizingOf({ grow, ...limits })

/** The widths that a row of a hundred columns, or of others, gives to children that ask for this. */
function widthsOf(children: readonly TextOptions[], columns = 100): number[] {
  const screen = screenOf(columns, 1)
  draw(screen, row(children.map((options) => text('', options))))
  return screen.pane.box!.children.map(({ width }) => width)
}

describe('percentages of a row', () => {
  test.each<[string[], number, number[]]>([
    [['50%', '50%'], 81, [41, 40]],
    [['33.3%', '33.3%', '33.4%'], 100, [33, 34, 33]],
    [['25%', '25%', '25%', '25%'], 82, [21, 20, 21, 20]],
    [['12.5%', '87.5%'], 20, [3, 17]],
    [['10%', '10%'], 15, [2, 1]],
  ])('%j of %i columns', (widths, columns, expected) => {
    expect(
      widthsOf(
        widths.map((width) => ({ width: width as `${number}%` })),
        columns,
      ),
    ).toEqual(expected)
  })

  test("leave what they don't ask for, or share it among those that grow", () => {
    expect(widthsOf([{ width: '30%' }, { width: '30%' }], 81)).toEqual([24, 25])
    expect(widthsOf([{ width: '30%' }, { grow: 1 }, { width: '30%' }], 81)).toEqual([24, 32, 25])
  })

  test('are those of columns and of the columns of a grid too', () => {
    const screen = screenOf(9, 9)
    draw(screen, column([text('', { height: '50%' }), text('', { height: '50%' })]))
    expect(screen.pane.box!.children.map(({ height }) => height)).toEqual([5, 4])
    draw(screen, grid({ columns: [{ width: '50%' }, { width: '50%' }], columnGap: 0 }, [['a', 'b']]))
    expect(screen.pane.box!.children.map(({ width }) => width)).toEqual([5, 4])
  })

  test('text in them is as high as it is in the columns that it gets', () => {
    const screen = screenOf(9, 4)
    const half = { width: '50%' } as const
    draw(screen, column([row([text('ab cd', half), text('x', half)]), 'below']))
    expect(screen.toLines()).toEqual(['ab cdx', 'below', '', ''])
  })

  test('together are what they are of the row, whatever its width', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(shares, fc.nat(300), (shares, room) => {
        const total = shares.reduce((sum, share) => sum + share, 0)
        const bases = shares.map((share) => (room * share) / total)
        const sizes = distribute(
          room,
          bases.map((basis) => sizingOf({ basis, fixed: true })),
        )
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(room)
        sizes.forEach((size, index) => expect(Math.abs(size - bases[index]!)).toBeLessThan(1))
      }),
    )
  })
})

describe('limits', () => {
  test.each<[string, TextOptions[], number[]]>([
    ['a least that is met changes nothing', [{ grow: 3 }, { grow: 2, minWidth: 20 }], [60, 40]],
    ['a least that is not met is had', [{ grow: 3 }, { grow: 1, minWidth: 40 }], [60, 40]],
    ['a most that is not reached changes nothing', [{ grow: 1, maxWidth: 70 }, { grow: 1 }], [50, 50]],
    [
      'what a most leaves goes to the others',
      [{ grow: 1, maxWidth: 20 }, { grow: 1 }, { grow: 1 }],
      [20, 40, 40],
    ],
    [
      'of two leasts, both are had',
      [{ grow: 8 }, { grow: 1, minWidth: 30 }, { grow: 1, minWidth: 15 }],
      [55, 30, 15],
    ],
    ['a least and a most', [{ grow: 1, minWidth: 70 }, { grow: 2, maxWidth: 10 }, { grow: 1 }], [70, 10, 20]],
    ['beside a size', [{ width: 40 }, { grow: 1, minWidth: 20 }, { grow: 1 }], [40, 30, 30]],
    ['in percent', [{ grow: 1, minWidth: '60%' }, { grow: 1 }], [60, 40]],
    [
      'leasts that fill the row',
      [
        { grow: 1, minWidth: 50 },
        { grow: 9, minWidth: 50 },
      ],
      [50, 50],
    ],
    [
      'leasts that do not fit',
      [
        { grow: 1, minWidth: 90 },
        { grow: 1, minWidth: 30 },
      ],
      [70, 30],
    ],
  ])('%s', (_, children, expected) => {
    expect(widthsOf(children)).toEqual(expected)
  })

  const anyGrowing = fc.record({
    grow: fc.integer({ min: 1, max: 9 }),
    min: fc.oneof(fc.constant(0), fc.nat(40)),
    max: fc.oneof(fc.constant(UNLIMITED), fc.nat(60)),
  })
  const anyRow = fc.array(anyGrowing, { minLength: 1, maxLength: 6 })

  test('of those that grow hold, and the row is full if they let it be', () => {
    fc.assert(
      fc.property(anyRow, fc.nat(200), (children, room) => {
        const limits = children.map(({ min, max }) => ({ min, max: Math.max(min, max) }))
        const sizes = distribute(
          room,
          children.map(({ grow }, index) => grows(grow, limits[index])),
        )
        const total = sizes.reduce((sum, size) => sum + size, 0)
        const least = limits.reduce((sum, { min }) => sum + min, 0)
        const most = limits.reduce((sum, { max }) => sum + max, 0)
        expect(total).toBe(Math.min(room, most))
        if (least > room) return
        sizes.forEach((size, index) => {
          expect(size).toBeGreaterThanOrEqual(limits[index]!.min)
          expect(size).toBeLessThanOrEqual(limits[index]!.max)
        })
      }),
      { numRuns: 2_000 },
    )
  })

  test('that are met without them change nothing', () => {
    fc.assert(
      fc.property(anyRow, fc.nat(200), (children, room) => {
        const free = distribute(
          room,
          children.map(({ grow }) => grows(grow)),
        )
        const limited = children.map(({ grow, min, max }, index) =>
          grows(grow, { min: Math.min(min, free[index]!), max: Math.max(max, free[index]!) }),
        )
        // A share between two whole numbers may be held by a limit that its rounding meets.
        const shares = children.map(
          ({ grow }) => (room * grow) / children.reduce((sum, each) => sum + each.grow, 0),
        )
        if (shares.some((share, index) => share < limited[index]!.min || share > limited[index]!.max)) return
        expect(distribute(room, limited)).toEqual(free)
      }),
      { numRuns: 2_000 },
    )
  })
})

test('panes of boxes are as CSS would have them', () => {
  const screen = screenOf(100, 3)
  draw(screen, row([box({ grow: 3 }, []), box({ grow: 2, minWidth: 20 }, [])]))
  expect(screen.pane.box!.children.map(({ width }) => width)).toEqual([60, 40])
})
