import { assign, sendTo, setup, type ActorRefFromLogic, type CallbackActorRef } from 'xstate'
import { foldCase } from '../controls/fold-case.ts'
import { textInput, type TextInput } from '../controls/text-input.ts'
import { withEvent } from '../kit/chart.ts'
import { errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { requireCount, requireTime } from '../kit/numbers.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import type { Exit } from '../processes/exit-error.ts'
import { GRACE_TIME } from '../processes/grace-time.ts'
import { ptyLogic, type PtyEvent } from './pty-logic.ts'
import type { PtyCommand, TerminalSize } from './pty-process.ts'
import { TerminalScreen } from './terminal-screen.ts'

/** A command, and its terminal. */
export interface PseudoterminalOptions extends PtyCommand {
  /**
   * The width of the terminal, in cells, 2 or more.
   *
   * @defaultValue that of the pane that shows it, or 80 if none does
   */
  readonly columns?: number | undefined
  /**
   * The height of the terminal, in cells, 1 or more.
   *
   * @defaultValue that of the pane that shows it, or 24 if none does
   */
  readonly rows?: number | undefined
  /**
   * How many rows are kept above the screen: a whole number, 0 or more.
   *
   * @defaultValue 10,000
   */
  readonly scrollback?: number | undefined
  /**
   * How long the command may take to end after SIGHUP and SIGTERM, in ms, 0 or more. Then it gets SIGKILL.
   *
   * @defaultValue 2,000
   */
  readonly graceTime?: number | undefined
  /**
   * Whether the actor goes on after the command has ended, so that its output can be read, and it can be started again.
   *
   * @defaultValue false
   */
  readonly keepOpen?: boolean | undefined
}

/** How a command on a pseudo-terminal ended. */
export interface PseudoterminalOutput extends Exit {
  /** What it has shown, with the rows above the screen. */
  readonly screen: TerminalScreen
}

/** What a search has found. */
export interface TerminalMatch {
  /** The row, counted from the oldest one that is kept now. */
  readonly row: number
  /** Its first column, as a place in the row's text. */
  readonly from: number
  /** How long it is, in UTF-16 units. */
  readonly length: number
}

/** The context of `pseudoterminal`. */
export interface PseudoterminalContext extends PseudoterminalOutput {
  /** The command, and its terminal. */
  readonly options: PseudoterminalOptions
  /** What it shows now. It changes with the output; `version` tells when. */
  readonly screen: TerminalScreen
  /** Another number with each change of what `screen` shows. */
  readonly version: number
  /** The size that the pane has told; undefined before. */
  readonly size: TerminalSize | undefined
  /** Whether the pane has the focus. */
  readonly focused: boolean
  /** The process id of the command, once it has started. */
  readonly pid: number | undefined
  /** When it had started, in ms on the clock of `now`. */
  readonly startedAt: number | undefined
  /** When it ended, on the same clock. */
  readonly endedAt: number | undefined
  /** The text that is searched for. */
  readonly wanted: string
  /** What was found last. */
  readonly found: TerminalMatch | undefined
  /** Why it couldn't be started. */
  readonly error: unknown
}

/** What `pseudoterminal` can be told. */
export type PseudoterminalEvent =
  /** Sends text to the command, as if it was typed. It has to be encoded as a terminal would. */
  | { readonly type: 'write'; readonly text: string }
  /** Sends text to the command, which also gets the keys again. */
  | { readonly type: 'pass'; readonly text: string }
  /** A pane shows it, of such a size, in cells, and has the keys or not. */
  | ({ readonly type: 'placed'; readonly focused: boolean; readonly isDark?: boolean } & TerminalSize)
  /** Gives the keys back to the app, or takes them again for the command. */
  | { readonly type: 'leave' | 'enter' }
  /** Moves the window by so many rows: down, or up if `by` is negative. */
  | { readonly type: 'scroll'; readonly by: number }
  /** Moves the window to the oldest row, or to the newest. */
  | { readonly type: 'toStart' | 'toEnd' }
  /** Asks what to search for. The text input for it is the child `search`. */
  | { readonly type: 'search' }
  /** Searches for a text, from the newest row backwards. Case doesn't matter. */
  | { readonly type: 'find'; readonly text: string }
  /** Searches on, in older or in newer rows. */
  | { readonly type: 'findOlder' | 'findNewer' }
  /** Doesn't search after all. */
  | { readonly type: 'cancel' }
  /** Forgets the rows above the screen. */
  | { readonly type: 'clear' }
  /** Sends a signal to the command and all that it has started. */
  | { readonly type: 'signal'; readonly signal: NodeJS.Signals }
  /** Sends SIGHUP and SIGTERM to them, and SIGKILL after the grace time. The second `kill` sends SIGKILL at once. */
  | { readonly type: 'kill' }
  /** Starts the command again after it has ended, if the actor is kept open. */
  | { readonly type: 'restart' }

/** The states of `pseudoterminal`. */
export type PseudoterminalState = {
  process: 'sizing' | 'ended' | 'failed' | { alive: 'running' | 'terminating' | 'killing' }
  keys: 'typing' | 'browsing' | 'searching' | 'over'
}

/** What `pseudoterminal` returns. */
export type Pseudoterminal<Input = unknown> = Pattern<
  PseudoterminalContext,
  PseudoterminalEvent,
  PseudoterminalState,
  'busy',
  Input,
  PseudoterminalOutput,
  {
    /** The command, while it runs. */
    readonly pty?: CallbackActorRef<{ type: 'never' }> | undefined
    /** The text input, while it asks what to search for. */
    readonly search?: ActorRefFromLogic<TextInput> | undefined
  }
>

type Event = PseudoterminalEvent | PtyEvent | { readonly type: 'pty.answer'; readonly text: string }
type Context = PseudoterminalContext
type Placed = Extract<PseudoterminalEvent, { type: 'placed' }>

const COLUMNS = 80
const ROWS = 24
const SCROLLBACK = 10_000

/** How long a command waits for the size of its pane, in ms. */
const SIZING_TIME = 200

/**
 * Runs a command on a pseudo-terminal, with an emulator that keeps what it shows. Two packages have to be installed: `@lydell/node-pty` and
 * `@xterm/headless`. If the actor is stopped, the command and all that it has started get SIGHUP and SIGTERM, and after the grace time SIGKILL.
 *
 * ```ts
 * const shell = pseudoterminal({ command: 'bash', args: ['-l'] })
 * ```
 *
 * The actor is done when the command has ended, unless it is kept open. It fails if the command can't be started, or if a package is missing.
 *
 * @throws RangeError if a number in the options is out of its range.
 */
export function pseudoterminal(options: PseudoterminalOptions): Pseudoterminal
/**
 * The same, with a command that depends on the actor's input.
 *
 * ```ts
 * const editor = pseudoterminal((path: string) => ({ command: 'vim', args: [path] }))
 * ```
 *
 * If a number in the options is out of its range, the actor fails with a RangeError at its start.
 */
export function pseudoterminal<Input>(options: (input: Input) => PseudoterminalOptions): Pseudoterminal<Input>
export function pseudoterminal(
  options: PseudoterminalOptions | ((input: never) => PseudoterminalOptions),
): Pseudoterminal<never> {
  if (typeof options !== 'function') check(options)
  const again = (step: 1 | -1, description: string) =>
    ({
      guard: 'isWanted',
      actions: [
        { type: 'find', params: ({ context }: { context: Context }) => ({ text: context.wanted, step }) },
        'showFound',
        'changed',
      ],
      description,
    }) as const
  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as Event | FailEvent,
      children: {} as { pty: 'pty'; search: 'search' },
    },
    actors: { pty: ptyLogic, search: textInput({ keepOpen: true }) },
    actions: {
      show: ({ context, self }, { data }: { data: string }) => {
        const text = context.screen.write(data)
        if (text !== '') self.send({ type: 'pty.answer', text })
      },
      fit: ({ context: { screen } }, { columns, rows, isDark = screen.isDark }: Placed) => {
        screen.isDark = isDark
        if (columns !== screen.columns || rows !== screen.rows) screen.resize({ columns, rows })
      },
      keepPlace: assign((_, { columns, rows, focused }: Placed) => ({ size: { columns, rows }, focused })),
      tellFocus: ({ context, self }, { focused }: Placed) => {
        if (context.screen.modes.focus && focused !== context.focused)
          self.send({ type: 'pty.answer', text: focused ? '\x1b[I' : '\x1b[O' })
      },
      forward: sendTo('pty', ({ event }) => event),
      answer: sendTo('pty', (_, { text }: { text: string }) => ({ type: 'write', text })),
      resize: sendTo('pty', (_, { columns, rows }: TerminalSize) => ({ type: 'resize', columns, rows })),
      end: sendTo('pty', { type: 'end' }),
      kill: sendTo('pty', { type: 'signal', signal: 'SIGKILL' }),
      scroll: ({ context }, { by }: { by: number }) => context.screen.scroll(by),
      leaveModes: ({ context }) => context.screen.leaveModes(),
      toStart: ({ context }) => context.screen.scrollTo(0),
      toEnd: ({ context }) => context.screen.scrollToEnd(),
      clear: ({ context }) => context.screen.clear(),
      changed: assign({ version: ({ context }) => context.version + 1 }),
      find: assign(({ context }, { text, step }: { text: string; step: 1 | -1 }) => ({
        wanted: text,
        found: findIn(context.screen, text, text === context.wanted ? context.found : undefined, step),
      })),
      showFound: ({ context: { screen, found } }) => {
        if (found !== undefined) screen.scrollTo(Math.max(0, found.row - (screen.rows >> 1)))
      },
      forgetFound: assign({ wanted: '', found: undefined }),
      keepExit: assign((_, { code, signal, at }: Exit & { readonly at: number }) => ({
        code,
        signal,
        endedAt: at,
      })),
      keepError: assign(errorOf),
      begin: assign({ code: null, signal: null, endedAt: undefined, startedAt: undefined, pid: undefined }),
      ...failingActions,
    },
    guards: {
      hasSize: ({ context: { options, size } }) =>
        size !== undefined || (options.columns !== undefined && options.rows !== undefined),
      isKeptOpen: ({ context }) => context.options.keepOpen === true,
      isOver: ({ context }) => context.code !== null || context.signal !== null,
      isRunning: ({ context }) => context.code === null && context.signal === null,
      isAtEnd: ({ context }) => context.screen.isAtEnd,
      isWanted: ({ context }) => context.wanted !== '',
    },
  }).createMachine({
    id: 'pseudoterminal',
    meta: {
      resume: 'beginsAgain',
      canEnd: true,
      canFail: true,
      kept: (context: Context) => ({ ...context, screen: undefined }),
    } satisfies PatternRules,
    context: ({ input }) => {
      const resolved = typeof options === 'function' ? options(input as never) : options
      check(resolved)
      return {
        options: resolved,
        screen: screenFor(resolved),
        version: 0,
        size: undefined,
        focused: false,
        pid: undefined,
        startedAt: undefined,
        endedAt: undefined,
        wanted: '',
        found: undefined,
        code: null,
        signal: null,
        error: undefined,
      }
    },
    type: 'parallel',
    states: {
      process: {
        initial: 'sizing',
        on: {
          placed: { actions: [withEvent('fit'), withEvent('keepPlace'), 'changed'] },
          'pty.failed': { target: '.failed', actions: withEvent('keepError') },
        },
        states: {
          sizing: {
            description: 'It waits for the size of its pane.',
            tags: 'busy',
            always: { guard: 'hasSize', target: 'alive' },
            after: { [SIZING_TIME]: 'alive' },
          },
          alive: {
            tags: 'busy',
            invoke: {
              src: 'pty',
              id: 'pty',
              input: ({ context: { options, screen } }) => ({
                ...options,
                size: { columns: screen.columns, rows: screen.rows },
                graceTime: options.graceTime ?? GRACE_TIME,
              }),
            },
            initial: 'running',
            on: {
              'pty.started': {
                actions: assign({ pid: ({ event }) => event.pid, startedAt: ({ event }) => event.at }),
              },
              'pty.output': { actions: [withEvent('show'), 'changed'] },
              'pty.answer': { actions: withEvent('answer') },
              'pty.ended': { target: 'ended', actions: withEvent('keepExit') },
              placed: {
                actions: [
                  withEvent('tellFocus'),
                  withEvent('fit'),
                  withEvent('resize'),
                  withEvent('keepPlace'),
                  'changed',
                ],
              },
              write: [{ guard: 'isAtEnd', actions: 'forward' }, { actions: ['toEnd', 'changed', 'forward'] }],
              pass: { actions: ['toEnd', withEvent('answer')] },
              signal: { actions: 'forward' },
            },
            states: {
              running: { on: { kill: { target: 'terminating', description: 'Kill' } } },
              terminating: {
                description: 'It got SIGHUP and SIGTERM.',
                entry: 'end',
                on: { kill: { target: 'killing', description: 'Kill now' } },
              },
              killing: { description: 'It got SIGKILL.', entry: 'kill' },
            },
          },
          ended: { type: 'final' },
          failed,
        },
      },
      keys: {
        initial: 'typing',
        on: {
          'pty.ended': [{ guard: 'isKeptOpen', target: '.browsing' }, { target: '.over' }],
          scroll: { actions: [withEvent('scroll'), 'changed'], description: 'Scroll' },
          toStart: { actions: ['toStart', 'changed'] },
          toEnd: { actions: ['toEnd', 'changed'] },
          clear: { actions: ['clear', 'changed'] },
        },
        states: {
          typing: {
            description: 'Keys go to the command.',
            on: { leave: { target: 'browsing', description: 'Leave' } },
          },
          browsing: {
            description: 'Keys go to the app, and move the window.',
            on: {
              enter: {
                guard: 'isRunning',
                target: 'typing',
                actions: ['forgetFound', 'toEnd', 'changed'],
                description: 'Type',
              },
              pass: { target: 'typing', guard: 'isRunning', actions: ['forgetFound', 'changed'] },
              search: { target: 'searching', description: 'Search' },
              findOlder: again(-1, 'Older'),
              findNewer: again(1, 'Newer'),
            },
          },
          searching: {
            description: 'It asks what to search for.',
            invoke: { src: 'search', id: 'search', input: undefined },
            on: {
              find: {
                target: 'browsing',
                actions: [
                  'forgetFound',
                  { type: 'find', params: ({ event }) => ({ text: event.text, step: -1 as const }) },
                  'showFound',
                  'changed',
                ],
                description: 'Find',
              },
              cancel: { target: 'browsing', description: 'Cancel' },
            },
          },
          over: { type: 'final' },
        },
      },
    },
    on: {
      restart: {
        guard: 'isOver',
        target: ['.process.sizing', '.keys.typing'],
        actions: ['begin', 'leaveModes', 'changed'],
        description: 'Restart',
      },
    },
    output: ({ context: { code, signal, screen } }) => ({ code, signal, screen }),
  })
  return asPattern(machine, (context: Context) => ({ ...context, screen: screenFor(context.options) }))
}

function screenFor({
  columns = COLUMNS,
  rows = ROWS,
  scrollback = SCROLLBACK,
}: PseudoterminalOptions): TerminalScreen {
  return new TerminalScreen({ columns, rows }, scrollback)
}

function check({
  columns,
  rows,
  scrollback = SCROLLBACK,
  graceTime = GRACE_TIME,
}: PseudoterminalOptions): void {
  if (columns !== undefined) requireCount('pseudoterminal: columns', columns, 2)
  if (rows !== undefined) requireCount('pseudoterminal: rows', rows)
  requireCount('pseudoterminal: scrollback', scrollback, 0)
  requireTime('pseudoterminal: graceTime', graceTime)
}

/** The next row with a text, from the last found one, or else from the newest row. */
function findIn(
  screen: TerminalScreen,
  wanted: string,
  before: TerminalMatch | undefined,
  step: 1 | -1,
): TerminalMatch | undefined {
  if (wanted === '') return undefined
  const text = foldCase(wanted)
  for (let row = (before?.row ?? screen.length) + step; row >= 0 && row < screen.length; row += step) {
    const from = foldCase(screen.textAt(row)).indexOf(text)
    if (from >= 0) return { row, from, length: text.length }
  }
  return before
}
