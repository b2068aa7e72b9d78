import { describe, expect, test } from 'vitest'
import { grid } from '../../../src/render/nodes/grid.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { lines } from '../../../src/render/nodes/lines.ts'
import { overlay } from '../../../src/render/nodes/overlay.ts'
import { rule } from '../../../src/render/nodes/rule.ts'
import { scroll } from '../../../src/render/nodes/scroll.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { Style } from '../../../src/render/paint/style.ts'
import { draw, screenOf } from '../../support/screen.ts'

const decorations: Style[] = [
  { underline: true },
  { underline: 'curly', underlineColor: 'red' },
  { strikethrough: true },
  { link: 'https://example.org' },
]

/** What is shown, with `_` for each blank that is decorated. */
function decorated(view: Node, columns: number, rows: number): string[] {
  const screen = screenOf(columns, rows)
  draw(screen, view)
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => {
      const { text, style } = screen.cell(x, y)
      const { attributes, link } = screen.styles.describe(style)
      const isDecorated = link !== '' || attributes.some((attribute) => /underline|strike/.test(attribute))
      return text === ' ' && isDecorated ? '_' : text
    }).join(''),
  )
}

describe.each(decorations)('%j ends with the text', (style) => {
  test.each<[string, Node, string[]]>([
    ['a text', text('a b', style), ['a_b   ']],
    ['a text in the middle', text('a b', { ...style, align: 'center' }), [' a_b  ']],
    ['a text at the right', text('a b', { ...style, align: 'right' }), ['   a_b']],
    ['a text that wraps', text('a b cde', style), ['a_b   ', 'cde   ']],
    ['a text with a line feed', text('a\n\nb', style), ['a     ', '      ', 'b     ']],
    ['wide text', text('漢 字', style), ['漢_字 ']],
    ['a text that is cut', text('abc defg', { ...style, overflow: 'truncate' }), ['abc_d…']],
    ['a part of a text', text(['a ', text('b c', style), ' d']), ['a b_c ', 'd     ']],
    ['lines', lines(['a b'], style), ['a_b   ', '      ']],
    ['lines that are texts', lines([text('a b', style), 'c']), ['a_b   ', 'c     ']],
    ['lines of other text', lines([text('é\u0301 ü', style)]), ['é\u0301_ü   ']],
    ['a row, and what is in it', row({ ...style, gap: 1 }, ['a', 'b c']), ['a b_c ']],
    ['a column', column(style, ['a', 'b c']), ['a     ', 'b_c   ']],
    ['a box', box({ ...style, padding: [0, 1] }, ['a']), ['╭────╮', '│ a  │', '╰────╯']],
    ['a grid', grid(style, [['a', 'b c'], ['de']]), ['a  b_c', 'de    ']],
    ['what scrolls', scroll(text('a b'), style), ['a_b   ', '      ']],
    ['a layer', overlay([text(''), text('a', style)]), ['  a   ', '      ']],
    ['blanks that are given', text('a  ', style), ['a__   ']],
  ])('of %s', (_, view, expected) => {
    expect(decorated(view, 6, expected.length)).toEqual(expected)
  })

  test.each<[string, Node, string]>([
    ['a title', box({ ...style, title: 'a b' }, []), '╭─ a_b ──╮'],
    ['a title that is a text', box({ title: text('a b', style) }, []), '╭─ a_b ──╮'],
    ['the title of a rule', rule({ ...style, title: 'a b' }), '── a_b ───'],
  ])('of %s', (_, view, expected) => {
    expect(decorated(view, 10, 2)[0]).toBe(expected)
  })
})

test('a background and inverse colors fill the row', () => {
  const screen = screenOf(4, 1)
  draw(screen, text('a', { underline: true, inverse: true, background: 'blue' }))
  const looks = [0, 3].map((x) => screen.styles.describe(screen.cell(x, 0).style))
  expect(looks).toMatchObject([
    { attributes: ['inverse', 'underline'], background: 4 },
    { attributes: ['inverse'], background: 4 },
  ])
})

test('a text that is drawn again keeps its end', () => {
  const screen = screenOf(8, 1)
  draw(screen, lines([text('a long b', { underline: true })]))
  const bytes = draw(screen, lines([text('a', { underline: true })]))
  expect(bytes).toBe('\x1b[2G\x1b[K')
})
