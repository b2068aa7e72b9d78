import { describe, expect, test } from 'vitest'
import { lines } from '../../../src/render/nodes/lines.ts'
import { overlay } from '../../../src/render/nodes/overlay.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { Judge } from '../../support/judge.ts'
import { draw, screenOf } from '../../support/screen.ts'
import { fc } from '../../support/property.ts'

const COLUMNS = 40
const ROWS = 12

const line = (index: number) => `line ${index} ${'abc漢é'.repeat(index % 4)} ${index * 7919}`
const source = { length: 1_000, at: line }
const colored = {
  length: 1_000,
  at: (index: number) => text([text(line(index), { color: index % 3 ? 'red' : 'green' })]),
}

/** Ways in which a program shows a part of many lines. */
const windows: Readonly<Record<string, (from: number) => Node>> = {
  'a log': (from) => lines(source, { from }),
  'lines with colors': (from) => lines(colored, { from }),
  'a table under its head': (from) => column([text('head'), lines(source, { from }), text('foot')]),
  'lines in a box': (from) => box({ title: 'log' }, [lines(source, { from })]),
  'two logs side by side': (from) => row([lines(source, { from }), lines(source, { from: 500 - from })]),
  'a column of texts': (from) =>
    column(Array.from({ length: ROWS }, (_, i) => text(line(from + i), { overflow: 'clip' }))),
  'lines under a dialog': (from) =>
    overlay([lines(source, { from }), box({ width: 10, height: 4 }, [text(`at ${from}`)])]),
  'lines under a dialog that comes and goes': (from) =>
    overlay([lines(source, { from }), from % 2 === 0 && box({ width: 10, height: 4 }, ['dialog'])]),
}

describe.each(Object.entries(windows))('%s', (_, view) => {
  test('shows what it should however it is scrolled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -30, max: 30 })), {
          minLength: 1,
          maxLength: 8,
        }),
        async (steps) => {
          const screen = screenOf(COLUMNS, ROWS)
          const judge = new Judge(COLUMNS, ROWS)
          await judge.write('\x1b[?7l')
          let from = 250
          for (const step of [0, ...steps]) {
            from += step
            await judge.write(draw(screen, view(from)))
            const afresh = screenOf(COLUMNS, ROWS)
            draw(afresh, view(from))
            expect(screen.toLines()).toEqual(afresh.toLines())
            expect(judge.lines()).toEqual(afresh.toLines())
          }
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 25) },
    )
  })
})

describe('the bytes of a log that scrolls by a line', () => {
  const bytesOf = (view: (from: number) => Node) => {
    const screen = screenOf(120, 40)
    draw(screen, view(0))
    return draw(screen, view(1))
  }

  test('are those of one line, and two sequences', () => {
    expect(bytesOf((from) => lines({ length: 100, at: (i) => `line ${i}` }, { from }))).toBe(
      '\x1b[H\x1b[M\x1b[40Hline 40',
    )
  })

  test('leave the rows above and below in place', () => {
    const bytes = bytesOf((from) =>
      column([text('head'), lines({ length: 100, at: (i) => `line ${i}` }, { from }), text('foot')]),
    )
    expect(bytes).toBe('\x1b[2;39r\x1b[2H\x1b[M\x1b[r\x1b[39Hline 38')
  })

  test('are as few if rows of texts move', () => {
    const bytes = bytesOf((from) =>
      column(Array.from({ length: 40 }, (_, row) => text(`${from + row} ${'x'.repeat((from + row) % 50)}`))),
    )
    expect(bytes.length).toBeLessThan(70)
  })

  test('and its cells are moved, not painted again', () => {
    const screen = screenOf(120, 40)
    const view = (from: number) => lines({ length: 100, at: (i) => `line ${i}` }, { from })
    draw(screen, view(0))
    draw(screen, view(1))
    expect(screen.changed).toBe('line40'.length)
  })
})
