import { assign, setup } from 'xstate'
import { expect, test } from 'vitest'
import { component, column, keyHelp, lines, text } from '../../src/app/index.ts'
import { decode } from '../../src/app/input/decoder.ts'
import type { InputEvent } from '../../src/app/input/events.ts'
import { InputReader } from '../../src/app/input/reader.ts'
import { Splitter } from '../../src/app/input/splitter.ts'
import { legacyKeys } from '../../src/app/input/legacy-keys.ts'
import { mount } from '../../src/app/testing/mount.ts'
import { VirtualClock } from '../../src/app/testing/virtual-clock.ts'
import { box } from '../../src/render/nodes/box.ts'
import type { Node } from '../../src/render/nodes/index.ts'
import type { Screen } from '../../src/render/screen.ts'
import { cpuTime } from '../support/cpu-time.ts'
import { keysOf, layouts, protocols } from '../support/keyboards.ts'
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

/** Chunks of some bytes, cut at these places. */
function cut(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [0, ...cuts.map((place) => Math.min(place, bytes.length)), bytes.length].sort((a, b) => a - b)
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end))
}

const anyCuts = fc.array(fc.nat(120), { maxLength: 6 })

test(
  'fuzz keyboards: every key of every layout has the same name and the same text by every protocol',
  () => {
    const key = fc.record({
      layout: fc.constantFrom(...Object.keys(layouts)),
      place: fc.nat(46),
      bits: fc.nat(8),
    })
    const protocol = fc.constantFrom(...Object.keys(protocols))
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 6 }), protocol, anyCuts, (keys, name, cuts) => {
        const pressed = keys.map(({ layout, place, bits }) => keysOf(layout, bits)[place]!)
        const sent = pressed.filter(
          (key) => protocols[name]!(key) !== undefined && protocols['kitty (29)']!(key),
        )
        const read = (protocol: string) =>
          eventsOf(cut(Buffer.from(sent.map((key) => protocols[protocol]!(key)).join('')), cuts), 'xterm')
        const plain = (events: InputEvent[]) =>
          events.map((event) => (event.type === 'key' ? [event.name, event.text] : [event.type]))
        // Of what has no Latin letter, only kitty tells more than what it types.
        if (name === 'any, Alt') return
        expect(plain(read(name))).toEqual(plain(read('kitty (29)')))
      }),
      fuzzing(3_000),
    )
  },
  FUZZ_TIME,
)

test(
  'fuzz Escape: before anything that is no key of Alt it is a key, and what follows is what it is by itself',
  () => {
    const follower = fc.oneof(
      fc
        .tuple(fc.constantFrom(0, 2, 35, 64), fc.nat(300), fc.nat(300))
        .map(([b, x, y]) => `\x1b[<${b};${x};${y}M`),
      fc.stringMatching(/^[\d;]{1,6}$/).map((numbers) => `\x1b[?${numbers}c`),
      fc.stringMatching(/^[ -~]{1,8}$/).map((text) => `\x1b]11;${text}\x07`),
      fc.stringMatching(/^[ -~]{1,8}$/).map((text) => `\x1bP${text}\x1b\\`),
      fc.stringMatching(/^[ -~]{0,8}$/).map((text) => `\x1b[200~${text}\x1b[201~`),
      fc.constantFrom(
        '\x1b[I',
        '\x1b[O',
        '\x1b[99;99x',
        '\x1b[1;5C',
        '\x1b[97;5u',
        '\x1b[27;5;9~',
        '\x1ba',
        '\x1bé',
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), follower), { maxLength: 5 }), anyCuts, (parts, cuts) => {
        const expected = parts.flatMap(([escaped, bytes]) => [
          ...(escaped ? [{ type: 'key', name: 'escape', text: '', repeat: false }] : []),
          ...eventsOf([Buffer.from(bytes)], 'xterm'),
        ])
        const bytes = Buffer.from(
          parts.map(([escaped, bytes]) => `${escaped ? '\x1b' : ''}${bytes}`).join(''),
        )
        expect(eventsOf(cut(bytes, cuts), 'xterm')).toEqual(expected)
      }),
      fuzzing(2_000),
    )
  },
  FUZZ_TIME,
)

test(
  'fuzz waits: whatever is begun and never ends, Ctrl+C comes within half a second, and nothing that is typed is lost',
  async () => {
    const begun = fc.oneof(
      fc.stringMatching(/^[ -~]{0,8}$/).map((text) => ['\x1b[200~', text] as const),
      fc.tuple(
        fc.constantFrom('\x1b]', '\x1bP', '\x1b_', '\x1b^', '\x1bX'),
        fc.stringMatching(/^[ -~]{1,8}$/),
      ),
    )
    const typing = fc.array(
      fc.tuple(fc.constantFrom('a', 'é', '漢', ' ', '7'), fc.integer({ min: 10, max: 700 })),
      {
        maxLength: 30,
      },
    )
    const interrupt = fc.constantFrom('\x03', '\x1b[99;5u', '\x1b[99::105;5u', '\x1b[27;5;99~')
    await fc.assert(
      fc.asyncProperty(begun, typing, interrupt, async ([lead, text], typed, ctrlC) => {
        const clock = new VirtualClock(0)
        const events: InputEvent[] = []
        const reader = new InputReader(clock, new Map(), (event) => events.push(event) > 0)
        reader.push(Buffer.from(lead + text))
        for (const [key, pause] of typed) {
          await clock.advance(pause)
          reader.push(Buffer.from(key))
        }
        await clock.advance(30)
        reader.push(Buffer.from(ctrlC))
        await clock.advance(500)
        expect(events.at(-1)).toMatchObject({ name: 'ctrl+c' })
        const keys = events.flatMap((event) =>
          event.type === 'key' ? event.text : event.type === 'paste' ? event.text : [],
        )
        expect(keys.join('')).toBe((lead === '\x1b[200~' ? text : '') + typed.map(([key]) => key).join(''))
        expect(clock.pending).toBe(0)
      }),
      fuzzing(300),
    )
  },
  FUZZ_TIME,
)

test(
  'fuzz what is left: what one app does not use is for the next as if it had come only then',
  () => {
    const typed = fc.oneof(
      fc.stringMatching(/^[ -~]{1,4}$/),
      fc.constantFrom(
        '\r',
        '\t',
        '\x7f',
        '\x03',
        '\x1bx',
        '\x1b\r',
        '\x1b[A',
        '\x1b\x1b[B',
        '\x1bOP',
        '\x1b[97;5u',
        'é',
        '漢😀',
      ),
      fc.constantFrom('\x1b[200~a\rb\x1b[201~', '\x1b[<0;1;1M', '\x1b[?62c', '\x1b]11;x\x07', '\x1b[I'),
    )
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 10 }), fc.nat(20), anyCuts, (parts, used, cuts) => {
        const chunks = cut(Buffer.from(parts.join('')), cuts)
        const isTyped = ({ type }: InputEvent) => type === 'key' || type === 'paste'
        const whole = eventsOf(chunks, 'xterm').filter(isTyped)
        const read: InputEvent[] = []
        const first = new InputReader(new VirtualClock(0), new Map(), (event) => {
          if (!isTyped(event)) return true
          if (read.length === used) return false
          return read.push(event) > 0
        })
        for (const chunk of chunks) first.push(chunk)
        expect([...read, ...eventsOf([first.stop()], 'xterm')]).toEqual(whole)
      }),
      fuzzing(2_000),
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
          expect(shown[0]!.at(0)! + shown.at(-1)!.at(-1)!).toBe('╭╯')
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
            const { screen: afresh } = screenWithRegions(screen.buffer.columns, screen.buffer.rows, contents)
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
  const { columns, rows } = screen.buffer
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) =>
      isDisputed(screen, x, y) ? 'disputed' : screen.cell(x, y).text,
    ),
  )
}
