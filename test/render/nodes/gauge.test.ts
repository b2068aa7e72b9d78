import { describe, expect, test } from 'vitest'
import { gauge, type GaugeOptions } from '../../../src/render/nodes/gauge.ts'
import { column } from '../../../src/render/nodes/stack.ts'
import { Pane } from '../../../src/render/layout/box.ts'
import { Screen } from '../../../src/render/screen.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

function styled(value: number | undefined, options: GaugeOptions = {}): string {
  const screen = screenOf(19, 1)
  draw(screen, gauge(value, options))
  return styledLines(screen)[0]!
}

describe('a gauge', () => {
  test('has its label, its bar and its number, in columns', () => {
    const view = column([
      gauge(0.51, { label: 'CPU', labelWidth: 6 }),
      gauge(1, { label: 'Memory', labelWidth: 6, moreIsWorse: true }),
      gauge(0.1, { label: 'Swap', labelWidth: 6, number: '1 GB' }),
      gauge(undefined, { label: 'Disk', labelWidth: 6 }),
    ])
    expect(shown(view, 27, 4, 'ascii')).toEqual([
      'CPU     #####.....     51 %',
      'Memory  ##########  ! 100 %',
      'Swap    #.........     1 GB',
      'Disk    ..........        -',
    ])
  })

  test('can be read without colors', () => {
    const screen = new Screen(new Pane(() => undefined), 19, 2, 'none')
    draw(screen, column([gauge(0.5), gauge(undefined)]))
    expect(screen.toLines()).toEqual(['▆▆▆▆▆▁▁▁▁▁     50 %', '▁▁▁▁▁▁▁▁▁▁        –'])
  })

  test.each<[number | undefined, GaugeOptions, string]>([
    [0.5, {}, '<accent>▆▆▆▆▆</><raised>▆▆▆▆▆</>     50 %'],
    [0.9, {}, '<accent>▆▆▆▆▆▆▆▆▆</><raised>▆</>     90 %'],
    [0.5, { color: 'hue2' }, '<hue2>▆▆▆▆▆</><raised>▆▆▆▆▆</>     50 %'],
    [0.75, { moreIsWorse: true }, '<accent>▆▆▆▆▆▆▆▆</><raised>▆▆</>     75 %'],
    [0.76, { moreIsWorse: true }, '<warning>▆▆▆▆▆▆▆▆</><raised>▆▆</>   <warning>▲ 76 %</>'],
    [0.9, { moreIsWorse: true }, '<warning>▆▆▆▆▆▆▆▆▆</><raised>▆</>   <warning>▲ 90 %</>'],
    [0.96, { moreIsWorse: true }, '<danger>▆▆▆▆▆▆▆▆▆</><raised>▆</>   <bold danger>▲ 96 %</>'],
    [undefined, {}, '<raised>▆▆▆▆▆▆▆▆▆▆</>        <muted>–</>'],
    [Number.NaN, {}, '<raised>▆▆▆▆▆▆▆▆▆▆</>      0 %'],
    [7, {}, '<accent>▆▆▆▆▆▆▆▆▆▆</>    100 %'],
  ])('of %d with %j has roles by what it says', (value, options, expected) => {
    expect(styled(value, options)).toBe(expected)
  })

  test.each([40, 20, 12, 5])('has one row in %i columns', (columns) => {
    expect(shown(gauge(0.5, { label: 'Memory' }), columns, 2)[1]).toBe('')
  })

  test('refuses what is no number', () => {
    expect(() => gauge('half' as never)).toThrow("value must be a number, not 'half'")
  })
})
