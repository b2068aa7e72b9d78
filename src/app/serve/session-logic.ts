import { assign, fromCallback, sendTo, setup, type AnyActorLogic } from 'xstate'

/** What a session's app is told. */
export type AppCommand = { readonly type: 'stop' }

/** What a session is told. */
type SessionEvent =
  /** Somebody typed. */
  | { readonly type: 'typed' }
  /** Output waits for the client, or no longer does. */
  | { readonly type: 'waits' }
  | { readonly type: 'flows' }
  /** It is to end: the server ends. */
  | { readonly type: 'close' }
  /** Its app has ended. */
  | { readonly type: 'app.ended'; readonly status: number; readonly message: string }

/** How a session has ended, for its client. */
export interface SessionEnd {
  readonly status: number
  readonly message: string
}

export interface SessionTimes {
  readonly maxIdleTime: number | undefined
  readonly maxStallTime: number
  readonly maxShutdownTime: number
}

/** For a session that was ended before its app was: 128 and SIGHUP's number, as of a terminal that was closed. */
const HANGUP_STATUS = 129

/** A session: its app, how long nobody has typed, and whether the client takes what is written. */
export function sessionLogic(
  app: AnyActorLogic,
  { maxIdleTime, maxStallTime, maxShutdownTime }: SessionTimes,
) {
  const idle = maxIdleTime === undefined ? {} : { after: { [maxIdleTime]: { actions: 'endIdle' as const } } }
  return setup({
    types: {
      context: {} as SessionEnd,
      events: {} as SessionEvent,
      output: {} as SessionEnd,
    },
    actors: { app: app as ReturnType<typeof fromCallback<AppCommand>> },
    actions: {
      keepEnd: assign((_, { status, message }: SessionEnd) => ({ status, message })),
      endIdle: ({ self }) => self.send({ type: 'close' }),
      stopApp: sendTo('app', { type: 'stop' }),
    },
  }).createMachine({
    id: 'session',
    description: 'An app for one visitor.',
    context: { status: HANGUP_STATUS, message: '' },
    initial: 'live',
    states: {
      live: {
        invoke: { src: 'app', id: 'app' },
        on: {
          'app.ended': {
            target: 'ended',
            actions: { type: 'keepEnd', params: ({ event: { status, message } }) => ({ status, message }) },
          },
        },
        initial: 'open',
        states: {
          open: {
            type: 'parallel',
            description: 'Its app runs.',
            on: { close: 'closing' },
            states: {
              input: {
                initial: 'quiet',
                states: {
                  quiet: {
                    description: 'Nobody types.',
                    ...idle,
                    on: { typed: { target: 'quiet', reenter: true } },
                  },
                },
              },
              output: {
                initial: 'flowing',
                states: {
                  flowing: { description: 'The client takes what is written.', on: { waits: 'waiting' } },
                  waiting: {
                    description: 'The client takes nothing.',
                    on: { flows: 'flowing' },
                    after: { [maxStallTime]: '#session.ended' },
                  },
                },
              },
            },
          },
          closing: {
            description: 'Its app is stopped, and gives the terminal back.',
            entry: 'stopApp',
            after: { [maxShutdownTime + 500]: '#session.ended' },
          },
        },
      },
      ended: { type: 'final' },
    },
    output: ({ context }) => context,
  })
}
