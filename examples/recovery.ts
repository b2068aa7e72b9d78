import { assign, enqueueActions, fromPromise, setup, type ActorRefFrom } from 'xstate'
import {
  all,
  column,
  component,
  keyHelp,
  mark,
  pane,
  region,
  row,
  scrollingView,
  spacer,
  spinner,
  text,
} from 'actty'
import { fetching, messageOf } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'
import { startAsProgram } from './start.ts'

const REQUESTS = Array.from({ length: 10 }, (_, index) => `request ${index + 1}`)

/** Three of ten requests fail, every second time. */
const server = loopback(() => {
  const visits = new Map<string, number>()
  return ({ url = '' }, response) => {
    const visit = (visits.get(url) ?? 0) + 1
    visits.set(url, visit)
    if (/[369]$/.test(url) && visit % 2 === 1) response.writeHead(500).end('something went wrong')
    else response.end(`answer ${visit} to ${url}`)
  }
})

const load = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) => get(url, signal))

/** One request, in all of its states. A failure is one of them, and ends nothing: the old answer stays. */
const request = component({
  logic: fetching(load),
  view: ({ context: { data, error, startedAt }, value }, { columns }) =>
    row({ gap: 1, height: 1 }, [
      value === 'failed'
        ? mark('failed', { color: 'danger' })
        : value === 'loaded'
          ? mark('done', { color: 'success' })
          : spinner({ from: startedAt }),
      text(error !== undefined ? messageOf(error) : (data ?? value), {
        overflow: 'truncate',
        color: error !== undefined ? 'danger' : undefined,
      }),
      spacer(),
      columns >= 50 &&
        error !== undefined &&
        data !== undefined &&
        text([mark('warning', { color: 'warning' }), ` old: ${data}`], { color: 'muted' }),
    ]),
})

const machine = setup({
  types: {
    context: {} as { requests: readonly ActorRefFrom<typeof request>[] },
    events: {} as { type: 'refresh' | 'recover' } | Listening,
  },
  actors: { server, request },
  actions: {
    begin: assign({
      requests: ({ spawn }, { url }: { url: string }) =>
        REQUESTS.map((id, index) => spawn('request', { id, input: `${url}/${index + 1}` })),
    }),
    refreshAll: enqueueActions(({ context, enqueue }) => {
      for (const ref of context.requests) enqueue.sendTo(ref, { type: 'refresh' })
    }),
    refreshFailed: enqueueActions(({ context, enqueue }) => {
      for (const ref of context.requests)
        if (ref.getSnapshot().matches('failed')) enqueue.sendTo(ref, { type: 'refresh' })
    }),
  },
}).createMachine({
  id: 'recovery',
  description: 'Ten requests, of which three fail.',
  context: { requests: [] },
  invoke: all({ server }),
  on: {
    listening: { actions: { type: 'begin', params: ({ event }) => event } },
    recover: { actions: 'refreshFailed', description: 'Retry those that failed' },
    refresh: { actions: 'refreshAll', description: 'Refresh all' },
  },
})

const requests = component({
  name: 'requests',
  logic: machine,
  keys: { f: { type: 'recover' }, r: { type: 'refresh' } },
  view: ({ context, children }, { columns }) =>
    column(
      context.requests.length === 0
        ? [region(children.server)]
        : context.requests.map((ref, index) =>
            row({ gap: 1, height: 1 }, [
              columns >= 40 && text(`/${index + 1}`, { width: 3, color: 'muted' }),
              region(ref, { grow: 1 }),
            ]),
          ),
    ),
})

/** In few rows, the requests scroll. */
const page = scrollingView(requests)

export const recovery: Example = {
  name: 'recovery',
  group: 'Asking',
  brief: 'each by itself',
  pattern: 'fetching',
  shows: 'Three of ten requests fail. Old answers stay, and each request recovers by itself.',
  component: component({
    logic: setup({ actors: { page } }).createMachine({ id: 'page', invoke: all({ page }) }),
    quit: 'q',
    view: ({ children }) =>
      column([pane({ title: 'Recovery', grow: 1 }, [region(children.page, { grow: 1 })]), keyHelp()]),
  }),
  async play(app) {
    await app.until(/✗ .*wrong[^]*answer 1 to .5/)
    await app.press('f')
    await app.until('answer 2 to /3')
    await app.press('r')
    await app.until(/✗ .*wrong .*old: answer 2 to .3/)
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, recovery)
