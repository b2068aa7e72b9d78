import { describe, expect, test } from 'vitest'
import { barChart } from '../../../src/render/nodes/bar-chart.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const languages = [
  { label: 'TypeScript', value: 18_159 },
  { label: 'Tests', value: 13_383 },
  { label: '例', value: 1_769 },
  { label: 'None', value: 0 },
]

describe('a bar chart', () => {
  test('has labels, bars and numbers in columns', () => {
    expect(shown(barChart(languages), 40, 4)).toEqual([
      'TypeScript  ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆  18,159',
      'Tests       ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆       13,383',
      '例          ▆▆                     1,769',
      'None                                   0',
    ])
    expect(shown(barChart(languages), 40, 1, 'ascii')).toEqual(['TypeScript  ####################  18,159'])
  })

  test('gives each bar the next hue, or its own color', () => {
    const screen = screenOf(8, 8)
    const bars = Array.from({ length: 8 }, (_, i) => ({ label: String(i), value: 1 }))
    draw(screen, barChart([{ label: 'a', value: 1, color: 'danger' }, ...bars.slice(1)]))
    const colors = styledLines(screen).map((line) => /<(\w+)>/.exec(line)![1])
    expect(colors).toEqual(['danger', 'hue2', 'hue3', 'hue4', 'hue5', 'hue6', 'hue1', 'hue2'])
  })

  test('has a scale and a format', () => {
    const chart = barChart([{ label: 'api', value: 5 }], { max: 10, format: (value) => `${value} MB` })
    expect(shown(chart, 19, 1)).toEqual(['api  ▆▆▆▆      5 MB'])
  })

  test.each([
    ['without bars', []],
    ['of nothing', [{ label: 'a', value: 0 }]],
    ['of less than nothing', [{ label: 'a', value: -1 }]],
    ['of no number', [{ label: 'a', value: Number.NaN }]],
  ])('%s has no bar', (_, bars) => {
    expect(shown(barChart(bars), 20, 1)[0]).not.toContain('▆')
  })

  test.each([20, 10, 3])('has a row for each bar in %i columns', (columns) => {
    expect(shown(barChart(languages), columns, 5)[4]).toBe('')
  })

  test('refuses what is no number', () => {
    expect(() => barChart([{ label: 'a', value: '1' as never }])).toThrow("value must be a number, not '1'")
  })
})
