import { describe, expect, test } from 'vitest'
import type { LineSource } from '../../../src/render/nodes/lines.ts'
import { spacer } from '../../../src/render/nodes/grow.ts'
import { row } from '../../../src/render/nodes/stack.ts'
import { tallLines } from '../../../src/render/nodes/tall-lines.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { TallSource } from '../../../src/render/layout/tall-window.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const sourceOf = (heights: readonly number[]): LineSource & TallSource => ({
  length: heights.length,
  at: (index) => row([`line ${index}`, spacer(), text('a b c', { width: 1 })]),
  height: (index) => heights[index] ?? 1,
})

const window = (
  heights: readonly number[],
  options: { from?: number; selected?: number; zebra?: boolean; focused?: boolean } = {},
) => tallLines(sourceOf(heights), { from: 0, selected: -1, zebra: false, focused: false, ...options })

function styled(node: Node, columns: number, rows: number): string[] {
  const screen = screenOf(columns, rows)
  draw(screen, node)
  return styledLines(screen)
}

test('lines stand one below the other, and the last one in view is cut', () => {
  expect(shown(window([1, 3, 2, 1], { selected: 1 }), 16, 5)).toEqual([
    '  line 0     … █',
    '▌ line 1     a █',
    '▌            b █',
    '▌            c ▃',
    '  line 2     a',
  ])
})

test('the first line is seen from its first row, whatever it is', () => {
  for (const from of [2, 9])
    expect(shown(window([1, 3, 2, 1], { from }), 14, 4)).toEqual([
      '  line 2   a',
      '           b ▅',
      '  line 3   … █',
      '             █',
    ])
})

test('a line that is higher than the window is alone in it', () => {
  expect(shown(window([1, 9, 1], { from: 1, selected: 1 }), 14, 2)).toEqual([
    '▌ line 1   a ▄',
    '▌          b ▄',
  ])
})

test('only lines in view are asked for, and those at the end', () => {
  const asked = new Set<number>()
  const source = {
    length: 1_000_000,
    at: (index: number) => `line ${index}`,
    height(index: number) {
      asked.add(index)
      return 2
    },
  }
  const node = tallLines(source, { from: 500_000, selected: 500_001, zebra: true, focused: true })
  draw(screenOf(20, 40), node)
  expect(asked.size).toBeLessThan(300)
})

describe('whatever was shown before', () => {
  const all = [
    window([1, 3, 2, 1, 1, 1]),
    window([1, 3, 2, 1, 1, 1], { selected: 1 }),
    window([1, 3, 2, 1, 1, 1], { selected: 1, focused: true, zebra: true }),
    window([1, 3, 2, 1, 1, 1], { from: 1, zebra: true }),
    window([1, 3, 2, 1, 1, 1], { from: 2, zebra: true, selected: 3 }),
    window([3, 1, 2, 1, 1, 1], { zebra: true }),
    window([2, 1]),
    window([]),
  ]

  test('the same cells are shown', () => {
    const stepwise = screenOf(14, 5)
    for (const before of all)
      for (const after of all) {
        draw(stepwise, before)
        draw(stepwise, after)
        expect(styledLines(stepwise)).toEqual(styled(after, 14, 5))
      }
  })
})

test('each second line has a ground of its own', () => {
  expect(styled(window([1, 2, 1], { zebra: true }), 12, 4)).toEqual([
    '  line 0  …',
    '<on surface>  line 1  a </>',
    '<on surface>          b </>',
    '  line 2  …',
  ])
})
