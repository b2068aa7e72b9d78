import { describe, expect, test } from 'vitest'
import { lines } from '../../../src/render/nodes/lines.ts'
import { progressBar } from '../../../src/render/nodes/progress-bar.ts'
import { elapsed } from '../../../src/render/nodes/elapsed.ts'
import { spinner } from '../../../src/render/nodes/spinner.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { shown } from '../../support/screen.ts'

const wrong = (value: unknown) => value as never

describe('a builder that is given what it cannot take says what, and what to do', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['children not in an array', () => row(wrong('a')), /row\(\) takes its children as an array/],
    ['a number as a child', () => column([wrong(5)]), /a child must be a node, a string or falsy, not 5/],
    ['a function as a child', () => column([wrong(function view() {})]), /not the function view/],
    ['NaN as a width', () => text('a', { width: Number.NaN }), /width must be a number, not NaN/],
    ['a word as a gap', () => row({ gap: wrong('wide') }, []), /gap must be a number, not 'wide'/],
    [
      'a word as a width',
      () => text('a', { width: wrong('wide') }),
      /width must be a number of cells or a percentage/,
    ],
    [
      'a spinner of no kind',
      () => spinner({ style: wrong('dot') }),
      /style must be one of dots, pulse, line/,
    ],
    ['a time that is none', () => spinner({ from: wrong('now') }), /from must be a number, not 'now'/],
    ['no time at all', () => elapsed(wrong({})), /elapsed\(\) takes either { from } or { until }/],
    ['two times', () => elapsed(wrong({ from: 1, until: 2 })), /takes either { from } or { until }, not 1/],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(message)
  })

  test.each<[string, () => unknown, RegExp]>([
    [
      'a color that is none',
      () => text('a', { color: wrong('rde') }),
      /is not a color: use a role \(accent, muted, danger, …\), a name \(black/,
    ],
    ['a color beyond the palette', () => text('a', { background: 256 }), /256 is not a color/],
    [
      'a border that is none',
      () => box({ border: wrong('fancy') }, []),
      /border must be one of single, round/,
    ],
    [
      'an underline that is none',
      () => text('a', { underline: wrong('zigzag') }),
      /underline must be a boolean or one of/,
    ],
    ['a share without end', () => text('a', { grow: Infinity }), /grow must be a finite number/],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(message)
  })
})

describe('numbers that come from data are clamped', () => {
  test.each<[string, Node]>([
    ['a huge width', text('a', { width: 1e300 })],
    ['a negative width', text('a', { width: -5 })],
    ['an endless gap', row({ gap: Infinity }, ['a', 'b'])],
    ['a line far beyond the end', lines(['a'], { from: Infinity })],
    ['a share of nothing', progressBar(0 / 0)],
    ['a source that does not know its length', lines({ length: Number.NaN, at: () => 'x' })],
    ['half a cell', text('a', { width: 2.5 })],
  ])('%s', (_, node) => {
    expect(shown(node, 4, 2)).toHaveLength(2)
  })
})
