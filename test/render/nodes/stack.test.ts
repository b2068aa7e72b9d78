import { describe, expect, test } from 'vitest'
import { box } from '../../../src/render/nodes/box.ts'
import { rule } from '../../../src/render/nodes/rule.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const styled = (node: Node, columns: number, rows: number) => {
  const screen = screenOf(columns, rows)
  draw(screen, node)
  return styledLines(screen)
}

describe('a line at a single side', () => {
  test('stands before each row, and is quiet', () => {
    const quote = column({ border: { left: '▎' }, padding: [0, 0, 0, 1] }, [
      text('Never deploy on a Friday.'),
    ])
    expect(styled(quote, 16, 2)).toEqual(['<border>▎</> Never deploy', '<border>▎</> on a Friday.'])
  })

  test('has the color that it is given', () => {
    const output = row({ border: { left: '│' }, borderColor: 'danger' }, ['502'])
    expect(styled(output, 8, 1)).toEqual(['<danger>│</>502'])
  })

  test.each<[string, Node, string[]]>([
    ['above', column({ border: { top: '─' } }, ['a']), ['────', 'a', '']],
    ['below', column({ border: { bottom: '═' }, height: 2 }, ['a']), ['a', '════', '']],
    ['at the right', row({ border: { right: '│' }, width: 3 }, ['a']), ['a │', '  │', '  │']],
    ['above and below', column({ border: { top: '─', bottom: '─' } }, ['a', 'b']), ['────', 'a', '────']],
  ])('%s', (_, node, expected) => {
    expect(shown(node, 4, 3)).toEqual(expected)
  })

  test('takes room from what it stands beside', () => {
    expect(shown(row([column({ border: { left: '│' } }, ['ab']), text('c')]), 5, 1)).toEqual(['│abc'])
  })

  test.each([
    ['▌', '>'],
    ['│', '|'],
    ['▎', '|'],
  ])('is ASCII where the terminal needs it: %s', (unicode, ascii) => {
    const screen = screenOf(3, 1, 'ascii')
    draw(screen, row({ border: { left: unicode } }, ['a']))
    expect(screen.toLines()).toEqual([`${ascii}a`])
  })

  test.each(['', '││', '漢', '\n', 'e\u0301'])('is one character of one cell, and not %j', (left) => {
    expect(() => column({ border: { left } }, [])).toThrow('border.left must be one character of one cell')
  })

  test('is painted again only if it looks different', () => {
    const screen = screenOf(4, 2)
    draw(screen, row({ border: { left: '│' } }, ['a']))
    expect(draw(screen, row({ border: { left: '│' } }, ['a']))).toBe('')
    expect(draw(screen, row({ border: { left: '▎' } }, ['a']))).toContain('▎')
  })
})

describe('a margin', () => {
  test('is free around a row, a column and a box', () => {
    expect(shown(column([row({ margin: [1, 2] }, ['a']), text('b')]), 6, 4)).toEqual(['', '  a', '', 'b'])
    expect(shown(box({ margin: 1 }, ['a']), 5, 5)).toEqual(['', ' ╭─╮', ' │a│', ' ╰─╯', ''])
  })

  test('is outside of the background', () => {
    expect(styled(row({ margin: [0, 1], background: 'surface' }, ['ab']), 4, 1)).toEqual([
      ' <on surface>ab</>',
    ])
  })

  test('is part of a size, and gives way last', () => {
    expect(shown(row([column({ width: 4, margin: [0, 1] }, ['abcd']), text('|')]), 6, 2)).toEqual([
      ' ab |',
      ' cd',
    ])
    expect(shown(row({ margin: 3 }, ['a']), 4, 2)).toEqual(['', ''])
  })

  test('keeps a box from sharing its border', () => {
    const boxes = row({ join: true }, [box({ margin: [0, 1, 0, 0] }, ['a']), box(['b'])])
    expect(shown(boxes, 8, 3)).toEqual(['╭─╮ ╭─╮', '│a│ │b│', '╰─╯ ╰─╯'])
  })
})

describe('frames and rules are quiet', () => {
  test('a box is round and its title has the color of its text', () => {
    expect(styled(box({ title: 'Users' }, ['Ada']), 13, 3)).toEqual([
      '<border>╭─</> Users <border>───╮</>',
      '<border>│</>Ada        <border>│</>',
      '<border>╰───────────╯</>',
    ])
  })

  test('so does that of a rule', () => {
    expect(styled(rule({ title: 'Users' }), 12, 1)).toEqual(['<border>──</> Users <border>───</>'])
    expect(styled(rule({ title: 'Users', color: 'accent' }), 12, 1)).toEqual(['<accent>── Users ───</>'])
  })
})

describe('a text in a row', () => {
  test.each<[string, Node, string[]]>([
    [
      'is cut with an ellipsis if a word is too long',
      row(['Downloads', text('99', { width: 4 })]),
      ['Down…99'],
    ],
    ['breaks between words', row(['Down loads', text('99', { width: 4 })]), ['Down 99', 'loads']],
    ['cuts no other word', row(['a Downloads of', text('9', { width: 4 })]), ['a    9', 'Down…', 'of']],
    [
      'says that there is more if it has one row',
      row({ height: 1 }, ['Down loads', text('99')]),
      ['Down l…99'],
    ],
    ['can be of letters without words', row(['漢字漢字', text('9', { width: 4 })]), ['漢字 9', '漢字']],
  ])('%s', (_, node, expected) => {
    expect(shown(column([node]), 9, 3).slice(0, expected.length)).toEqual(expected)
  })

  test('breaks anywhere in a column, where nothing may be lost', () => {
    expect(shown(column(['Downloads']), 5, 2)).toEqual(['Downl', 'oads'])
  })
})

test.each([
  [6, ['╭──╮', '│  │', '│a │', '│b │', '│  │', '╰──╯']],
  [5, ['╭──╮', '│  │', '│a │', '│  │', '╰──╯']],
  [4, ['╭──╮', '│  │', '│a │', '╰──╯']],
  [3, ['╭──╮', '│a │', '╰──╯']],
])('in %i rows, padding gives way to the first row of what is inside', (rows, lines) => {
  const drawn = shown(row([box({ padding: [1, 0], width: 4 }, ['a', 'b'])]), 4, rows)
  expect(drawn.slice(0, lines.length)).toEqual(lines)
})
