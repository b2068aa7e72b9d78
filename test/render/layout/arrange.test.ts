import { describe, expect, test } from 'vitest'
import type { Box } from '../../../src/render/layout/box.ts'
import { grow, spacer } from '../../../src/render/nodes/grow.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { overlay } from '../../../src/render/nodes/overlay.ts'
import { lines } from '../../../src/render/nodes/lines.ts'
import { scroll } from '../../../src/render/nodes/scroll.ts'
import { progressBar } from '../../../src/render/nodes/progress-bar.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { anyNode } from '../../support/nodes.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'
import { fc } from '../../support/property.ts'

function arranged(node: Node, columns: number, rows: number): Box {
  const screen = screenOf(columns, rows)
  draw(screen, node)
  return screen.pane.box!
}

function everyBox(box: Box, visit: (box: Box) => void): void {
  visit(box)
  for (const child of box.children) everyBox(child, visit)
}

describe('any view, at any size', () => {
  const anyCase = [anyNode, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 25 })] as const

  test('nothing leaves its parent, nothing is negative', () => {
    fc.assert(
      fc.property(...anyCase, (node, columns, rows) => {
        everyBox(arranged(node, columns, rows), (outer) => {
          if (outer.node.kind === 'scroll') return
          for (const inner of outer.children) {
            expect(inner.width).toBeGreaterThanOrEqual(0)
            expect(inner.height).toBeGreaterThanOrEqual(0)
            expect(inner.x).toBeGreaterThanOrEqual(outer.x)
            expect(inner.y).toBeGreaterThanOrEqual(outer.y)
            expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width)
            expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height)
          }
        })
      }),
    )
  })

  test('the children of a row or column follow one another without overlap', () => {
    fc.assert(
      fc.property(...anyCase, (node, columns, rows) => {
        everyBox(arranged(node, columns, rows), ({ node, children }) => {
          if (node.kind !== 'stack' || node.join) return
          for (const [index, child] of children.entries()) {
            const next = children[index + 1]
            if (next === undefined || child.width * child.height * next.width * next.height === 0) continue
            if (node.direction === 'row')
              expect(next.x).toBeGreaterThanOrEqual(child.x + child.width + node.gap)
            else expect(next.y).toBeGreaterThanOrEqual(child.y + child.height + node.gap)
          }
        })
      }),
    )
  })

  test('children that grow tile their parent exactly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 90 }),
        (shares, columns) => {
          const { children } = arranged(row(shares.map((share) => grow('x', share))), columns, 1)
          const end = children.reduce((at, child) => {
            expect(child.x).toBe(at)
            return at + child.width
          }, 0)
          expect(end).toBe(columns)
          const unit = columns / shares.reduce((sum, share) => sum + share, 0)
          for (const [index, child] of children.entries())
            expect(Math.abs(child.width - shares[index]! * unit)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})

describe('a row', () => {
  test('puts children side by side, with a gap', () => {
    expect(shown(row({ gap: 2 }, ['ab', 'c', 'd']), 12, 1)).toEqual(['ab  c  d'])
  })

  test('pushes what follows a spacer to the end', () => {
    expect(shown(row(['left', spacer(), 'right']), 14, 1)).toEqual(['left     right'])
  })

  test('gives percentages of its own width', () => {
    expect(shown(row([text('a', { width: '25%' }), text('b', { width: '50%' }), 'c']), 12, 1)).toEqual([
      'a  b     c',
    ])
  })

  test.each([
    ['a width', { width: '50%' }],
    ['a limit', { maxWidth: '50%' }],
  ] as const)('is as high as a child in %s in percent is in it', (_, size) => {
    const view = column([row([text('one two three four five', size), grow(text('x'))]), 'below'])
    expect(shown(view, 20, 5).map((line) => line.slice(0, 10).trimEnd())).toEqual([
      'one two',
      'three four',
      'five',
      'below',
      '',
    ])
  })

  test('asks for no rows for what gets no columns', () => {
    const view = column([row(['a long word', grow(column(['some', 'text']))]), 'below'])
    expect(shown(view, 11, 3)).toEqual(['a long word', 'below', ''])
  })

  test('in a row in a row, and so on, is measured once for each width', () => {
    let asked = 0
    const source = {
      get length() {
        asked++
        return 2
      },
      at: () => 'line',
    }
    const nested = (depth: number): Node =>
      depth === 0
        ? lines(source, { grow: 0 })
        : row([depth % 2 ? '> ' : '>', grow(column(['text', nested(depth - 1)]))])
    const tried = [10, 20].map((depth) => {
      asked = 0
      shown(nested(depth), 60, 30)
      return asked
    })
    expect(tried[1]! / tried[0]!).toBeLessThan(4)
  })

  test('shrinks the widest first if there is too little room', () => {
    const cut = (content: string) => text(content, { overflow: 'truncate' })
    expect(shown(row([cut('id'), cut('a long description'), cut('ok')]), 12, 1)).toEqual(['ida long …ok'])
  })

  test('keeps a width that was asked for', () => {
    const cut = (content: string) => text(content, { overflow: 'truncate' })
    expect(shown(row([cut('abcdefgh'), text('1234', { width: 4 })]), 8, 1)).toEqual(['abc…1234'])
  })

  test.each([
    ['start', 0],
    ['center', 1],
    ['end', 2],
  ] as const)('aligns across to the %s', (align, at) => {
    expect(shown(row({ align, height: 3 }, ['a', 'b']), 3, 3).indexOf('ab')).toBe(at)
  })
})

describe('a column', () => {
  test('puts children one below the other, with a gap', () => {
    expect(shown(column({ gap: 1 }, ['a', 'b']), 3, 4)).toEqual(['a', '', 'b', ''])
  })

  test('keeps a footer if the body is too long', () => {
    const body = column(Array.from({ length: 50 }, (_, index) => `line ${index}`))
    expect(shown(column(['title', body, 'footer']), 8, 5)).toEqual([
      'title',
      'line 0',
      'line 1',
      'line 2',
      'footer',
    ])
  })

  test('skips falsy children', () => {
    expect(shown(column(['a', false, null, undefined, 0, '', 'b']), 3, 2)).toEqual(['a', 'b'])
  })

  test.each([
    ['center', 1],
    ['end', 3],
    ['start', 0],
  ] as const)('justifies to the %s', (justify, at) => {
    expect(shown(column({ justify, height: 4 }, ['x']), 1, 4).indexOf('x')).toBe(at)
  })
})

describe('a box', () => {
  test('has a whole border if its title is empty', () => {
    expect(shown(box({ title: '' }, ['a']), 5, 3)).toEqual(['╭───╮', '│a  │', '╰───╯'])
  })

  test('has a border, a title and padding', () => {
    expect(shown(box({ title: 'Users', border: 'round', padding: [0, 1] }, ['Ada', 'Grace']), 14, 4)).toEqual(
      ['╭─ Users ────╮', '│ Ada        │', '│ Grace      │', '╰────────────╯'],
    )
  })

  test.each([
    [1, 1, ['╭']],
    [2, 1, ['╭╮']],
    [2, 2, ['╭╮', '╰╯']],
    [3, 2, ['╭─╮', '╰─╯']],
  ])('is drawn as far as it can be in %i x %i', (columns, rows, expected) => {
    expect(shown(box(['content']), columns, rows)).toEqual(expected)
  })

  test('is as large as its content and its title, if nothing stretches it', () => {
    expect(shown(row({ align: 'start' }, [box({ title: 'Name' }, ['x'])]), 14, 3)).toEqual([
      '╭─ Name ─╮',
      '│x       │',
      '╰────────╯',
    ])
  })
})

describe('an overlay', () => {
  test('shows its layers over one another, in the middle', () => {
    expect(shown(overlay([column(['......', '......', '......']), text('ab')]), 6, 3)).toEqual([
      '......',
      '..ab..',
      '......',
    ])
  })

  test.each([
    ['top-left', 0, 0],
    ['bottom-right', 2, 4],
    ['right', 1, 4],
  ] as const)('places a layer at the %s', (at, y, x) => {
    const lines = shown(overlay({ at }, [column(['......', '......', '......']), text('ab')]), 6, 3)
    expect(lines[y]!.slice(x, x + 2)).toBe('ab')
  })

  test('is only its first layer if the others are falsy', () => {
    expect(shown(overlay(['page', false]), 6, 1)).toEqual(['page'])
  })
})

describe('lines', () => {
  const million = { length: 1_000_000, at: (index: number) => `row ${index}` }

  test('shows a window onto many, and asks for no more', () => {
    const asked: number[] = []
    const source = { length: million.length, at: (index: number) => (asked.push(index), million.at(index)) }
    expect(shown(lines(source, { from: 4_000 }), 12, 3)).toEqual(['row 4000', 'row 4001', 'row 4002'])
    expect(asked).toEqual([4_000, 4_001, 4_002])
  })

  test('asks for no more in a view that is scrolled', () => {
    const asked: number[] = []
    const source = { length: million.length, at: (index: number) => (asked.push(index), million.at(index)) }
    const view = scroll(column(['head', lines(source)]), { from: 500_000 })
    expect(shown(view, 12, 3)).toEqual(['row 499999', 'row 500000', 'row 500001'])
    expect(asked).toEqual([499_999, 500_000, 500_001])
  })

  test('shows the last ones', () => {
    expect(shown(lines(million, { from: 'end' }), 12, 2)).toEqual(['row 999998', 'row 999999'])
  })

  test('goes no further than the last page', () => {
    expect(shown(lines(['a', 'b', 'c'], { from: 99 }), 3, 2)).toEqual(['b', 'c'])
  })

  test('cuts at the edge, never in a wide glyph', () => {
    expect(shown(lines(['漢字漢字', 'abcdefgh']), 5, 2)).toEqual(['漢字', 'abcde'])
  })
})

describe('a progress bar', () => {
  test('takes one row of a column and the rest of a row', () => {
    expect(shown(column([progressBar(1), 'below']), 5, 3)).toEqual(['━━━━━', 'below', ''])
    expect(shown(row([progressBar(1), '9/9']), 6, 1)).toEqual(['━━━9/9'])
  })
})
