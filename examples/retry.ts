import { assign, fromPromise, setup } from 'xstate'
import { column, component, keyHelp, pane, region, retryingView, text } from 'actty'
import { retrying } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'

/** Refuses three of four requests. */
const server = loopback(() => {
  let requests = 0
  return (_, response) => {
    if (++requests % 4 === 0) response.end(`an answer, at request ${requests}`)
    else response.writeHead(503).end(`not now, request ${requests}`)
  }
})

const load = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) => get(url, signal))

const loading = retryingView(retrying(load, { maxAttempts: 5, delay: 2_000 }))

const machine = setup({
  types: {
    context: {} as { url: string; result: string },
    events: {} as { type: 'again' } | Listening,
  },
  actors: { server, loading },
  actions: {
    keepResult: assign({ result: (_, { output }: { output: string }) => output }),
    keepReason: assign({
      result: (_, { error }: { error: unknown }) => `it failed: ${(error as Error).message}`,
    }),
  },
}).createMachine({
  id: 'retry',
  description: 'Asks a server that refuses three of four requests.',
  context: { url: '', result: '' },
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
        onDone: { target: 'ended', actions: { type: 'keepResult', params: ({ event }) => event } },
        onError: { target: 'ended', actions: { type: 'keepReason', params: ({ event }) => event } },
      },
    },
    ended: { on: { again: { target: 'loading', description: 'Again' } } },
  },
})

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
    view: ({ context, children, value }) =>
      column([
        pane({ title: 'Retry', grow: 1 }, [
          region(children.loading),
          value === 'starting' && region(children.server),
          value === 'ended' && text(context.result),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('attempt 1 of 5  next in')
    await app.advance(1_000)
    await app.press('r')
    await app.until('attempt 2 of 5  next in')
    await app.advance(4_000)
    await app.until('attempt 3 of 5  next in')
    await app.advance(8_000)
    await app.until('an answer')
    await app.press('q')
  },
}
