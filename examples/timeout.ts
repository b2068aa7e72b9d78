import { assign, fromPromise, setup, type AnyActorRef } from 'xstate'
import {
  column,
  component,
  duration,
  elapsed,
  keyHelp,
  mark,
  pane,
  progressBar,
  region,
  row,
  spacer,
  text,
  type Child,
} from 'actty'
import { deadline, messageOf, now, TimeoutError } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'
import { startAsProgram } from './start.ts'

/** Answers at once, or never, and counts the requests that were aborted. */
const server = loopback(() => {
  let aborted = 0
  return (request, response) => {
    if (request.url === '/fast') response.end(String(aborted))
    else response.on('close', () => aborted++)
  }
})

const load = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) => get(url, signal))

/** In ms. */
const MAX_TIME = 3_000

/** A request, and the time that it may take: a line that the clock of the app fills. */
const loading = component({
  logic: deadline(load, MAX_TIME),
  view: ({ context: { startedAt, dueAt } }) =>
    column([
      row({ height: 1 }, [
        text(['Asking for ', elapsed({ from: startedAt })]),
        spacer(),
        text(['aborted in ', elapsed({ until: dueAt })], { color: 'muted' }),
      ]),
      progressBar({ from: startedAt, until: dueAt }),
    ]),
})

/** A request that has ended. */
interface Asked {
  readonly path: string
  readonly time: number
  readonly error: unknown
}

const asking = {
  fast: {
    target: 'loading',
    reenter: true,
    actions: { type: 'choose', params: '/fast' },
    description: 'Ask',
  },
  never: {
    target: 'loading',
    reenter: true,
    actions: { type: 'choose', params: '/never' },
    description: 'Ask, without an answer',
  },
} as const

const machine = setup({
  types: {
    context: {} as {
      server: string
      path: string
      startedAt: number
      asked: readonly Asked[]
      /** How many aborted requests the server has seen. */
      seen: number
    },
    events: {} as { type: 'fast' | 'never' } | Listening,
  },
  actors: { server, loading },
  actions: {
    choose: assign({ path: (_, path: string) => path, startedAt: ({ self }) => now(self) }),
    keepAnswer: assign({
      asked: ({ context, self }) => [...context.asked, askedNow(context, self, undefined)],
      seen: (_, { output }: { output: string }) => Number(output),
    }),
    keepError: assign({
      asked: ({ context, self }, { error }: { error: unknown }) => [
        ...context.asked,
        askedNow(context, self, error),
      ],
    }),
  },
}).createMachine({
  id: 'timeout',
  description: 'Asks a server that may never answer.',
  context: { server: '', path: '', startedAt: 0, asked: [], seen: 0 },
  invoke: { src: 'server', id: 'server' },
  initial: 'starting',
  states: {
    starting: {
      on: { listening: { target: 'idle', actions: assign({ server: ({ event }) => event.url }) } },
    },
    idle: { on: asking },
    loading: {
      on: asking,
      invoke: {
        src: 'loading',
        id: 'loading',
        input: ({ context }) => context.server + context.path,
        onDone: { target: 'idle', actions: { type: 'keepAnswer', params: ({ event }) => event } },
        onError: { target: 'idle', actions: { type: 'keepError', params: ({ event }) => event } },
      },
    },
  },
})

function askedNow(
  { path, startedAt }: { readonly path: string; readonly startedAt: number },
  self: AnyActorRef,
  error: unknown,
): Asked {
  return { path, time: now(self) - startedAt, error }
}

const outcome = ({ path, time, error }: Asked): Child =>
  row({ gap: 1, height: 1 }, [
    error === undefined ? mark('done', { color: 'success' }) : mark('failed', { color: 'danger' }),
    text(path, { width: 7 }),
    text(
      error === undefined
        ? 'answered'
        : error instanceof TimeoutError
          ? `No answer in ${MAX_TIME / 1_000} s: aborted`
          : messageOf(error),
      { overflow: 'truncate' },
    ),
    spacer(),
    text(duration(time), { color: 'muted' }),
  ])

export const timeout: Example = {
  name: 'timeout',
  group: 'Asking',
  brief: 'then abort',
  pattern: 'deadline',
  shows: 'Three seconds for an answer. Then the request is aborted, and the server sees that.',
  component: component({
    logic: machine,
    keys: { f: { type: 'fast' }, n: { type: 'never' } },
    quit: 'q',
    view: ({ context: { path, asked, seen }, children, value }, { rows }) =>
      column([
        pane({ title: 'Deadline', note: path, grow: 1 }, [
          value === 'starting' && region(children.server),
          value === 'idle' &&
            asked.length === 0 &&
            text('Ask for something that is answered at once, or never.', { color: 'muted' }),
          ...asked.slice(-Math.max(1, rows - (value === 'loading' ? 5 : 4))).map(outcome),
          region(children.loading),
          spacer(),
          seen > 0 &&
            rows >= 7 &&
            text(`The server has seen ${seen} aborted`, { color: 'muted', overflow: 'truncate' }),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('Ask for something')
    await app.press('n')
    await app.until('aborted in')
    await app.advance(1_500)
    await app.advance(1_500)
    await app.until('No answer in 3 s')
    await app.press('f')
    await app.until(/fast +answered/)
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, timeout)
