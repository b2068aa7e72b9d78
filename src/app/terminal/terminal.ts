import { assign, sendParent, setup } from 'xstate'
import { backgroundOf, type Background } from './background.ts'
import { changeModes, questions, synchronised, type ModeName } from './modes.ts'
import type { PortListener, TerminalPort } from './port.ts'

/** What is known of the terminal. */
export interface TerminalContext {
  /** In cells. */
  readonly columns: number
  readonly rows: number
  /** The modes that are switched on, in that order. */
  readonly modes: readonly ModeName[]
  /** Modes to be switched on besides those that every app has. */
  readonly extras: readonly ModeName[]
  /** Counts up whenever what the terminal shows is no longer what it was sent. */
  readonly generation: number
  /** Whether the terminal's window has the focus. One that does not say is taken to have it. */
  readonly focused: boolean
  /** What its text stands on; undefined where it does not say. */
  readonly background: Background | undefined
  /** It was asked what it is, and may still answer. */
  readonly asked: boolean
}

export type TerminalEvent =
  | { readonly type: 'open' | 'close' | 'resized' | 'drained' | 'gone' }
  | { readonly type: 'reply'; readonly sequence: string }
  | { readonly type: 'focus'; readonly focused: boolean }
  | { readonly type: 'mouse'; readonly wanted: boolean }
  /** Ctrl+Z: give the terminal back to the shell and stop. */
  | { readonly type: 'suspend' }
  /** The process was not stopped, or goes on. */
  | { readonly type: 'resume' }
  /** SIGCONT: the process was stopped, by itself or by others, and goes on. */
  | { readonly type: 'continued' }
  | { readonly type: 'handOff' | 'takeBack' }
  /** The process ends at once: nothing can be waited for. */
  | { readonly type: 'exit' }

/** Terminals answer within this time or not at all, in ms. */
const ANSWER_TIME = 500

/** What a terminal that takes no bytes may delay the end by, in ms. */
const CLOSE_TIME = 500

/** What the terminal's actor works with. */
export interface TerminalParts {
  readonly port: TerminalPort
  /** Is told what happens at the terminal while it is open. */
  readonly listener: PortListener
  /** The modes that the app runs in. */
  readonly modes: readonly ModeName[]
  /** What is written for whoever has the terminal next: before its modes are switched off, and after. */
  readonly leave: () => readonly [before: string, after: string]
  /** Stops the process, as a shell's Ctrl+Z does. */
  readonly stopProcess: () => void
}

/**
 * The life of a terminal: whoever changes its modes is in a state that is left only by changing them back. It tells its
 * parent when it is closed ('terminal.closed') and when nobody is at the other end ('terminal.gone').
 */
export function terminalLogic({ port, listener, modes, leave, stopProcess }: TerminalParts) {
  const allModes = ({ context }: { context: TerminalContext }) => [...modes, ...context.extras]
  /** The bytes after which a terminal is as it was before: also in the middle of a frame. */
  const restoring = (switchedOn: readonly ModeName[]) => {
    const [before, after] = leave()
    return `${synchronised.off}\x1b[m${before}${changeModes(switchedOn, [])}${after}`
  }

  return setup({
    types: { context: {} as TerminalContext, events: {} as TerminalEvent },
    actions: {
      openPort: () => port.open(listener),
      closePort: () => port.close(),
      stopProcess,
      ask: () => port.write(questions),
      switchModes: ({ context }, to: readonly ModeName[]) => port.write(changeModes(context.modes, to)),
      rememberModes: assign({ modes: (_, to: readonly ModeName[]) => to }),
      forgetModes: assign({ modes: [] }),
      restore: ({ context }) => port.write(restoring(context.modes)),
      restoreNow: ({ context }) => port.writeNow(restoring(context.modes)),
      readSize: assign(() => ({ columns: port.columns, rows: port.rows })),
      countGeneration: assign({ generation: ({ context }) => context.generation + 1 }),
      expectAnswer: assign({ asked: true }),
      expectNoAnswer: assign({ asked: false }),
      rememberBackground: assign({
        background: ({ context, event }) =>
          event.type === 'reply' ? backgroundOf(event.sequence) : context.background,
      }),
      addKittyKeyboard: assign({ extras: ({ context }) => withMode(context.extras, 'kittyKeyboard', true) }),
      tellClosed: sendParent({ type: 'terminal.closed' }),
      tellGone: sendParent({ type: 'terminal.gone' }),
    },
    guards: {
      isBackground: ({ event }) => event.type === 'reply' && backgroundOf(event.sequence) !== undefined,
      isLastAnswer: ({ event }) => event.type === 'reply' && /^\x1b\[\?[\d;]*c$/.test(event.sequence),
      hasKittyKeyboard: ({ event }) => event.type === 'reply' && /^\x1b\[\?\d+u$/.test(event.sequence),
      isQuiet: ({ context }) => !context.asked && !port.behind,
    },
    delays: { ANSWER_TIME, CLOSE_TIME },
  }).createMachine({
    id: 'terminal',
    description: 'What the terminal is doing, and with it who may write to it.',
    context: {
      columns: port.columns,
      rows: port.rows,
      modes: [],
      extras: [],
      generation: 0,
      focused: true,
      background: undefined,
      asked: false,
    },
    initial: 'closed',
    on: { gone: { target: '.closed', actions: 'tellGone', description: 'The line was cut' } },
    states: {
      closed: {
        entry: ['closePort', 'forgetModes', 'tellClosed'],
        on: { open: 'opening', close: { actions: 'tellClosed' }, gone: {} },
      },
      opening: {
        entry: [
          'openPort',
          'readSize',
          { type: 'switchModes', params: allModes },
          { type: 'rememberModes', params: allModes },
          'countGeneration',
          'ask',
          'expectAnswer',
        ],
        always: 'open',
      },
      open: {
        after: { ANSWER_TIME: { actions: 'expectNoAnswer', description: 'It does not answer' } },
        on: {
          resized: { actions: 'readSize' },
          focus: { actions: assign({ focused: ({ event }) => event.focused }) },
          reply: [
            {
              guard: 'hasKittyKeyboard',
              actions: [
                'addKittyKeyboard',
                { type: 'switchModes', params: allModes },
                { type: 'rememberModes', params: allModes },
              ],
            },
            { guard: 'isBackground', actions: 'rememberBackground' },
            { guard: 'isLastAnswer', actions: 'expectNoAnswer' },
          ],
          mouse: {
            actions: [
              assign({ extras: ({ context, event }) => withMode(context.extras, 'mouse', event.wanted) }),
              { type: 'switchModes', params: allModes },
              { type: 'rememberModes', params: allModes },
            ],
          },
          suspend: { target: 'suspended', description: 'Back to the shell' },
          continued: { target: 'opening', actions: ['closePort', 'forgetModes'] },
          handOff: { target: 'handedOff', description: 'To another program' },
          close: 'closing',
          exit: { target: 'closed', actions: 'restoreNow' },
        },
      },
      suspended: {
        entry: ['restoreNow', 'forgetModes', 'closePort', 'stopProcess'],
        on: { resume: 'opening', continued: 'opening', close: 'closed', exit: 'closed' },
      },
      handedOff: {
        entry: ['restoreNow', 'forgetModes', 'closePort'],
        on: { takeBack: 'opening', close: 'closed', exit: 'closed' },
      },
      closing: {
        description: 'The terminal is as it was; what it still sends as an answer is not for the shell.',
        entry: ['restore', 'forgetModes'],
        always: { guard: 'isQuiet', target: 'closed' },
        after: { CLOSE_TIME: 'closed' },
        on: {
          drained: {},
          reply: { guard: 'isLastAnswer', actions: 'expectNoAnswer' },
          exit: { target: 'closed', actions: 'restoreNow' },
        },
      },
    },
  })
}

function withMode(extras: readonly ModeName[], mode: ModeName, wanted: boolean): readonly ModeName[] {
  const others = extras.filter((name) => name !== mode)
  return wanted ? [...others, mode] : others
}
