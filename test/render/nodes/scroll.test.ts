import { describe, expect, test } from 'vitest'
import { scroll, type ScrollOptions } from '../../../src/render/nodes/scroll.ts'
import { column } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { shown } from '../../support/screen.ts'

const rows = (count: number) => column(Array.from({ length: count }, (_, index) => `row ${index}`))
const seen = (count: number, options: ScrollOptions) => shown(scroll(rows(count), options), 10, 3)

describe('a scrolled view', () => {
  test.each<[string, ScrollOptions, number]>([
    ['its first rows', {}, 0],
    ['those from a row on', { from: 4 }, 4],
    ['its last rows, and no more', { from: 100 }, 7],
    ['its end', { from: 'end' }, 7],
    ['what is so far from its end', { fromEnd: 2 }, 5],
    ['its end, where nothing is below', { fromEnd: 0 }, 7],
    ['its first rows, where that is further than there are', { fromEnd: 100 }, 0],
  ])('shows %s', (_, options, first) => {
    expect(seen(10, options)).toEqual([0, 1, 2].map((index) => `row ${first + index}`))
  })

  test('shows a view that is narrower than it', () => {
    const view = scroll(text('one two three four', { width: '50%' }), { from: 'end' })
    expect(shown(view, 14, 2)).toEqual(['three', 'four'])
  })

  test('stays at its end as rows are added', () => {
    expect(seen(10, { from: 'end' }).at(-1)).toBe('row 9')
    expect(seen(12, { from: 'end' }).at(-1)).toBe('row 11')
    expect(seen(12, { fromEnd: 2 }).at(-1)).toBe('row 9')
  })
})
