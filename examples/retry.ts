import { assign, fromPromise, setup } from 'xstate'
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
  spinner,
  stateChips,
  text,
  type Child,
} from 'actty'
import { messageOf, now, retrying } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'
import { startAsProgram } from './start.ts'

/** Refuses three of four requests. */
const server = loopback(() => {
  let requests = 0
  return (_, response) => {
    if (++requests % 4 === 0) response.end(`an answer, at request ${requests}`)
    else response.writeHead(503).end(`not now, request ${requests}`)
  }
})

const load = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) => get(url, signal))

/** The attempt that runs now, or the wait for the next one: a line that the clock fills. */
const loading = component({
  logic: retrying(load, { maxAttempts: 5, delay: 2_000 }),
  keys: { r: { type: 'retry' }, c: { type: 'cancel' } },
  view: ({ context: { attempt, wait, retryAt, startedAt } }) =>
    retryAt === undefined
      ? text([spinner({ from: startedAt }), ` attempt ${attempt}`])
      : row({ gap: 2, height: 1 }, [
          text([mark('retry', { color: 'warning' }), ' next in ', elapsed({ until: retryAt })], {
            width: 16,
          }),
          progressBar({ from: retryAt - wait, until: retryAt }, { state: 'retrying' }),
        ]),
})

/** An attempt that has failed. */
interface Failure {
  readonly attempt: number
  readonly reason: string
  /** How long after the first attempt, in ms. */
  readonly after: number
}

type Attempt = { readonly attempt: number; readonly error: unknown; readonly startedAt: number }

const machine = setup({
  types: {
    context: {} as { url: string; failures: readonly Failure[]; answer: string; error: unknown },
    events: {} as { type: 'again' } | Listening,
  },
  actors: { server, loading },
  actions: {
    keepFailure: assign({
      failures: ({ context, self }, { attempt, error, startedAt }: Attempt) => [
        ...context.failures,
        { attempt, reason: messageOf(error), after: now(self) - startedAt },
      ],
    }),
    keepAnswer: assign({ answer: (_, { output }: { output: string }) => output }),
    keepError: assign({ error: (_, { error }: { error: unknown }) => error }),
    forget: assign({ failures: [], answer: '', error: undefined }),
  },
}).createMachine({
  id: 'retry',
  description: 'Asks a server that refuses three of four requests.',
  context: { url: '', failures: [], answer: '', error: undefined },
  invoke: { src: 'server', id: 'server' },
  initial: 'starting',
  states: {
    starting: {
      on: { listening: { target: 'loading', actions: assign({ url: ({ event }) => event.url }) } },
    },
    loading: {
      invoke: {
        src: 'loading',
        id: 'loading',
        input: ({ context }) => context.url,
        onSnapshot: {
          guard: ({ context, event: { snapshot } }) =>
            snapshot.matches('waiting') && snapshot.context.attempt > context.failures.length,
          actions: { type: 'keepFailure', params: ({ event }) => event.snapshot.context },
        },
        onDone: { target: 'done', actions: { type: 'keepAnswer', params: ({ event }) => event } },
        onError: { target: 'failed', actions: { type: 'keepError', params: ({ event }) => event } },
      },
    },
    done: { on: { again: { target: 'loading', actions: 'forget', description: 'Again' } } },
    failed: { on: { again: { target: 'loading', actions: 'forget', description: 'Again' } } },
  },
})

const failure = ({ attempt, reason, after }: Failure): Child =>
  row({ gap: 1, height: 1 }, [
    mark('failed', { color: 'danger' }),
    text(`attempt ${attempt}`, { width: 10 }),
    text(reason, { color: 'muted', overflow: 'truncate' }),
    spacer(),
    text(duration(after), { color: 'muted' }),
  ])

export const retry: Example = {
  name: 'retry',
  group: 'Asking',
  brief: 'waits that grow',
  pattern: 'retrying',
  shows: 'A server refuses three of four requests. Each wait is longer than the one before.',
  component: component({
    logic: machine,
    keys: { a: { type: 'again' } },
    quit: 'q',
    view: ({ context: { failures, answer, error }, children, value }, { rows }) =>
      column([
        pane({ title: 'Retry', error: value === 'failed', grow: 1 }, [
          value === 'starting' && region(children.server),
          // In few rows, those that have just failed.
          ...failures.slice(-Math.max(1, rows - 4)).map(failure),
          region(children.loading),
          value === 'done' && text([mark('done', { color: 'success' }), ` ${answer}`]),
          value === 'failed' && text([mark('failed', { color: 'danger' }), ` ${messageOf(error)}`]),
          spacer(),
          rows >= 8 && stateChips(children.loading),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until(/attempt 1 [^]*next in/)
    await app.advance(1_000)
    await app.press('r')
    await app.until(/attempt 2 [^]*next in/)
    await app.advance(4_000)
    await app.until(/attempt 3 [^]*next in/)
    await app.advance(8_000)
    await app.until('an answer')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, retry)
