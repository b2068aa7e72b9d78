import { describe, expect, test } from 'vitest'
import { lines } from '../../../src/render/nodes/lines.ts'
import { rule, type RuleOptions } from '../../../src/render/nodes/rule.ts'
import { overlay } from '../../../src/render/nodes/overlay.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const across = (options: RuleOptions, columns = 20) => shown(column([rule(options)]), columns, 1)[0]

describe('a rule', () => {
  test.each<[string, RuleOptions, string]>([
    ['is as wide as the column', {}, '─'.repeat(20)],
    ['has the line of a border', { border: 'double' }, '═'.repeat(20)],
    ['is ASCII if the border is', { border: 'ascii' }, '-'.repeat(20)],
    ['has a width of its own', { width: 5 }, '─────'],
    ['has a title', { title: 'Users' }, '── Users ───────────'],
    ['has a title in wide characters', { title: '漢字' }, '── 漢字 ────────────'],
    ['cuts a title that is too long', { title: 'a long title for a rule' }, '── a long title … ──'],
    ['has no title if it is empty', { title: '' }, '─'.repeat(20)],
  ])('%s', (_, options, expected) => {
    expect(across(options)).toBe(expected)
  })

  test.each([0, 1, 2, 6])('leaves its title out in %i columns', (columns) => {
    expect(shown(row([rule({ title: 'Users', width: columns }), text('|')]), 20, 1)).toEqual([
      `${'─'.repeat(columns)}|`,
    ])
  })

  test('is between the children of a row, from top to bottom', () => {
    const view = row([text('a'), rule({ vertical: true }), lines(['b', 'c', 'd'])])
    expect(shown(view, 6, 3)).toEqual(['a│b', ' │c', ' │d'])
  })

  test('grows along a row', () => {
    expect(shown(row({ gap: 1 }, ['left', rule({ grow: 1 }), 'right']), 20, 1)).toEqual([
      'left ───────── right',
    ])
  })

  test("doesn't widen its parent", () => {
    const dialog = box([text('Delete?'), rule(), text('y / n')])
    expect(shown(overlay(['', dialog]), 15, 5)).toEqual([
      '   ╭───────╮',
      '   │Delete?│',
      '   │───────│',
      '   │y / n  │',
      '   ╰───────╯',
    ])
  })

  test('is painted again only if it looks different', () => {
    const screen = screenOf(20, 1)
    draw(screen, rule({ title: 'a', color: 'red' }))
    expect(draw(screen, rule({ title: 'a', color: 'red' }))).toBe('')
    expect(draw(screen, rule({ title: 'b', color: 'red' }))).not.toBe('')
    expect(draw(screen, rule({ title: 'b', color: 'blue' }))).not.toBe('')
    expect(draw(screen, rule({ title: 'b', color: 'blue', border: 'bold' }))).not.toBe('')
    draw(screen, rule({ title: 'b', color: 'blue', vertical: true }))
    expect(screen.toLines()).toEqual(['│'])
  })

  test.each<[string, () => unknown, RegExp]>([
    ['a border', () => rule({ border: 'wavy' as never }), /border must be one of single/],
    ['a title', () => rule({ title: 5 as never }), /title must be a string or a text, not 5/],
    ['a width', () => rule({ width: 'wide' as never }), /width must be a number of cells/],
    ['a color', () => rule({ color: 'rde' as never }), /'rde' is not a color/],
  ])('refuses %s that is invalid', (_, build, message) => {
    expect(build).toThrow(message)
  })
})
