import { assign, setup } from 'xstate'
import { expect, test } from 'vitest'
import { component, column, keyHelp, lines, text } from '../../src/app/index.ts'
import { decode } from '../../src/app/input/decoder.ts'
import type { InputEvent } from '../../src/app/input/events.ts'
import { Splitter } from '../../src/app/input/splitter.ts'
import { legacyKeys } from '../../src/app/input/legacy-keys.ts'
import { mount } from '../../src/app/testing/mount.ts'
import { box } from '../../src/render/nodes/stack.ts'
import type { Node } from '../../src/render/nodes/index.ts'
import type { Screen } from '../../src/render/screen.ts'
import { cpuTime } from '../support/cpu-time.ts'
import { fc, FUZZ_TIME, fuzzing } from '../support/property.ts'
import { Judge } from '../support/judge.ts'
import { anyNode, anyView } from '../support/nodes.ts'
import { draw, isDisputed, screenOf, screenWithRegions } from '../support/screen.ts'

/** Bytes as terminals send them, and as they do not: whole and broken sequences, pastes, text, noise. */
const anyBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\x1b',
        '\x1b[',
        '\x1bO',
        '\x1b]',
        '\x1bP',
        '\x1b\\',
        '\x07',
        '\x18',
        '\x1b[200~',
        '\x1b[201~',
      ),
      fc.constantFrom('\x1b[M', '\x1b[<', '\x1b[[', '\x1b[27;5;', '\x1b[?', '\r', '\n', '\x7f', '\0', '\x03'),
      fc.stringMatching(/^[\d;:<>=?]{0,12}$/),
      fc.stringMatching(/^[ -~]{0,6}$/),
      fc.constantFrom('é', '漢', '😀', 'e\u0301'),
      fc.uint8Array({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part as string))))

/** Text that others have written, to do harm. */
const harm = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0, max: 0x24ff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(
        '\x1b[31m',
        '\x1b]0;x\x07',
        '\x1b]52;c;eA==\x07',
        '\x1bP1$r\x1b\\',
        '\x9b2J',
        '\x9d0;x\x9c',
        '\x1bc',
      ),
      fc.constantFrom(
        '\ud800',
        '\udc00',
        '\u202e',
        '\u2066',
        '\u2028',
        '\u200d',
        '\ufe0f',
        '\u0301',
        '\u{e0001}',
        '\ufeff',
      ),
      fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('漢字', '👨‍👩‍👧', '🇩🇪', 'क्षि', 'abc def'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

function eventsOf(chunks: readonly Uint8Array[], term: string): InputEvent[] {
  const events: InputEvent[] = []
  const splitter = new Splitter((unit) => events.push(...decode(unit, legacyKeys(term))))
  for (const chunk of chunks) splitter.push(chunk)
  splitter.flush()
  return events
}

test(
  'fuzz the decoder: the same events however the bytes are cut, none throws, none types a control, the next key is intact',
  () => {
    const terms = fc.constantFrom('xterm', 'linux', 'rxvt-256color')
    fc.assert(
      fc.property(anyBytes, fc.array(fc.nat(80), { maxLength: 5 }), terms, (bytes, cuts, term) => {
        const whole = eventsOf([bytes], term)
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b)
        const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end))
        expect(eventsOf(chunks, term)).toEqual(whole)
        for (const event of whole)
          if (event.type === 'key') expect(event.text + event.name).not.toMatch(/[\0-\x1f\x7f-\x9f]/)
        const end = Buffer.from('\x1b[201~\x18\x1b\\')
        expect(eventsOf([bytes, end, Buffer.from('k')], term).at(-1)).toMatchObject({ name: 'k' })
      }),
      fuzzing(4_000),
    )
  },
  FUZZ_TIME,
)

test(
  'fuzz the text path: what reaches a terminal is text and the commands of frames, and has no effect but to be shown',
  async () => {
    const commands = /\x1b\[[\d;:]*[HmKXCDABGJ]|\x1b\[\?25[hl]|\x1b\]8;;[\x21-\x7e]*\x1b\\|\r\n?/g
    await fc.assert(
      fc.asyncProperty(harm, harm, fc.integer({ min: 2, max: 30 }), async (a, b, columns) => {
        const screen = screenOf(columns, 6)
        const judge = new Judge(columns, 6)
        const view = column([
          text([a, text(b, { link: b })]),
          lines([a, b], { from: 'end' }),
          box({ title: a }, [text(b, { overflow: 'truncate-middle' })]),
        ])
        const bytes = draw(screen, view)
        expect(bytes.replace(commands, '')).not.toMatch(
          /[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u,
        )
        await judge.write(bytes)
        expect(judge.effects.filter((effect) => !effect.startsWith('OSC 8;;'))).toEqual([])
      }),
      fuzzing(800),
    )
  },
  FUZZ_TIME,
)

test(
  'fuzz layout: any view at any size ends in its own cells, in bounded time',
  () => {
    fc.assert(
      fc.property(
        anyNode,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 100 }),
        (node, columns, rows) => {
          const screen = screenOf(columns, rows)
          const start = cpuTime()
          draw(screen, box([node]))
          expect(cpuTime() - start).toBeLessThan(10_000)
          // A border that nothing has drawn over, all around: nothing has left its parent.
          const shown = screen.toLines()
          if (columns < 2 || rows < 2) return
          expect(shown[0]!.at(0)! + shown.at(-1)!.at(-1)!).toBe('┌┘')
          for (const line of shown.slice(1, -1)) expect(line.at(0)! + line.at(-1)!).toBe('││')
        },
      ),
      fuzzing(600),
    )
  },
  FUZZ_TIME,
)

test(
  '24. random frame programs, incremental against drawn afresh, judged by two emulators: equal cells',
  async () => {
    const size = fc.record({
      columns: fc.integer({ min: 2, max: 40 }),
      rows: fc.integer({ min: 1, max: 12 }),
    })
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.tuple(fc.constant(''), anyView) },
      { weight: 3, arbitrary: fc.tuple(fc.constantFrom('0', '1', '2', '0.0'), anyView) },
      { weight: 1, arbitrary: size },
      fc.constant('invalidate' as const),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 8 }),
        size,
        async (steps, { columns, rows }) => {
          const contents = new Map<string, Node>()
          const { screen, panes } = screenWithRegions(columns, rows, contents)
          const judges = [true, false].map((graphemes) => new Judge(columns, rows, { graphemes }))
          for (const judge of judges) await judge.write('\x1b[?7l')
          for (const step of steps) {
            if (step === 'invalidate') screen.invalidate()
            else if ('columns' in step) {
              screen.resize(step.columns, step.rows)
              for (const judge of judges) judge.resize(step.columns, step.rows)
            } else {
              const [path, view] = step
              contents.set(path, view)
              const pane = panes.get(path)
              if (pane !== undefined) pane.content = view
            }
            screen.arrange()
            const bytes = screen.draw()
            const { screen: afresh } = screenWithRegions(screen.grid.columns, screen.grid.rows, contents)
            afresh.arrange()
            afresh.draw()
            expect(screen.toLines()).toEqual(afresh.toLines())
            for (const judge of judges) {
              await judge.write(bytes)
              expect(cellsOf(judge, screen)).toEqual(textsOf(screen))
            }
          }
        },
      ),
      fuzzing(150),
    )
  },
  FUZZ_TIME,
)

/** An app with a list, an input and a clock of its own, to be handled badly. */
const machine = setup({
  types: {
    context: {} as { typed: string; ticks: number },
    events: {} as { type: 'typed'; text: string } | { type: 'toggle' | 'clear' },
  },
}).createMachine({
  id: 'handled',
  context: { typed: '', ticks: 0 },
  initial: 'still',
  on: {
    typed: { actions: assign({ typed: ({ context, event }) => (context.typed + event.text).slice(-200) }) },
    clear: { actions: assign({ typed: '' }), description: 'Clear' },
  },
  states: {
    still: { on: { toggle: { target: 'ticking', description: 'Start' } } },
    ticking: {
      after: {
        10: {
          target: 'ticking',
          reenter: true,
          actions: assign({ ticks: ({ context }) => context.ticks + 1 }),
        },
      },
      on: { toggle: { target: 'still', description: 'Stop' } },
    },
  },
})

const handled = component({
  logic: machine,
  keys: (_, input) =>
    input.type === 'key' && input.name === 'enter'
      ? { type: 'toggle' }
      : input.type === 'key' && input.name === 'delete'
        ? { type: 'clear' }
        : input.text === ''
          ? undefined
          : { type: 'typed', text: input.text },
  view: ({ context, value }, { columns, rows }) =>
    box({ title: context.typed, grow: 1 }, [
      text(`${value} ${context.ticks} ${columns}x${rows}`, { cursor: context.typed.length }),
      lines(Array.from(context.typed), { from: 'end' }),
      keyHelp(),
    ]),
})

test(
  'fuzz an app: any bytes, sizes, times and stalls, in any order, end in an app that ends and leaves nothing',
  async () => {
    const step = fc.oneof(
      fc.record({ bytes: anyBytes.map((bytes) => bytes.filter((byte) => byte !== 0x03)) }),
      fc.record({ columns: fc.nat(120), rows: fc.nat(50) }),
      fc.record({ ms: fc.nat(6_000) }),
      fc.constantFrom('stall' as const, 'resume' as const, 'click' as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const app = mount(handled, { columns: 40, rows: 10 })
        for (const step of steps) {
          if (step === 'stall') app.terminal.stall()
          else if (step === 'resume') app.terminal.resume()
          else if (step === 'click') await app.click(3, 3)
          else if ('bytes' in step) app.terminal.send(step.bytes)
          else if ('ms' in step) await app.advance(step.ms)
          else await app.resize(step.columns, step.rows)
          app.screen()
        }
        app.terminal.resume()
        expect(await app.unmount()).toEqual([])
        const judge = new Judge(80, 24)
        const fresh = JSON.stringify(judge.state)
        await judge.write(app.terminal.written)
        expect(JSON.stringify(judge.state)).toBe(fresh)
      }),
      fuzzing(60),
    )
  },
  FUZZ_TIME,
)

function cellsOf(judge: Judge, screen: Screen): string[][] {
  return judge
    .cells()
    .map((cells, y) => cells.map(({ text }, x) => (isDisputed(screen, x, y) ? 'disputed' : text)))
}

function textsOf(screen: Screen): string[][] {
  const { columns, rows } = screen.grid
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) =>
      isDisputed(screen, x, y) ? 'disputed' : screen.cell(x, y).text,
    ),
  )
}
