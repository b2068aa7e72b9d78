import {
  assign,
  sendTo,
  setup,
  type ActorLogic,
  type ActorSystem,
  type EventObject,
  type Snapshot,
} from 'xstate'
import type { terminalLogic } from './terminal/terminal.ts'

/** How the app ended: with the output of its own actor, or with an error. */
export type Outcome = { readonly output: unknown } | { readonly error: unknown }

export type AppEvent =
  /** Tab or the mouse moved the focus to the region with this path. */
  | { readonly type: 'focus'; readonly region: string }
  | { readonly type: 'interrupt'; readonly reason: unknown }
  | { readonly type: 'fail'; readonly error: unknown }
  | { readonly type: 'stop' | 'terminal.closed' | 'terminal.gone' }

export interface AppContext {
  readonly outcome: Outcome | undefined
  readonly tabbedTo: string | undefined
  readonly input: unknown
}

/** The logic of the app's own actor, of which only its input and output matter here. */
export type RootLogic = ActorLogic<
  Snapshot<unknown>,
  EventObject,
  unknown,
  ActorSystem<{ actors: Record<string, never> }>,
  EventObject
>

export interface AppMachineParts {
  readonly name: string
  readonly logic: RootLogic
  readonly terminal: ReturnType<typeof terminalLogic>
  /** Draws the last state, before the terminal is given back. */
  drawLast(): void
  /** Nobody is at the terminal any more. */
  readonly hangUp: unknown
}

/** The root of an app's actor system: the app's own actor and its terminal, and what becomes of one when the other ends. */
export function appMachine({ name, logic, terminal, drawLast, hangUp }: AppMachineParts) {
  return setup({
    types: { context: {} as AppContext, events: {} as AppEvent, input: {} as unknown, output: {} as Outcome },
    actors: { logic, terminal },
    actions: {
      drawLast,
      openTerminal: sendTo('terminal', { type: 'open' }),
      closeTerminal: sendTo('terminal', { type: 'close' }),
      finish: assign({ outcome: (_, outcome: Outcome) => outcome }),
    },
  }).createMachine({
    id: 'actty',
    description: 'An app: its own actor, shown on a terminal.',
    context: ({ input }) => ({ outcome: undefined, tabbedTo: undefined, input }),
    invoke: {
      src: 'terminal',
      id: 'terminal',
      systemId: 'terminal',
      onError: {
        target: '.closed',
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
            actions: [{ type: 'finish', params: ({ event }) => ({ output: event.output }) }, 'drawLast'],
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
          stop: { target: 'closing', actions: { type: 'finish', params: { output: undefined } } },
          'terminal.gone': { target: 'closing', actions: { type: 'finish', params: { error: hangUp } } },
        },
      },
      closing: {
        description: 'The terminal is given back.',
        entry: 'closeTerminal',
        on: {
          'terminal.closed': 'closed',
          // The last frame is drawn here.
          fail: { actions: { type: 'finish', params: ({ event }) => ({ error: event.error }) } },
        },
      },
      closed: { type: 'final' },
    },
    output: ({ context }) => context.outcome ?? { error: new Error('the app was stopped') },
  })
}
