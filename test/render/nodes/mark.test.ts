import { describe, expect, test } from 'vitest'
import { lines } from '../../../src/render/nodes/lines.ts'
import { mark, type MarkName } from '../../../src/render/nodes/mark.ts'
import { rule } from '../../../src/render/nodes/rule.ts'
import { sparkline } from '../../../src/render/nodes/sparkline.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { shown } from '../../support/screen.ts'

const faces: readonly [name: MarkName, unicode: string, ascii: string][] = [
  ['done', '✓', '+'],
  ['failed', '✗', 'x'],
  ['warning', '▲', '!'],
  ['info', 'i', 'i'],
  ['waiting', '○', '.'],
  ['skipped', '–', '-'],
  ['retry', '↻', '~'],
  ['on', '●', 'o'],
  ['checked', '■', '[x]'],
  ['unchecked', '□', '[ ]'],
  ['chosen', '◉', '(o)'],
  ['unchosen', '○', '( )'],
  ['open', '▾', 'v'],
  ['closed', '▸', '>'],
  ['branch', '├─', '|-'],
  ['lastBranch', '└─', '`-'],
  ['trunk', '│', '|'],
  ['bullet', '•', '*'],
  ['quote', '▎', '|'],
  ['prompt', '›', '>'],
  ['selected', '▌', '>'],
  ['more', '…', '~'],
]

describe('a mark', () => {
  test.each(faces)('%s is %s, and %s in ASCII', (name, unicode, ascii) => {
    const view = text([mark(name, { color: 'success' }), ' Lint'])
    expect(shown(view, 10, 1)).toEqual([`${unicode} Lint`])
    expect(shown(view, 10, 1, 'ascii')).toEqual([`${ascii} Lint`])
  })

  test('is measured as it is drawn', () => {
    const view = row([mark('checked'), text('|')])
    expect([shown(view, 10, 1), shown(view, 10, 1, 'ascii')]).toEqual([['■|'], ['[x]|']])
  })

  test('can be one of your own', () => {
    expect(shown(mark(['λ', '\\']), 3, 1, 'ascii')).toEqual(['\\'])
  })

  test('keeps its form in the parts of a text, a title and a line', () => {
    const done = text([text(['a ', mark('done')], { bold: true }), ' b'])
    const view = column([box({ title: done }, []), rule({ title: done }), lines([done], { height: 1 })])
    expect(shown(view, 14, 4, 'ascii')).toEqual([
      '+- a + b ----+',
      '+------------+',
      '-- a + b -----',
      'a + b',
    ])
  })

  test('leaves text alone that has the same characters', () => {
    const view = column([text('✓ é 漢 │ … █'), lines(['├── src'], { height: 1 })])
    expect(shown(view, 20, 2, 'ascii')).toEqual(['✓ é 漢 │ … █', '├── src'])
  })

  test('that does not exist is an error', () => {
    expect(() => mark('finished' as MarkName)).toThrow(/mark must be one of done, failed, .* not 'finished'/)
  })
})

describe('in ASCII', () => {
  test.each(['single', 'round', 'double', 'bold', 'ascii'] as const)('a border that is %s', (border) => {
    const view = column([box({ border, width: 6 }, ['a']), rule({ border, width: 6 })])
    expect(shown(view, 6, 4, 'ascii')).toEqual(['+----+', '|a   |', '+----+', '------'])
  })

  test.each([
    ['truncate', 'abc~'],
    ['truncate-start', '~fgh'],
    ['truncate-middle', 'ab~h'],
  ] as const)('%s cuts with ~', (overflow, expected) => {
    expect(shown(text('abcdefgh', { overflow }), 4, 1, 'ascii')).toEqual([expected])
  })

  test('borders that are shared', () => {
    const view = row({ join: true }, [box({ width: 4 }, ['a']), box({ width: 4 }, ['b'])])
    expect(shown(view, 8, 3, 'ascii')).toEqual(['+--+--+', '|a |b |', '+--+--+'])
  })

  test('a sparkline', () => {
    expect(shown(sparkline([0, 1, 2, 3, 4, 5, 6, 7]), 8, 1, 'ascii')).toEqual(['._-=+*%#'])
  })

  test('no unknown border', () => {
    expect(() => rule({ border: 'wavy' as 'single' })).toThrow('border must be one of')
  })
})
