import { assign, fromPromise, setup } from 'xstate'
import { column, component, deadlineView, keyHelp, pane, region, text } from 'actty'
import { deadline, messageOf } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'

/** Answers at once, or never, and counts the requests that were aborted. */
const server = loopback(() => {
  let abandoned = 0
  return (request, response) => {
    if (request.url === '/fast') response.end(`an answer; ${abandoned} requests were given up before`)
    else response.on('close', () => abandoned++)
  }
})

const load = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) => get(url, signal))

const loading = deadlineView(deadline(load, 3_000))

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
    context: {} as { server: string; path: string; result: string },
    events: {} as { type: 'fast' | 'never' } | Listening,
  },
  actors: { server, loading },
  actions: {
    choose: assign({ path: (_, path: string) => path, result: '' }),
    keepResult: assign({ result: (_, { output }: { output: string }) => output }),
    keepReason: assign({ result: (_, { error }: { error: unknown }) => messageOf(error) }),
  },
}).createMachine({
  id: 'timeout',
  description: 'Asks a server that may never answer.',
  context: { server: '', path: '', result: '' },
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
        onDone: { target: 'idle', actions: { type: 'keepResult', params: ({ event }) => event } },
        onError: { target: 'idle', actions: { type: 'keepReason', params: ({ event }) => event } },
      },
    },
  },
})

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
    view: ({ context, children, value }) =>
      column([
        pane({ title: `Deadline ${context.path}`, grow: 1 }, [
          region(children.loading),
          value === 'loading' && text('It is aborted if there is no answer within 3 s.', { color: 'muted' }),
          value === 'starting' && region(children.server),
          value === 'idle' && text(context.result || 'Ask for something.'),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('Ask for something.')
    await app.press('n')
    await app.until('running')
    await app.advance(3_000)
    await app.until('timed out after 3000 ms')
    await app.press('f')
    await app.until('an answer')
    await app.press('q')
  },
}
