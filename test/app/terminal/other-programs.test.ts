import { createActor, fromCallback, setup, type ActorRefFrom } from 'xstate'
import { describe, expect, test } from 'vitest'
import { fullScreen, inline } from '../../../src/app/terminal/modes.ts'
import { anyType } from '../../../src/app/terminal/terminal-type.ts'
import { terminalLogic } from '../../../src/app/terminal/terminal.ts'
import type { TerminalEvent } from '../../../src/app/terminal/terminal-context.ts'
import { MemoryTerminal } from '../../../src/app/testing/memory-terminal.ts'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Judge } from '../../support/judge.ts'

/** What programs have switched on when they died. */
const programs = [
  ['line drawing in G0', '\x1b(0'],
  ['line drawing in G1, shifted out', '\x1b)0\x0e'],
  ['insert mode', '\x1b[4h'],
  ['origin mode and a scroll region', '\x1b[3;6r\x1b[?6h\x1b[2;2H'],
  ['a scroll region', '\x1b[2;4r\x1b[8;1H'],
  ['no wrapping', '\x1b[?7l'],
  ['every mouse report', '\x1b[?1000h\x1b[?1002h\x1b[?1003h\x1b[?1006h\x1b[?1016h'],
  ['the mouse of X10', '\x1b[?9h'],
  ['application cursor keys and keypad', '\x1b[?1h\x1b='],
  ['bracketed paste and focus reports', '\x1b[?2004h\x1b[?1004h'],
  ['an unfinished synchronized frame', '\x1b[?2026h'],
  ['a hidden, odd cursor', '\x1b[?25l\x1b[5 q'],
  ['reverse video and a style', '\x1b[?5h\x1b[1;7;35m'],
  ['margins', '\x1b[?69h\x1b[5;20s'],
  ['the alternate screen', '\x1b[?1049h\x1b[5;5Hvim'],
  ['the alternate screen of old', '\x1b[?47h'],
  ['line feeds that return', '\x1b[20h'],
  ['half a title', '\x1b]2;half a ti'],
  ['half a sequence', '\x1b[38;5;1'],
  ['half a device string', '\x1bP1$r'],
  [
    'everything',
    '\x1b[?1049h\x1b[3;6r\x1b[?6h\x1b(0\x1b[4h\x1b[?1;5;1003;1006;2004;1004;2026h\x1b[?7;25l\x1b[7m\x1b]0;',
  ],
] as const

const guest = createActor(fromCallback(() => {})).start()

const away = {
  'a handoff': [{ type: 'handOff', by: guest }],
  'a stop': [{ type: 'suspend' }],
} as const satisfies Record<string, readonly TerminalEvent[]>

const back = {
  'a handoff': [{ type: 'takeBack', by: guest }],
  'a stop': [{ type: 'continued' }],
} as const satisfies Record<string, readonly TerminalEvent[]>

/** Shows what each mode does to text: wrapping, inserting, line drawing, the region's end, styles. */
const probe = '\x1b[1;1Hlqk\x1b[1;1HL\x1b[9;1Hlast\r\nend\x1b[10;1HE\x1b[4;78Hwide!'

async function after(program: string, way: keyof typeof away, modes: typeof fullScreen) {
  const port = new MemoryTerminal(80, 10)
  const terminal = terminalLogic({
    port,
    listener: { bytes() {}, resized() {}, drained() {}, gone() {} },
    modes,
    type: anyType,
    depth: 'truecolor',
    leave: () => ['', ''],
    stopProcess() {},
  })
  const parent = setup({ actors: { terminal } }).createMachine({
    invoke: { src: 'terminal', id: 'terminal' },
  })
  const root = createActor(parent, { clock: new VirtualClock(0) }).start()
  const actor = root.getSnapshot().children['terminal'] as ActorRefFrom<typeof terminal>
  const judge = new Judge(80, 10)
  let shown = 0
  const show = async (...events: readonly TerminalEvent[]) => {
    for (const event of events) actor.send(event)
    await judge.write(port.written.slice(shown))
    shown = port.written.length
  }
  const answers: readonly TerminalEvent[] = [
    { type: 'reply', sequence: '\x1b]11;\x1b\\' },
    { type: 'reply', sequence: '\x1b[?62c' },
  ]
  await judge.write('the shell\r\n')
  await show({ type: 'open' }, ...answers, ...away[way])
  await judge.write(program)
  await show(...back[way], ...answers)
  const cursor = judge.place
  const modesThen = judge.state
  await judge.write(`\x1b[2J${probe}`)
  const cells = judge.cells()
  await judge.write('\x1b[2J')
  await show({ type: 'close' })
  const modesAtEnd = judge.state
  await judge.write(`\x1b[2J${probe}`)
  return { cursor, shown: { modesThen, cells, cellsAtEnd: judge.cells() }, modesAtEnd }
}

describe.each([
  ['the whole screen', fullScreen],
  ['inline', inline],
] as const)('%s: what another program has left is as it has to be', (_, modes) => {
  describe.each(Object.keys(away) as (keyof typeof away)[])('after %s', (way) => {
    test.each(programs)('%s', async (_, program) => {
      const undisturbed = await after('', way, modes)
      const disturbed = await after(program, way, modes)
      expect(disturbed.shown).toEqual(undisturbed.shown)
      expect(disturbed.modesAtEnd).toEqual(new Judge(80, 10).state)
    })
  })
})

test("the cursor stays where it is inline: the rows above aren't overwritten", async () => {
  for (const program of ['', '\x1b[?1003h\x1b[4h', '\x1b[4;6r\x1b[?6h\x1b[2;3H', '\x1b[2;4r\x1b[8;3H']) {
    const judge = new Judge(80, 10)
    await judge.write(`one\r\ntwo\r\n${program}`)
    const before = judge.place
    const { cursor } = await after(`\x1b[H\r\n\r\n${program}`, 'a handoff', inline)
    expect(cursor).toEqual(before)
  }
})
