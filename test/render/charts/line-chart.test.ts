import { describe, expect, test } from 'vitest'
import { Ring } from '../../../src/machines/streams/ring.ts'
import { lineChart, type LineChartOptions } from '../../../src/render/charts/line-chart.ts'
import type { ChartPoint, PointSource } from '../../../src/render/charts/plot-columns.ts'
import { column } from '../../../src/render/nodes/stack.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { fc } from '../../support/property.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const waves = Array.from({ length: 60 }, (_, at) => 50 + 40 * Math.sin(at / 7))
const ramp = Array.from({ length: 60 }, (_, at) => (at > 20 && at < 30 ? undefined : 20 + at / 2))
const start = Date.UTC(2026, 10, 28, 9)
const timed = (values: readonly (number | undefined)[]) =>
  values.map((y, at) => ({ x: start + at * 1_000, y }))

const one = (points: readonly ChartPoint[], options?: LineChartOptions) =>
  lineChart([{ name: 'a', points }], options)

describe('a line chart', () => {
  test('has its values, its times, and a legend', () => {
    const series = [
      { name: 'CPU', points: timed(waves) },
      { name: 'Memory', points: timed(ramp) },
    ]
    const chart = lineChart(series, {
      min: 0,
      max: 100,
      axis: 'utc',
      format: (value) => `${Math.round(value)} %`,
    })
    expect(shown(chart, 60, 12)).toMatchInlineSnapshot(`
      [
        "       ⠒⠒⠒⠒ CPU 84 %  ⠒ ⠒⠒ Memory 50 %",
        "100 % │",
        "      │     ⣀⠤⠒⠉⠉⠉⠉⠢⢄⡀                             ⣀⠤⠒⠉⠉⠉⠉⠒⠤",
        " 75 % │   ⡠⠋         ⠈⠑⢄                         ⡠⠊",
        "      │ ⡠⠊             ⠈⠢⡀                     ⡠⠊",
        " 50 % │⠜                 ⠈⠢⡀                 ⡠⠊   ⢀ ⣀⣀⣀ ⠤⠤⠤",
        "      │                    ⠑⠢⡀   ⢀⣀ ⠤⠤⠤ ⠔⠒⠒⡠⠚⠉⠉ ⠉⠉⠁",
        " 25 % │  ⢀⣀ ⣀⣀⣀ ⠤⠤⠤ ⠒⠒⠒ ⠒    ⠈⠢⡀         ⢀⠔⠁",
        "      │ ⠉⠁                     ⠈⠒⠤⣀⣀⣀⣀⣀⠔⠊⠁",
        "  0 % │",
        "      └┬────────────┬────────────┬─────────────┬────────────",
        "   09:00:00     09:00:15     09:00:30      09:00:45",
      ]
    `)
    expect(shown(chart, 60, 8, 'ascii')).toMatchInlineSnapshot(`
      [
        "       **** CPU 84 %  o oo Memory 50 %",
        "100 % |      ********                               ********",
        "      | *****       *****                      *****",
        " 50 % |**                ***             oo ooo*ooo ooo ooo",
        "      | ooo ooo ooo ooo o  ***** oo ooo oo***",
        "  0 % |                         *********",
        "      ++------------+------------+-------------+------------",
        "   09:00:00     09:00:15     09:00:30      09:00:45",
      ]
    `)
  })

  test('colors its lines by role, the axes quietly', () => {
    const screen = screenOf(24, 4)
    draw(
      screen,
      lineChart([
        { name: 'a', points: [0, 1] },
        { name: 'b', points: [1, 1], color: 'danger' },
      ]),
    )
    expect(styledLines(screen)).toMatchInlineSnapshot(`
      [
        "   <hue1>⠒⠒⠒⠒</> <muted>a 1</>  <danger>⠒⠒ ⠒</> <muted>b 1</>",
        "<muted>1</> <border>│</> <danger>⠉⠉⠉ ⠉⠉⠉ ⠉⠉⠉ ⠉⣉⣉</><hue1>⠤</><danger>⠭⠛⠛</><hue1>⠉</>",
        "  <border>│</>       <hue1>⣀⡠⠤⠔⠒⠊⠉</>",
        "<muted>0</> <border>│</><hue1>⣀⠤⠤⠒⠒⠉⠉</>",
      ]
    `)
  })

  test.each<[string, readonly ChartPoint[], LineChartOptions]>([
    ['no points', [], {}],
    ['one point', [5], {}],
    ['no number', [NaN, Infinity, undefined, null], {}],
    ['values that are all the same', [7, 7, 7], {}],
    ['negative values', [-3, -9, -1], {}],
    ['huge values', [0, 1e15], {}],
    ['huge values that hardly differ', [1e15, 1e15 + 5], {}],
    ['the largest numbers', [-Number.MAX_VALUE, Number.MAX_VALUE], {}],
    ['tiny values', [1e-9, 3e-9], {}],
    ['values outside of the range', [-1e300, 5, 1e300], { min: 0, max: 10 }],
    ['a range that is upside down', [1, 2], { min: 5, max: 0 }],
    [
      'all of one place',
      [
        { x: 3, y: 1 },
        { x: 3, y: 9 },
      ],
      {},
    ],
    ['a span of nothing', [1, 2, 3], { span: 0 }],
  ])('of %s', (_, points, options) => {
    expect(shown(one(points, options), 30, 6)).toMatchSnapshot()
  })

  test.each([
    [20, 5],
    [11, 5],
    [5, 5],
    [1, 5],
    [20, 1],
  ])('fits into %ix%i', (columns, rows) => {
    expect(shown(one(waves), columns, rows)).toMatchSnapshot()
  })

  test.each<[LineChartOptions, string]>([
    [{ axis: 'ago', span: 60_000 }, '-50 s    -40 s     -30 s    -20 s    -10 s    now'],
    [{ axis: 'utc', span: 60_000, until: start + 60_000 }, '09:00:15      09:00:30     09:00:45   09:01:00'],
    [
      { axis: 'utc', from: start, until: start + 36e5 },
      '09:00    09:10    09:20    09:30    09:40    09:50  10:00',
    ],
    [
      { axis: 'utc', from: start, until: start + 864e5 * 20 },
      '11-30   12-03   12-06   12-09    12-12   12-15  12-18',
    ],
  ])('has round times on its axis: %j', (options, expected) => {
    expect(
      shown(one(timed(waves), { ...options, min: 0, max: 100 }), 60, 8)
        .at(-1)!
        .trim(),
    ).toBe(expected.trim())
  })

  test('of a ring draws what a chart of the same points draws, whatever was drawn before', () => {
    const value = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(undefined))
    const steps = fc.array(fc.array(value, { maxLength: 40 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(undefined, 10, 50),
        (steps, capacity, span) => {
          const screen = screenOf(30, 6)
          let ring = new Ring<number | undefined>(capacity)
          for (const values of steps) {
            ring = ring.concat(values)
            const chart = (points: Ring<number | undefined>) =>
              lineChart([{ name: 'a', points }], { span, min: -9, max: 9 })
            draw(screen, column([chart(ring)]))
            expect(screen.toLines()).toEqual(shown(chart(Ring.from(ring.toJSON())), 30, 6))
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  test('of a ring looks at its new points only', () => {
    let asked = 0
    const counted = (ring: Ring<number>): PointSource => ({
      length: ring.length,
      dropped: ring.dropped,
      at: (index) => {
        asked++
        return ring.at(index)
      },
      continues: () => true,
    })
    const ring = new Ring(
      50_000,
      Array.from({ length: 50_000 }, (_, at) => at % 50),
    )
    const screen = screenOf(60, 8)
    const show = (points: PointSource) => draw(screen, lineChart([{ name: 'a', points }], { span: 40_000 }))
    show(counted(ring))
    expect(asked).toBeGreaterThan(40_000)
    asked = 0
    show(counted(ring.concat([1, 2, 3])))
    expect(asked).toBeLessThan(5_000)
  })

  test('says its values where there is no screen', () => {
    const { says, data } = lineChart([
      { name: 'CPU', points: [1, 5, 3] },
      { name: 'Disk', points: [] },
    ])
    expect(says!(data as never)).toEqual(['CPU: 3, between 1 and 5', 'Disk: no values'])
  })

  test('refuses what is no number', () => {
    expect(() => one([], { min: '1' as never })).toThrow("min must be a number, not '1'")
    expect(() => one([], { axis: 'clock' as never })).toThrow('axis must be one of number, time, utc, ago')
  })
})
