import { describe, expect, test } from 'vitest'
import { overlay } from '../../../src/render/nodes/overlay.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import type { Screen } from '../../../src/render/screen.ts'
import { Judge } from '../../support/judge.ts'
import { anyNode } from '../../support/nodes.ts'
import { draw, isDisputed, screenOf } from '../../support/screen.ts'
import { fc } from '../../support/property.ts'

describe('what a terminal shows', () => {
  test('is what the cells say, after any frames', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyNode, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 2, max: 40 }), // as many as the judge has at the least
        fc.integer({ min: 1, max: 12 }),
        async (nodes, columns, rows) => {
          const screen = screenOf(columns, rows)
          const judge = new Judge(columns, rows)
          await judge.write('\x1b[?7l')
          for (const node of nodes) {
            await judge.write(draw(screen, node))
            expect(shownBy(judge, screen)).toEqual(meantBy(screen))
          }
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
  })

  test('is the same drawn step by step and drawn afresh', () => {
    fc.assert(
      fc.property(fc.array(anyNode, { minLength: 2, maxLength: 6 }), (nodes) => {
        const stepwise = screenOf(30, 10)
        for (const node of nodes) draw(stepwise, node)
        const afresh = screenOf(30, 10)
        draw(afresh, nodes.at(-1)!)
        expect(looks(stepwise)).toEqual(looks(afresh))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['a wide glyph over narrow ones and back', ['ab cd', '漢 cd', 'ab cd']],
    ['a wide glyph that moves by one', ['漢字x', 'a漢字', '漢字x']],
    ['an emoji over narrow ones and back', ['abcdef', '👨‍👩‍👧cdef', 'abcdef']],
    ['half of a wide glyph', ['漢漢漢', 'a漢漢', 'aa漢漢']],
  ])('has no residue of %s', async (_, contents) => {
    const screen = screenOf(8, 1)
    const judge = new Judge(8, 1)
    for (const content of contents) {
      await judge.write(draw(screen, text(content, { overflow: 'clip' })))
      expect(judge.lines()).toEqual(screen.toLines())
    }
  })

  test.each(['👨‍👩‍👧', '👍🏽', '❤️', '1️⃣', '🇩🇪', '漢', 'e\u0301', 'क्षि'])(
    'keeps the neighbours of %s in place, whatever the terminal thinks of its width',
    async (cluster) => {
      for (const graphemes of [true, false]) {
        const screen = screenOf(12, 2)
        const judge = new Judge(12, 2, { graphemes })
        await judge.write('\x1b[?7l')
        const line = (name: string) => column([row([text('abcdef'), text(cluster), text(name)]), 'below'])
        await judge.write(draw(screen, line('.')))
        await judge.write(draw(screen, line('!')))
        expect(judge.lines()[0]!.startsWith('abcdef')).toBe(true)
        expect(
          judge.cells()[0]![Array.from({ length: 12 }, (_, x) => screen.cell(x, 0).text).indexOf('!')]!.text,
        ).toBe('!')
        expect(judge.lines()[1]).toBe('below')
      }
    },
  )

  test('writes again what a terminal has drawn a disputed glyph over', async () => {
    const screen = screenOf(12, 1)
    const judge = new Judge(12, 1, { graphemes: false })
    await judge.write(draw(screen, row(['ab', 'XX', '!?.,'])))
    await judge.write(draw(screen, row(['ab', '👨‍👩‍👧', '!?.,'])))
    expect(judge.lines()[0]!.endsWith('!?.,')).toBe(true)
  })

  test.each(['\u3248', '\u31e4', '\u1160', '\uff9e', '\u06de', '\u{1f5a5}'])(
    'keeps what stands behind %o, of which terminals say that it has two cells, one or none',
    async (character) => {
      for (const graphemes of [true, false]) {
        const screen = screenOf(8, 1)
        const judge = new Judge(8, 1, { graphemes })
        await judge.write(draw(screen, row(['a-', 'wxyz'])))
        await judge.write(draw(screen, row([text(`a${character}`), text('wxyz')])))
        expect(judge.lines()[0]!.endsWith('wxyz')).toBe(true)
        await judge.write(draw(screen, row(['a-', 'wxyz'])))
        expect(judge.lines()).toEqual(['a-wxyz'])
      }
    },
  )

  test('writes again what one disputed glyph was drawn over, with another between', async () => {
    const screen = screenOf(4, 1)
    const judge = new Judge(4, 1, { graphemes: false })
    await judge.write(draw(screen, text('')))
    await judge.write(draw(screen, text('👨‍👩‍👧‍👦e\u0301')))
    expect(judge.cells()[0]![2]!.text).toBe('e\u0301')
    expect(judge.cells()[0]![3]!.text.trim()).toBe('')
  })

  test('keeps the row below when a cluster is at the right edge', async () => {
    for (const graphemes of [true, false]) {
      const screen = screenOf(4, 2)
      const judge = new Judge(4, 2, { graphemes })
      await judge.write('\x1b[?7l')
      await judge.write(draw(screen, column([text('ab👨‍👩‍👧'), 'wxyz'])))
      expect(judge.lines()[1]).toBe('wxyz')
    }
  })
})

describe('an overlay', () => {
  const screenWith = (page: Node, dialog: Node) => overlay({ at: 'top-left' }, [page, dialog])

  test('stays over what changes below it', () => {
    const screen = screenOf(6, 1)
    draw(screen, screenWith(text('aaaaaa'), text('xx')))
    draw(screen, screenWith(text('bbbbbb'), text('xx')))
    expect(screen.toLines()).toEqual(['xxbbbb'])
  })

  test('alone is painted when it alone changes', () => {
    const screen = screenOf(6, 1)
    draw(screen, screenWith(text('aaaaaa'), text('xx')))
    const before = screen.buffer.written
    draw(screen, screenWith(text('aaaaaa'), text('yy')))
    expect(screen.toLines()).toEqual(['yyaaaa'])
    expect(screen.buffer.written - before).toBe(2)
  })
})

describe('the bytes of a frame', () => {
  test('are empty if nothing has changed', () => {
    const screen = screenOf(20, 3)
    draw(screen, column(['same', row([text('as'), text('before', { bold: true })])]))
    expect(draw(screen, column(['same', row([text('as'), text('before', { bold: true })])]))).toBe('')
  })

  test('are those of the cells that changed', () => {
    const screen = screenOf(20, 3)
    draw(screen, column(['Count: 41', 'below']))
    expect(draw(screen, column(['Count: 42', 'below']))).toBe('\x1b[1;9H2')
    expect(screen.changed).toBe(1)
  })

  test('erase what is left of a long row', () => {
    const screen = screenOf(80, 1)
    draw(screen, text('x'.repeat(80)))
    expect(draw(screen, text('xx'))).toBe('\x1b[3G\x1b[K')
  })

  test('erase blanks in the middle of a row, if that is shorter than writing them', () => {
    const screen = screenOf(80, 1)
    const shown = (start: string) => draw(screen, text(`${start.padEnd(40, '=')} end`))
    shown('')
    expect(shown(' '.repeat(38))).toBe('\r\x1b[38X')
    shown('')
    expect(shown(' '.repeat(4))).toBe('\r    ')
    shown('')
    // To go on behind what was erased takes a move.
    expect(shown(`${' '.repeat(8)}--`)).toBe('\r        --')
  })

  test('write blanks that have a background', () => {
    const screen = screenOf(20, 1)
    draw(screen, text('x'.repeat(20), { background: 'blue' }))
    expect(draw(screen, text(`x${' '.repeat(18)}x`, { background: 'blue' }))).toBe(
      `\x1b[2G\x1b[44m${' '.repeat(18)}\x1b[m`,
    )
  })

  test('reset the style at the end, but only if it was changed', () => {
    const screen = screenOf(20, 1)
    draw(screen, text('a'))
    expect(draw(screen, text('b', { bold: true }))).toBe('\r\x1b[1mb\x1b[m')
    expect(draw(screen, text('c', { bold: true }))).toBe('\r\x1b[1mc\x1b[m')
  })
})

/** What a user sees of a cell: a blank has no color of text. */
function seen(text: string, bold: boolean, inverse: boolean, color: number, background: number): unknown {
  return text === ' '
    ? [text, inverse, inverse && color, background]
    : [text, bold, inverse, color, background]
}

function shownBy(judge: Judge, screen: Screen): unknown {
  return judge
    .cells()
    .map((cells, y) =>
      cells.map(({ text, bold, inverse, color, background }, x) =>
        isDisputed(screen, x, y) ? 'disputed' : seen(text, bold, inverse, color, background),
      ),
    )
}

function meantBy(screen: Screen): unknown {
  const { columns, rows } = screen.buffer
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => {
      const { text, style } = screen.cell(x, y)
      const { attributes, color, background } = screen.styles.describe(style)
      return isDisputed(screen, x, y)
        ? 'disputed'
        : seen(
            text,
            attributes.includes('bold') || color === 'accent' || color === 'focus',
            attributes.includes('inverse'),
            numberOf(color),
            numberOf(background),
          )
    }),
  )
}

/** The roles of these nodes are the terminal's own colors, and bold. */
function numberOf(color: number | string | undefined): number {
  if (typeof color !== 'string') return color ?? -1
  return color.startsWith('#') ? Number.parseInt(color.slice(1), 16) : -1
}

/** The screen's cells, with the looks of its styles in place of their ids, which depend on its history. */
function looks(screen: Screen): unknown {
  return screen.runs().map((runs) => runs.map(({ text, style }) => [text, screen.styles.describe(style)]))
}
