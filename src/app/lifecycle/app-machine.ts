import { assign, sendTo, setup, type AnyActorLogic } from 'xstate'
import { withEvent } from '../../machines/kit/chart.ts'
import type { Work } from '../../machines/kit/pattern.ts'
import { COMMANDS, KEYS, QUIT } from '../input/key-label.ts'
import { PALETTE } from '../palette/palette.ts'
import { barrier, BARRIER } from './barrier.ts'
import { NOTICE_INTERVAL, NOTICE_TIME } from './ending.ts'
import type { terminalLogic } from '../terminal/terminal.ts'

/** The id of the actor that shows all keys. */
export const HELP = 'actty.help'

/** How the app ended: with the output of its own actor, or with an error. */
export type Outcome = { readonly output: unknown } | { readonly error: unknown }

type AppEvent =
  | { readonly type: 'interrupt'; readonly reason: unknown }
  | { readonly type: 'fail'; readonly error: unknown }
  /** `force`: what is under way is waited for no longer. */
  | {
      readonly type:
        'quit' | 'stop' | 'force' | 'showKeys' | 'showPalette' | 'terminal.closed' | 'terminal.gone'
    }

export interface AppContext {
  readonly outcome: Outcome | undefined
  readonly input: unknown
  /** The terminal's actor runs. */
  readonly hasTerminal: boolean
}

export interface AppMachineDeps {
  readonly name: string
  /** Of the app's own actor, only input and output matter here. */
  readonly logic: Work
  readonly terminal: ReturnType<typeof terminalLogic>
  /** The screen with all keys. Asked for when it is opened. */
  readonly help: () => AnyActorLogic
  /** All that can be done now. Asked for when it is opened. */
  readonly palette: () => AnyActorLogic
  /** Sends what was chosen in it. */
  readonly runCommand: () => void
  /** Draws the last state. */
  readonly drawLast: () => void
  /** The screen says what the end waits for, until `endNotice`. */
  readonly drawNotice: () => void
  readonly endNotice: () => void
  /** Ends actors that have lost their parent. */
  readonly stopOrphans: () => void
  /** How long all that is under way may take to end, in ms. */
  readonly maxShutdownTime: number
  /** Nobody is at the terminal any more. */
  readonly hangUp: unknown
  /** Tells of a failure that is not the outcome. */
  readonly report: (error: unknown) => void
}

/** The root of an app's actor system: the app's own actor and its terminal, and what becomes of one when the other ends. */
export function appMachine({
  name,
  logic,
  terminal,
  help,
  palette,
  runCommand,
  drawLast,
  drawNotice,
  endNotice,
  stopOrphans,
  maxShutdownTime,
  hangUp,
  report,
}: AppMachineDeps) {
  return setup({
    types: {
      context: {} as AppContext,
      events: {} as AppEvent,
      input: {} as { readonly input: unknown },
      output: {} as Outcome,
    },
    actors: {
      logic,
      terminal,
      barrier,
      // XState reads an actor's logic when it is invoked.
      get help() {
        return help()
      },
      get palette() {
        return palette()
      },
    },
    actions: {
      runCommand,
      drawLast,
      drawNotice,
      endNotice,
      stopOrphans,
      /** Reports an error at the end if there is one already: the first one is the outcome. */
      reportLater: ({ context }, { error }: { error: unknown }) => {
        if (context.outcome !== undefined && 'error' in context.outcome) report(error)
      },
      loseTerminal: assign({ hasTerminal: false }),
      openTerminal: sendTo('actty.terminal', { type: 'open' }),
      closeTerminal: sendTo('actty.terminal', { type: 'close' }),
      /** The first error is the one that matters: what follows it follows from it. */
      finish: assign({
        outcome: ({ context }, outcome: Outcome) =>
          context.outcome !== undefined && 'error' in context.outcome ? context.outcome : outcome,
      }),
    },
    guards: {
      isEnding: ({ context }) => context.outcome !== undefined,
      hasNoTerminal: ({ context }) => !context.hasTerminal,
    },
  }).createMachine({
    id: 'actty',
    description: 'An app: its own actor, shown on a terminal.',
    context: ({ input }) => ({ outcome: undefined, input: input.input, hasTerminal: true }),
    invoke: {
      src: 'terminal',
      id: 'actty.terminal',
      onError: [
        {
          guard: 'isEnding',
          target: '.closed',
          actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) },
        },
        {
          target: '.settling',
          actions: ['loseTerminal', { type: 'finish', params: ({ event }) => ({ error: event.error }) }],
        },
      ],
    },
    initial: 'running',
    states: {
      running: {
        entry: 'openTerminal',
        invoke: {
          src: 'logic',
          id: name,
          input: ({ context }: { context: AppContext }) => context.input,
          onDone: {
            target: 'settling',
            actions: { type: 'finish', params: ({ event }) => ({ output: event.output }) },
          },
          onError: {
            target: 'settling',
            actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) },
          },
        },
        on: {
          interrupt: {
            target: 'settling',
            actions: { type: 'finish', params: ({ event }) => ({ error: event.reason }) },
          },
          fail: {
            target: 'settling',
            actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) },
          },
          quit: {
            target: 'settling',
            description: QUIT,
            actions: { type: 'finish', params: { output: undefined } },
          },
          stop: { target: 'settling', actions: { type: 'finish', params: { output: undefined } } },
          'terminal.gone': { target: 'settling', actions: { type: 'finish', params: { error: hangUp } } },
        },
        initial: 'app',
        states: {
          app: {
            on: {
              showKeys: { target: 'keys', description: KEYS },
              showPalette: { target: 'palette', description: COMMANDS },
            },
          },
          keys: {
            description: 'All keys are shown.',
            invoke: { src: 'help', id: HELP, onDone: 'app', onError: 'app' },
          },
          palette: {
            description: 'All that can be done now is shown.',
            invoke: {
              src: 'palette',
              id: PALETTE,
              onDone: { target: 'app', actions: 'runCommand' },
              onError: 'app',
            },
          },
        },
      },
      settling: {
        description: 'What was stopped comes to its end.',
        entry: ['drawLast', 'stopOrphans'],
        exit: 'endNotice',
        invoke: {
          src: 'barrier',
          id: BARRIER,
          input: maxShutdownTime,
          onDone: 'settled',
          onError: {
            target: 'settled',
            actions: [
              withEvent('reportLater'),
              { type: 'finish', params: ({ event }) => ({ error: event.error }) },
            ],
          },
        },
        on: {
          force: { target: 'settled', description: 'Interrupted again' },
          // The last frame is drawn here.
          fail: { actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) } },
        },
        initial: 'quiet',
        states: {
          quiet: { after: { [NOTICE_TIME]: 'slow' } },
          slow: {
            description: 'The screen says what is waited for.',
            entry: 'drawNotice',
            after: { [NOTICE_INTERVAL]: { target: 'slow', reenter: true } },
          },
        },
      },
      settled: {
        always: [{ guard: 'hasNoTerminal', target: 'closed' }, { target: 'closing' }],
      },
      closing: {
        description: 'The terminal is given back.',
        entry: 'closeTerminal',
        on: { 'terminal.closed': 'closed' },
      },
      closed: { type: 'final' },
    },
    output: ({ context }) => context.outcome ?? { error: new Error('the app was stopped') },
  })
}
