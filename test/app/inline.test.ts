import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, text } from 'actty'
import { mount } from 'actty/testing'
import { Judge } from '../support/judge.ts'
import { fc } from '../support/property.ts'
import { hasTmux, Tmux } from '../support/tmux.ts'

const machine = setup({
  types: {
    context: {} as { rows: string[] },
    events: {} as { type: 'show'; rows: string[] } | { type: 'quit' },
  },
}).createMachine({
  id: 'rows',
  context: { rows: ['one', 'two'] },
  initial: 'open',
  states: {
    open: { on: { show: { actions: assign({ rows: ({ event }) => event.rows }) }, quit: 'left' } },
    left: { type: 'final' },
  },
})

const rows = component({
  logic: machine,
  keys: { q: { type: 'quit' } },
  view: ({ context }) => column(context.rows.map((row) => text(row, { overflow: 'clip' }))),
})

/** An app below what a shell has written, on a terminal that shows what it is sent. */
class Inline {
  readonly app
  readonly judge: Judge

  constructor(options?: { reflows: boolean }, columns = 30, rowCount = 8) {
    this.judge = new Judge(columns, rowCount, options)
    this.app = mount(rows, { columns, rows: rowCount, screen: 'inline' })
  }

  static async after(...given: (string | { reflows: boolean })[]): Promise<Inline> {
    const before = given.filter((line) => typeof line === 'string')
    const inline = new Inline(given.find((option) => typeof option !== 'string'))
    await inline.judge.write(before.map((line) => `${line}\r\n`).join(''))
    await inline.settled()
    return inline
  }

  async settled(): Promise<void> {
    await this.judge.write(this.app.takeBytes())
  }

  async show(...lines: string[]): Promise<void> {
    this.app.actor.send({ type: 'show', rows: lines })
    await this.settled()
  }

  get lines(): string[] {
    return withoutBlanks(this.judge.allLines())
  }
}

/** Rows that are broken in two in a narrow window. */
const wide = ['a row of many words here', 'and one more like it', 'end']

function cutTo(columns: number): string[] {
  return wide.map((row) => row.slice(0, columns).trimEnd())
}

function withoutBlanks(lines: readonly string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
}

describe('an inline app', () => {
  test('is below the rows before it, and as high as its view asks', async () => {
    const inline = await Inline.after('$ make')
    expect(inline.lines).toEqual(['$ make', 'one', 'two'])
    expect(inline.judge.isAlternate).toBe(false)
    await inline.show('one', 'two', 'three')
    expect(inline.lines).toEqual(['$ make', 'one', 'two', 'three'])
    await inline.show('only')
    expect(inline.lines).toEqual(['$ make', 'only'])
  })

  test('leaves its last frame behind, and the cursor below it', async () => {
    const inline = await Inline.after('$ make')
    await inline.app.press('q')
    await inline.settled()
    await inline.judge.write('$ ')
    expect(inline.lines).toEqual(['$ make', 'one', 'two', '$'])
    expect(inline.judge.state).toMatchObject({ cursorHidden: false, bracketedPasteMode: false })
  })

  test('prints above itself, in order, and keeps what stood there', async () => {
    const inline = await Inline.after('$ make')
    inline.app.print('compiled a')
    inline.app.print(text(['compiled ', text('b', { color: 'green' })]))
    await inline.settled()
    inline.app.print('')
    inline.app.print('compiled c')
    await inline.settled()
    expect(inline.lines).toEqual(['$ make', 'compiled a', 'compiled b', '', 'compiled c', 'one', 'two'])
  })

  test('scrolls what is above into the scrollback when it needs the room', async () => {
    const before = Array.from({ length: 7 }, (_, i) => `line ${i}`)
    const inline = await Inline.after(...before)
    await inline.show('a', 'b', 'c', 'd')
    for (let i = 0; i < 20; i++) inline.app.print(`printed ${i}`)
    await inline.settled()
    const printed = Array.from({ length: 20 }, (_, i) => `printed ${i}`)
    expect(inline.lines).toEqual([...before, ...printed, 'a', 'b', 'c', 'd'])
  })

  test('is never higher than the terminal', async () => {
    const inline = await Inline.after('$ make')
    await inline.show(...Array.from({ length: 20 }, (_, i) => `row ${i}`))
    expect(inline.lines).toEqual(['$ make', ...Array.from({ length: 8 }, (_, i) => `row ${i}`)])
    await inline.show('small')
    expect(inline.lines).toEqual(['$ make', 'small'])
  })

  test('leaves colors out of what is printed, and makes other control sequences harmless', async () => {
    const inline = await Inline.after()
    inline.app.print('a\x1b[2J\x9b31mb\x9b2J\rc\td')
    inline.app.print('done\r\n')
    await inline.settled()
    expect(inline.lines).toEqual(['a␛[2Jb\ufffd2J␍c     d', 'done', 'one', 'two'])
  })

  test.each([18, 12, 40])('stands once in a terminal that becomes %i columns wide', async (columns) => {
    const inline = await Inline.after('$ make', { reflows: false })
    await inline.show(...wide)
    inline.judge.resize(columns, 8)
    await inline.app.resize(columns, 8)
    await inline.settled()
    expect(inline.lines).toEqual(['$ make', ...cutTo(columns)])
  })

  test.runIf(hasTmux)('stands once in tmux, which breaks its rows', async () => {
    const tmux = new Tmux(30, 12)
    try {
      const app = mount(rows, { columns: 30, rows: 12, screen: 'inline' })
      // tmux moves rows to its history, as many as it makes by breaking others: they must be those before the app.
      const before = Array.from({ length: 11 }, (_, index) => `$ ${index}`)
      await tmux.show(`${before.join('\r\n')}\r\n${app.takeBytes()}`)
      app.actor.send({ type: 'show', rows: wide })
      await tmux.show(app.takeBytes())
      for (const columns of [18, 12, 40, 9]) {
        tmux.resize(columns, 12)
        await app.resize(columns, 12)
        await tmux.show(app.takeBytes())
        expect(withoutBlanks(tmux.history())).toEqual([...before, ...cutTo(columns)])
      }
    } finally {
      tmux.close()
    }
  })

  test.each([true, false])(
    'leaves what is above it, however its size changes (rows broken: %s)',
    async (reflows) => {
      const size = fc.record({ columns: fc.integer({ min: 3, max: 40 }), isLate: fc.boolean() })
      const cursors = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined })
      await fc.assert(
        fc.asyncProperty(cursors, fc.array(size, { minLength: 1, maxLength: 6 }), async (at, sizes) => {
          const view = () =>
            column(wide.map((row, y) => text(row, { overflow: 'clip', ...(y === at ? { cursor: 5 } : {}) })))
          const app = mount(component({ logic: machine, view }), { columns: 30, rows: 20, screen: 'inline' })
          const judge = new Judge(30, 20, { reflows })
          await judge.write(`$1\r\n$2\r\n$3\r\n${app.takeBytes()}`)
          for (const { columns, isLate } of sizes) {
            // What is drawn for a width may come when the terminal has another one already.
            if (isLate) await app.resize(columns + 9, 20)
            judge.resize(columns, 20)
            await judge.write(app.takeBytes())
            await app.resize(columns, 20)
            await judge.write(app.takeBytes())
          }
          expect(judge.allLines().slice(0, 3)).toEqual(['$1', '$2', '$3'])
          expect(withoutBlanks(judge.allLines()).slice(-3)).toEqual(cutTo(sizes.at(-1)!.columns))
          await app.unmount()
        }),
        { numRuns: 30 },
      )
    },
  )

  test('blanks nothing above it if its cursor is in columns that are gone', async () => {
    const app = mount(
      component({
        logic: machine,
        keys: { q: { type: 'quit' } },
        view: () =>
          column(['status', text('> a long prompt, typed so far', { cursor: 29, overflow: 'clip' })]),
      }),
      { columns: 30, rows: 8, screen: 'inline' },
    )
    const judge = new Judge(30, 8)
    await judge.write('$ make\r\n')
    await judge.write(app.takeBytes())
    judge.resize(12, 8)
    await app.resize(12, 8)
    await judge.write(app.takeBytes())
    expect(withoutBlanks(judge.allLines())).toEqual(['$ make', 'status', '> a long pro'])
  })

  test('and what was printed are all there after anything, in order', async () => {
    const step = fc.oneof(
      fc.record({ show: fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 12 }) }),
      fc.record({ print: fc.stringMatching(/^[a-z]{1,6}$/) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const inline = await Inline.after('$ make')
        const printed: string[] = []
        let shown = ['one', 'two']
        for (const next of steps) {
          if ('print' in next) {
            printed.push(next.print)
            inline.app.print(next.print)
            await inline.settled()
          } else await inline.show(...(shown = next.show))
        }
        expect(inline.lines).toEqual(['$ make', ...printed, ...shown.slice(0, 8)])
        await inline.app.unmount()
      }),
      { numRuns: 60 },
    )
  })
})

describe('print', () => {
  test('waits for the end if the app has the whole screen', async () => {
    const app = mount(rows, { columns: 20, rows: 4 })
    const judge = new Judge(20, 4)
    app.print('first')
    app.print('second')
    await judge.write(app.takeBytes())
    expect(judge.lines()).toEqual(['one', 'two', '', ''])
    await app.press('q')
    await judge.write(app.takeBytes())
    expect(judge.lines()).toEqual(['first', 'second', '', ''])
  })
})

test.runIf(hasTmux)(
  '71. a hundred prints leave no frames in the history of tmux, and every line',
  async () => {
    const inline = new Inline(undefined, 30, 8)
    const frame = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'last']
    inline.app.actor.send({ type: 'show', rows: frame })
    const tmux = new Tmux(30, 8)
    for (let i = 1; i <= 100; i++) {
      inline.app.print(`line ${i}`)
      await tmux.show(inline.app.takeBytes())
    }
    const shown = tmux.history().filter((row) => row !== '')
    tmux.close()
    expect(shown).toEqual([...Array.from({ length: 100 }, (_, i) => `line ${i + 1}`), ...frame])
  },
)
