import { describe, expect, test } from 'vitest'
import { sparkline, type SparklineOptions } from '../../../src/render/nodes/sparkline.ts'
import { shown } from '../../support/screen.ts'

describe('a sparkline', () => {
  test.each<[string, number[], SparklineOptions, string]>([
    ['is a bar for each value', [0, 1, 2, 3, 4, 5, 6, 7], {}, '▁▂▃▄▅▆▇█'],
    ['is low if all values are the same', [5, 5, 5], {}, '▁▁▁'],
    ['has its ends where it is told', [5, 10], { min: 0, max: 10 }, '▅█'],
    ['is cut at its ends', [-5, 5, 50], { min: 0, max: 10 }, '▁▅█'],
    ['shows the newest values', [9, 9, 0, 7], { width: 2 }, '▁█'],
    ['has the newest at the right', [0, 7], { width: 5 }, '   ▁█'],
    ['leaves out what is no number', [0, Number.NaN, Infinity, 7], {}, '▁  █'],
    ['is nothing without values', [], {}, ''],
    ['is nothing in no room', [1, 2], { width: 0 }, ''],
    ['takes values below 0', [-2, -1], {}, '▁█'],
    ['is empty where no value is a number', [Number.NaN], {}, ''],
  ])('%s', (_, values, options, expected) => {
    expect(shown(sparkline(values, options), 10, 1)).toEqual([expected])
  })

  test('of any width fits into a terminal', () => {
    const [line] = shown(sparkline([1], { width: 4_000_000_000 }), 5_000, 1)
    expect(line).toHaveLength(4_096)
  })

  test('says which option is not a number', () => {
    expect(() => sparkline([1], { max: '9' as never })).toThrow("max must be a number, not '9'")
    expect(() => sparkline([1], { width: Number.NaN })).toThrow('width must be a number, not NaN')
  })
})
