import { createActor, fromCallback, setup, type ActorRefFrom } from 'xstate'
import { fullScreen } from '../../src/app/terminal/modes.ts'
import { anyType } from '../../src/app/terminal/terminal-type.ts'
import { terminalLogic } from '../../src/app/terminal/terminal.ts'
import type { TerminalEvent } from '../../src/app/terminal/terminal-context.ts'
import { MemoryTerminal } from '../../src/app/testing/memory-terminal.ts'
import { VirtualClock } from '../../src/app/testing/virtual-clock.ts'

/** A way to a state, an event there, and a way out. */
export interface Walk {
  readonly from: string
  readonly path: readonly TerminalEvent[]
  readonly event: TerminalEvent
  readonly leave: readonly TerminalEvent[]
}

const parts = {
  port: new MemoryTerminal(80, 24),
  listener: { bytes() {}, resized() {}, drained() {}, gone() {} },
  modes: fullScreen,
  type: anyType,
  depth: 'truecolor' as const,
  leave: () => ['', ''] as const,
  stopProcess() {},
}

const backgroundAnswer: TerminalEvent = {
  type: 'reply',
  sequence: '\x1b]11;rgb:0000/0000/0000\x1b\\',
}

const lastAnswer: TerminalEvent = { type: 'reply', sequence: '\x1b[?62c' }

/** Another program that wants the terminal. */
const guest = createActor(fromCallback(() => {})).start()

/** For each type of event that the machine knows, the events of that type that make a difference. */
const samples: Readonly<Record<TerminalEvent['type'], readonly TerminalEvent[]>> = {
  open: [{ type: 'open' }],
  close: [{ type: 'close' }],
  resized: [{ type: 'resized' }],
  drained: [{ type: 'drained' }],
  gone: [{ type: 'gone' }],
  reply: [
    lastAnswer,
    backgroundAnswer,
    { type: 'reply', sequence: '\x1b[?1u' },
    { type: 'reply', sequence: '\x1b[?2026;2$y' },
  ],
  focus: [{ type: 'focus', focused: false }],
  mode: [
    { type: 'mode', mode: 'mouse', wanted: true },
    { type: 'mode', mode: 'mouse', wanted: false },
  ],
  window: [{ type: 'window', title: 'a title', progress: '3' }],
  suspend: [{ type: 'suspend' }],
  resume: [{ type: 'resume' }],
  continued: [{ type: 'continued' }],
  handOff: [{ type: 'handOff', by: guest }],
  takeBack: [{ type: 'takeBack', by: guest }],
  exit: [{ type: 'exit' }],
  unanswered: [{ type: 'unanswered' }],
}

export const events = Object.values(samples).flat()

/** The events that the machine's own definition names, wherever they stand. */
export function eventsOfMachine(): string[] {
  return terminalLogic(parts).events.filter((type) => !type.startsWith('xstate.'))
}

/** The states that the machine's own definition names. */
export function statesOfMachine(): string[] {
  return Object.keys(terminalLogic(parts).states)
}

/** Every state that can be reached, by its shortest way, and every event in it; then either way out. */
export function pathsOf(): Walk[] {
  const reached = new Map<string, readonly TerminalEvent[]>([['closed', []]])
  for (const [, path] of reached)
    for (const event of events) {
      const key = stateAfter([...path, event])
      if (!reached.has(key)) reached.set(key, [...path, event])
    }
  const ways: readonly TerminalEvent[][] = [
    [{ type: 'exit' }],
    [backgroundAnswer, lastAnswer, { type: 'close' }],
  ]
  return [...reached].flatMap(([from, path]) =>
    events.flatMap((event) => ways.map((leave) => ({ from, path, event, leave }))),
  )
}

/** The state after some events, with what else makes a difference to what comes next. */
function stateAfter(path: readonly TerminalEvent[]): string {
  const terminal = terminalLogic({ ...parts, port: new MemoryTerminal(80, 24) })
  const parent = setup({ actors: { terminal } }).createMachine({
    invoke: { src: 'terminal', id: 'terminal' },
  })
  const root = createActor(parent, { clock: new VirtualClock(0) }).start()
  const actor = root.getSnapshot().children['terminal'] as ActorRefFrom<typeof terminal>
  for (const event of path) actor.send(event)
  const { value, context } = actor.getSnapshot()
  root.stop()
  return value === 'closed'
    ? 'closed'
    : `${value} ${context.awaited.length > 0 ? 'asked ' : ''}${context.modes.length}`
}
