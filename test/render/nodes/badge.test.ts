import { describe, expect, test } from 'vitest'
import { badge, type BadgeOptions } from '../../../src/render/nodes/badge.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { column } from '../../../src/render/nodes/stack.ts'
import { draw, screenOf } from '../../support/screen.ts'

function styled(word: string, options: BadgeOptions, columns = 12): string {
  const screen = screenOf(columns, 1)
  draw(screen, column([badge(word, options)]))
  return styledLines(screen)[0]!
}

describe('a badge', () => {
  test.each<[string, string, BadgeOptions, string]>([
    ['is a bold word on the accent', 'UP', {}, '<on accent> </><bold on accent>UP</><on accent> </>'],
    [
      'stands on the color of its state',
      'UP',
      { color: 'success' },
      '<on success> </><bold on success>UP</><on success> </>',
    ],
    [
      'is quiet if it is soft',
      'v2',
      { soft: true, color: 'muted' },
      '<on raised> </><muted on raised>v2</><on raised> </>',
    ],
    ['is cut in a narrow place', 'DEPLOYED TODAY', {}, '<on accent> </><bold on accent>DEPLOYED T…</>'],
    [
      'shows control characters, and does not obey them',
      'a\x1b[2J',
      {},
      '<on accent> </><bold on accent>a␛[2J</><on accent> </>',
    ],
  ])('%s', (_, word, options, expected) => {
    expect(styled(word, options)).toBe(expected)
  })

  test('says which color is none', () => {
    expect(() => badge('x', { color: 'sucess' as never })).toThrow("'sucess' is not a color")
  })
})
