import { describe, expect, test } from 'vitest'
import { fitting } from '../../../src/render/nodes/fitting.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const forms = (word: string) =>
  fitting([
    { minWidth: 10, node: row([text(`wide ${word}`), text('!')]) },
    { minWidth: 4, node: text(word) },
    { minWidth: 0, node: column([text(word[0]!), text('-')]) },
  ])

describe('fitting shows', () => {
  test.each([
    [12, ['wide word!', '']],
    [10, ['wide word!', '']],
    [9, ['word', '']],
    [3, ['w', '-']],
  ])('in %i columns the first form that fits', (columns, rows) => {
    expect(shown(forms('word'), columns, 2)).toEqual(rows)
  })

  test('what fits into its part of a row', () => {
    const part = (width: number) => row([column({ width }, [forms('word')]), text('|')])
    expect(shown(part(10), 20, 1)).toEqual(['wide word!|'])
    expect(shown(part(6), 20, 1)).toEqual(['word  |'])
  })

  test('another form after a resize, and nothing of the one before', () => {
    const screen = screenOf(12, 2)
    const node = forms('word')
    draw(screen, node)
    for (const [columns, rows] of [
      [5, ['word', '']],
      [3, ['w', '-']],
      [12, ['wide word!', '']],
    ] as const) {
      screen.resize(columns, 2)
      draw(screen, node)
      expect(screen.toLines()).toEqual(rows)
    }
  })

  test('other content in the same form, and paints only what is different', () => {
    const screen = screenOf(12, 2)
    draw(screen, forms('word'))
    draw(screen, forms('work'))
    expect(screen.toLines()).toEqual(['wide work!', ''])
    expect(screen.changed).toBe(1)
  })
})
