import { describe, expect, test } from 'vitest'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { lines, type LineRow, type LinesOptions, type LineSource } from '../../../src/render/nodes/lines.ts'
import { progressBar } from '../../../src/render/nodes/progress-bar.ts'
import { slot } from '../../../src/render/nodes/slot.ts'
import { spacer } from '../../../src/render/nodes/grow.ts'
import { text } from '../../../src/render/nodes/text.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import type { GlyphSet } from '../../../src/render/text/glyph-set.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

interface File {
  readonly name: string
  readonly detail: string
}

const files: readonly File[] = [
  { name: 'package.json', detail: '3.9 kB' },
  { name: 'README.md', detail: '11 kB' },
  { name: 'src', detail: '177 files' },
  { name: 'test', detail: '75 files' },
  { name: 'dist', detail: 'ignored' },
  { name: 'examples', detail: '22 files' },
]

const rowOf = ({ name, detail }: File) => row([text(name), spacer(), text(detail, { color: 'muted' })])
const sourceOf = (items: readonly File[]): LineSource => ({
  length: items.length,
  at: (index) => items[index] && rowOf(items[index]),
})
const list = (options: LinesOptions, items = files) => lines(sourceOf(items), { selected: 2, ...options })
const numbers = (count: number): LineSource => ({ length: count, at: (index) => `row ${index}` })

function styled(node: Node, columns: number, rows: number, glyphs?: GlyphSet): string[] {
  const screen = screenOf(columns, rows, glyphs)
  draw(screen, node)
  return styledLines(screen)
}

describe('a line that is a view', () => {
  test('has its detail at the right edge', () => {
    expect(shown(lines(sourceOf(files)), 20, 3)).toEqual([
      'package.json  3.9 kB',
      'README.md      11 kB',
      'src        177 files',
    ])
  })

  test('is told its width, and whether it is selected and has the keyboard', () => {
    const told: LineRow[] = []
    const source = {
      length: 3,
      at: (_: number, row: LineRow) => {
        told.push(row)
        return 'x'
      },
    }
    shown(lines(source, { selected: 1, focused: true, scrollbar: true }), 20, 2)
    expect(told).toEqual([
      { columns: 16, selected: false, focused: true },
      { columns: 16, selected: true, focused: true },
    ])
  })

  test('can be any view of one row', () => {
    const bars = [0.5, 1].map((value) => row({ gap: 1 }, ['up', progressBar(value)]))
    expect(shown(lines(bars), 11, 2)).toEqual(['up ━━━━────', 'up ━━━━━━━━'])
  })

  test('shows its first row if it is higher', () => {
    expect(shown(lines([column(['a', 'b']), 'c']), 5, 2)).toEqual(['a', 'c'])
  })

  test("can't have a region in it, and says so", () => {
    expect(() => shown(lines([row([slot('x')])]), 5, 2)).toThrow("can't have a region")
  })

  test('is asked for only if it is in view', () => {
    let asked = 0
    const source = { length: 1_000_000, at: (index: number) => (asked++, row([`row ${index}`])) }
    expect(shown(lines(source, { from: 500_000 }), 12, 3)[0]).toBe('row 500000')
    expect(asked).toBe(3)
  })
})

describe('a row', () => {
  const cellsOf = (screen: ReturnType<typeof screenOf>, node: Node) => {
    const before = screen.buffer.written
    draw(screen, node)
    return screen.buffer.written - before
  }

  test('is painted no more than it differs', () => {
    const screen = screenOf(30, 6)
    draw(screen, list({}))
    expect(cellsOf(screen, list({}))).toBe(0)
    const renamed = files.map((file) => (file.name === 'dist' ? { ...file, detail: '3 files' } : file))
    expect(cellsOf(screen, list({}, renamed))).toBeLessThan(30)
  })

  test('is painted again, and one more, when the selection moves by one', () => {
    const screen = screenOf(30, 6)
    draw(screen, list({}))
    const cells = cellsOf(screen, list({ selected: 3 }))
    expect(cells).toBeGreaterThan(0)
    expect(screen.changed).toBeLessThanOrEqual(2 * 30)
    expect(styledLines(screen)[3]).toContain('on raised')
  })

  test('is moved with its cells when the window scrolls', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ name: `file ${index}`, detail: `${index} kB` }))
    const screen = screenOf(30, 10)
    draw(screen, list({ selected: -1 }, many))
    const bytes = draw(screen, list({ selected: -1, from: 1 }, many))
    expect(screen.toLines().at(-1)).toBe('  file 10               10 kB')
    expect(bytes).not.toContain('file 5 ')
  })

  test('keeps what it was laid out for while its node is the same', () => {
    const nodes = files.map(rowOf)
    const screen = screenOf(30, 6)
    draw(screen, lines(nodes))
    const boxes = screen.pane.box!.children
    draw(screen, lines([...nodes]))
    expect(screen.pane.box!.children).toEqual(boxes)
    expect(screen.pane.box!.children.every((kept, index) => kept === boxes[index])).toBe(true)
  })

  test.each<[string, Node, Node]>([
    ['a text by a view', lines(['a long text']), lines([row(['b'])])],
    ['a view by a text', lines([row(['a long', spacer(), 'row'])]), lines(['b'])],
    [
      'a view by a narrower one',
      lines([row(['a long', spacer(), 'row'])]),
      lines([row({ width: 2 }, ['b'])]),
    ],
    ['a view by one of another kind', lines([row(['a long row'])]), lines([progressBar(0, { width: 3 })])],
    ['a selected one by another', list({ selected: 0 }), list({ selected: 1 })],
    ['one with the keyboard', list({ selected: 0, focused: true }), list({ selected: 0 })],
    ['rows with a bar by rows without', list({ scrollbar: true }), list({ scrollbar: true }, files.slice(3))],
    ['rows of a mark', list({}), lines(sourceOf(files))],
  ])('replaces %s without residue', (_, before, after) => {
    const stepwise = screenOf(24, 4)
    for (const node of [before, after, before, after]) draw(stepwise, node)
    expect(styledLines(stepwise)).toEqual(styled(after, 24, 4))
  })
})

describe('the selected line', () => {
  test('is a bar with a mark, as wide as the window up to the scroll bar', () => {
    expect(styled(list({ focused: true, scrollbar: true }), 26, 3)).toEqual([
      '  package.json    <muted>3.9 kB</> <focus>█</>',
      '  README.md        <muted>11 kB</> <inverse focus>▄</>',
      '<focus on selection>▌</><on selection> </><onSelection on selection>src</><on selection>          </><muted on selection>177 files</><on selection> </>',
    ])
  })

  test('is quieter where the keyboard is elsewhere', () => {
    expect(styled(lines(['src', 'test'], { selected: 0 }), 10, 2)).toEqual([
      '<faint on raised>▌</><on raised> </><onSelection on raised>src</><on raised>     </>',
      '  test',
    ])
  })

  test('is ASCII where the terminal needs it', () => {
    expect(styled(lines(['src', 'test'], { selected: 0, scrollbar: true }), 10, 1, 'ascii')).toEqual([
      '<faint on raised>></><on raised> </><onSelection on raised>src</><on raised>    </><faint>#</>',
    ])
  })

  test('keeps its ground to the end of a text that is cut', () => {
    expect(styled(lines(['a long line of text'], { selected: 0, focused: true }), 10, 1)).toEqual([
      '<focus on selection>▌</><on selection> </><onSelection on selection>a long</><on selection>  </>',
    ])
  })

  test('has all columns where there are few', () => {
    expect(shown(lines(['abcdefgh'], { selected: 0 }), 7, 1)).toEqual(['abcdefg'])
  })

  test('none is if it is -1, and there is room for its mark', () => {
    expect(shown(lines(['src'], { selected: -1 }), 10, 1)).toEqual(['  src'])
  })
})

/** The last column, from top to bottom. */
const barOf = (node: Node, rows: number, glyphs?: GlyphSet) => {
  const screen = screenOf(12, rows, glyphs)
  draw(screen, node)
  return Array.from({ length: rows }, (_, y) => {
    const { text, style } = screen.cell(11, y)
    return screen.styles.describe(style).attributes.includes('inverse') ? `-${text}` : text
  }).join('')
}

describe('a scroll bar', () => {
  test.each<[string, number, number | 'end', string]>([
    ['begins at the top', 8, 0, '██  '],
    ['ends at the bottom', 8, 'end', '  ██'],
    ['moves by eighths of a cell', 8, 1, '▄█-▄ '],
    ['has ends of eighths', 9, 1, '▄█-▆ '],
    ['has a length of eighths', 10, 0, '█-▃  '],
    ['is a cell high at the least', 1_000, 0, '█   '],
    ['is a cell high at the least, at the end', 1_000, 'end', '   █'],
    ['is gone if all fits', 4, 0, '    '],
  ])('%s', (_, count, from, expected) => {
    const rows = 4
    expect(barOf(lines(numbers(count), { from, scrollbar: true }), rows)).toBe(expected)
  })

  test('is of whole cells in ASCII', () => {
    expect(barOf(lines(numbers(16), { scrollbar: true, from: 6 }), 8, 'ascii')).toBe('   #### ')
  })

  test('has the color of what has the keyboard, or is faint', () => {
    const bar = (focused: boolean) => styled(lines(numbers(9), { scrollbar: true, focused }), 8, 2)
    expect(bar(true)[0]).toBe('row 0  <focus>█</>')
    expect(bar(false)[0]).toBe('row 0  <faint>█</>')
  })

  test('leaves a free cell before it, and none to the lines if they fit', () => {
    expect(shown(lines(['0123456789ab', 'b'], { scrollbar: true }), 10, 1)).toEqual(['01234567 █'])
    expect(shown(lines(['0123456789ab'], { scrollbar: true }), 10, 1)).toEqual(['012345678'])
  })

  test('stands at the edge of the lines, whatever is around', () => {
    expect(shown(box([lines(numbers(9), { scrollbar: true })]), 12, 4)).toEqual([
      '╭──────────╮',
      '│row 0    █│',
      '│row 1     │',
      '╰──────────╯',
    ])
  })

  test('costs its own cells when a log goes on', () => {
    const screen = screenOf(40, 10)
    const log = (count: number) =>
      lines({ length: count, at: (i) => `line ${i}` }, { from: 'end', scrollbar: true })
    draw(screen, log(500))
    const bytes = draw(screen, log(501))
    expect(screen.toLines().at(-1)).toBe('line 500'.padEnd(39) + '█')
    expect(bytes.length).toBeLessThan(120)
  })
})
