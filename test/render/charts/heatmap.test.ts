import { describe, expect, test } from 'vitest'
import { Ring } from '../../../src/machines/streams/ring.ts'
import { heatmap, type HeatmapRow } from '../../../src/render/charts/heatmap.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const days: readonly HeatmapRow[] = [
  { label: 'Mon', values: [0, 3, 5, 7, 9, 10] },
  { label: 'Tuesday', values: [10, NaN, undefined, null, Infinity, 0] },
]
const everyOther = (index: number) => (index % 2 === 0 ? String(index) : '')

describe('a heatmap', () => {
  test('has a shade for each value, and says what shades stand for', () => {
    expect(shown(heatmap(days, { columnLabel: everyOther }), 30, 4)).toEqual([
      'Mon      ··░░▒▒▓▓████',
      'Tuesday  ██        ··',
      '         0   2   4',
      '         0 ··░░▒▒▓▓██ 10',
    ])
    expect(shown(heatmap(days, { legend: false }), 30, 2, 'ascii')).toEqual([
      'Mon      ..::++**####',
      'Tuesday  ##        ..',
    ])
  })

  test('has the color of its role, and alarms', () => {
    const screen = screenOf(10, 1)
    draw(screen, heatmap([{ label: '', values: [0, 4, 9] }], { min: 0, max: 10, moreIsWorse: true }))
    expect(styledLines(screen)).toEqual(['<hue1>··▒▒</><danger>██</>'])
  })

  test.each<[string, readonly HeatmapRow[], number, number, string[]]>([
    [
      'the newest values, if there is no room for all',
      [{ label: '', values: [1, 2, 3, 4, 5, 6, 7, 8] }],
      4,
      1,
      ['▒▓██'],
    ],
    [
      'how many rows there is no room for',
      [...days, ...days],
      20,
      3,
      ['Mon     ··░░▒▒▓▓████', 'Tuesd…  ██        ··'.slice(0, 20), '+2 rows'],
    ],
    ['values that are all the same', [{ label: 'a', values: [5, 5] }], 20, 1, ['a  ▒▒▒▒']],
    ['values only, if it is narrow', days, 5, 2, ['░▒▓██', '    ·']],
    ['that it has no values', [], 20, 2, ['no values', '']],
    [
      'the last items of a ring',
      [{ label: 'a', values: new Ring(3, [9, 9, 0, 5, 9]) }],
      20,
      1,
      ['a  ··▒▒██'],
    ],
  ])('shows %s', (_, rows, columns, height, expected) => {
    expect(shown(heatmap(rows), columns, height)).toEqual(expected)
  })

  test('says its values where there is no screen', () => {
    const { says, data } = heatmap(days)
    expect(says!(data as never)).toEqual(['Mon: 10, between 0 and 10', 'Tuesday: 0, between 0 and 10'])
  })
})
