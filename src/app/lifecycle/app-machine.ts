import { assign, sendTo, setup } from 'xstate'
import { withEvent } from '../../machines/kit/chart.ts'
import type { Work } from '../../machines/kit/pattern.ts'
import { QUIT } from '../input/key-label.ts'
import { barrier } from './barrier.ts'
import type { terminalLogic } from '../terminal/terminal.ts'

/** How the app ended: with the output of its own actor, or with an error. */
export type Outcome = { readonly output: unknown } | { readonly error: unknown }

type AppEvent =
  /** Tab or the mouse moved the focus to the region with this path. */
  | { readonly type: 'focus'; readonly region: string }
  | { readonly type: 'interrupt'; readonly reason: unknown }
  | { readonly type: 'fail'; readonly error: unknown }
  | { readonly type: 'quit' | 'stop' | 'terminal.closed' | 'terminal.gone' }

export interface AppContext {
  readonly outcome: Outcome | undefined
  readonly tabbedTo: string | undefined
  readonly input: unknown
}

export interface AppMachineDeps {
  readonly name: string
  /** Of the app's own actor, only input and output matter here. */
  readonly logic: Work
  readonly terminal: ReturnType<typeof terminalLogic>
  /** Draws the last state, before the terminal is given back. */
  readonly drawLast: () => void
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
  drawLast,
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
    actors: { logic, terminal, barrier },
    actions: {
      drawLast,
      stopOrphans,
      /** What is found at the end is told even where there is an error already, which is the one that counts. */
      reportLater: ({ context }, { error }: { error: unknown }) => {
        if (context.outcome !== undefined && 'error' in context.outcome) report(error)
      },
      openTerminal: sendTo('actty.terminal', { type: 'open' }),
      closeTerminal: sendTo('actty.terminal', { type: 'close' }),
      /** The first error is the one that matters: what follows it follows from it. */
      finish: assign({
        outcome: ({ context }, outcome: Outcome) =>
          context.outcome !== undefined && 'error' in context.outcome ? context.outcome : outcome,
      }),
    },
  }).createMachine({
    id: 'actty',
    description: 'An app: its own actor, shown on a terminal.',
    context: ({ input }) => ({ outcome: undefined, tabbedTo: undefined, input: input.input }),
    invoke: {
      src: 'terminal',
      id: 'actty.terminal',
      systemId: 'terminal',
      onError: {
        target: '.settling',
        actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) },
      },
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
            target: 'closing',
            actions: { type: 'finish', params: ({ event }) => ({ output: event.output }) },
          },
          onError: {
            target: 'closing',
            actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) },
          },
        },
        on: {
          focus: { actions: assign({ tabbedTo: ({ event }) => event.region }) },
          interrupt: {
            target: 'closing',
            actions: { type: 'finish', params: ({ event }) => ({ error: event.reason }) },
          },
          fail: {
            target: 'closing',
            actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) },
          },
          quit: {
            target: 'closing',
            description: QUIT,
            actions: { type: 'finish', params: { output: undefined } },
          },
          stop: { target: 'closing', actions: { type: 'finish', params: { output: undefined } } },
          'terminal.gone': { target: 'closing', actions: { type: 'finish', params: { error: hangUp } } },
        },
      },
      closing: {
        description: 'The terminal is given back.',
        entry: ['drawLast', 'closeTerminal'],
        on: {
          'terminal.closed': 'settling',
          // The last frame is drawn here.
          fail: { actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) } },
        },
      },
      settling: {
        description: 'What was stopped comes to its end.',
        entry: 'stopOrphans',
        invoke: {
          src: 'barrier',
          id: 'actty.barrier',
          input: maxShutdownTime,
          onDone: 'closed',
          onError: {
            target: 'closed',
            actions: [
              withEvent('reportLater'),
              { type: 'finish', params: ({ event }) => ({ error: event.error }) },
            ],
          },
        },
      },
      closed: { type: 'final' },
    },
    output: ({ context }) => context.outcome ?? { error: new Error('the app was stopped') },
  })
}
