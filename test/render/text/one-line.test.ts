import { describe, expect, test } from 'vitest'
import { grid } from '../../../src/render/nodes/grid.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { lines } from '../../../src/render/nodes/lines.ts'
import { rule } from '../../../src/render/nodes/rule.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { shown } from '../../support/screen.ts'

const feeds = ['\n', '\r\n'] as const

describe.each(feeds)('a line feed %j in a row that is one line shows', (feed) => {
  test.each<[string, (content: string) => Node, number, string]>([
    ['of lines', (content) => lines([content]), 1, 'one␊two'],
    ['of lines that are texts', (content) => lines([text(content, { bold: true })]), 1, 'one␊two'],
    ['of lines in parts', (content) => lines([text([content, text('!')])]), 1, 'one␊two!'],
    ['of lines with other text', (content) => lines([`漢${content}`]), 1, '漢one␊two'],
    ['in a title', (content) => box({ title: content }, []), 2, '╭─ one␊two ────────╮'],
    [
      'in a title that is a text',
      (content) => box({ title: text(['a ', content]) }, []),
      2,
      '╭─ a one␊two ──────╮',
    ],
    ['in the title of a rule', (content) => rule({ title: content }), 1, '── one␊two ─────────'],
    [
      'of a row',
      (content) => row({ height: 1 }, ['label: ', text(content, { grow: 1 })]),
      1,
      'label: one␊two',
    ],
    ['of a row without room', (content) => row({ height: 1 }, ['label: ', content]), 1, 'label: one␊two'],
    ['of a cell', (content) => grid([[text(content, { height: 1 }), 'x']]), 1, 'one␊two x'],
    [
      'that is the last one free',
      (content) => column([text(content), text('end', { height: 1 })]),
      2,
      'one␊two',
    ],
    [
      'of a text that is cut',
      (content) => text(content, { height: 1, overflow: 'truncate-start', width: 6 }),
      1,
      '…e␊two',
    ],
    ['at the beginning', (content) => lines([feed + content]), 1, '␊one␊two'],
    ['at the end', (content) => lines([content + feed]), 1, 'one␊two␊'],
  ])('%s', (_, view, rows, first) => {
    expect(shown(view(`one${feed}two`), 20, rows)[0]).toBe(first)
  })

  test('not if there are several rows', () => {
    expect(shown(text(`one${feed}two`), 10, 2)).toEqual(['one', 'two'])
    expect(shown(grid([[`one${feed}two`, 'x']]), 10, 2)).toEqual(['one x', 'two'])
  })
})

test('a box is as wide as its title with the mark', () => {
  expect(shown(row([box({ title: 'one\ntwo' }, [])]), 30, 2)[0]).toBe('╭─ one␊two ─╮')
})

test('the cursor is in the row', () => {
  expect(shown(text('a\nb', { height: 1, cursor: 3 }), 10, 1)).toEqual(['a␊b'])
})
