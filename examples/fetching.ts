import { readdir, readFile } from 'node:fs/promises'
import { assign, fromPromise, setup } from 'xstate'
import { column, component, keyHelp, lines, mark, pane, region, row, spacer, spinner, text } from 'actty'
import { fetching, messageOf } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'

interface Package {
  readonly name: string
  readonly version: string
}

/** Answers with the installed packages. */
const server = loopback(() => {
  let requests = 0
  return (request, response) => {
    const answer = request.url === '/project' ? readPackage('.') : installed()
    answer.then(
      (data) => response.end(JSON.stringify({ data, request: ++requests })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  }
})

const installed = async () =>
  Promise.all((await readdir('node_modules')).filter((name) => /^\w/.test(name)).map(inModules))
const inModules = (name: string) => readPackage(`node_modules/${name}`)
const readPackage = async (folder: string) => {
  const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8')) as Package
  return { name, version }
}

interface Answer<T> {
  readonly data: T
  readonly request: number
}

const load = async <T>(url: string, signal: AbortSignal) => JSON.parse(await get(url, signal)) as Answer<T>

const project = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) =>
  load<Package>(`${url}/project`, signal),
)
const loadPackages = fromPromise(({ input: url, signal }: { input: string; signal: AbortSignal }) =>
  load<Package[]>(`${url}/packages`, signal),
)

/** The list, in every state of the fetching actor: old data stays while it is loaded again. */
const packages = component({
  name: 'packages',
  logic: fetching(loadPackages),
  keys: { r: { type: 'refresh' } },
  view: ({ context: { data, error, startedAt }, value }) =>
    column({ grow: 1 }, [
      row({ gap: 2, height: 1 }, [
        text([
          value === 'failed'
            ? mark('failed', { color: 'danger' })
            : value === 'loaded'
              ? mark('done', { color: 'success' })
              : spinner({ from: startedAt }),
          ' ',
          value,
        ]),
        data &&
          text(`${data.data.length} packages, answer ${data.request}`, {
            color: 'muted',
            overflow: 'truncate',
          }),
        error !== undefined && text(messageOf(error), { overflow: 'truncate' }),
      ]),
      data &&
        lines(data.data.map(({ name, version }) => row([name, spacer(), text(version, { color: 'muted' })]))),
    ]),
})

const machine = setup({
  types: {
    context: {} as { url: string; title: string; error: unknown },
    events: {} as { type: 'retry' } | Listening,
  },
  actors: { server, project, packages },
}).createMachine({
  id: 'fetching',
  description: 'Loads the title before anything is shown, and the list once it is.',
  context: { url: '', title: '', error: undefined },
  invoke: { src: 'server', id: 'server' },
  initial: 'starting',
  states: {
    starting: {
      on: { listening: { target: 'preparing', actions: assign({ url: ({ event }) => event.url }) } },
    },
    preparing: {
      invoke: {
        src: 'project',
        id: 'project',
        input: ({ context }) => context.url,
        onDone: {
          target: 'showing',
          actions: assign({ title: ({ event }) => `${event.output.data.name} ${event.output.data.version}` }),
        },
        onError: { target: 'failed', actions: assign({ error: ({ event }) => event.error }) },
      },
    },
    failed: { on: { retry: { target: 'preparing', description: 'Try again' } } },
    showing: {
      invoke: { src: 'packages', id: 'packages', input: ({ context }) => context.url },
    },
  },
})

export const fetchingExample: Example = {
  name: 'fetching',
  group: 'Asking',
  brief: 'load and reload',
  pattern: 'fetching',
  shows: 'Loads, and loads again when told to. Old data stays while it does.',
  component: component({
    logic: machine,
    quit: 'q',
    keys: { r: { type: 'retry' } },
    view: ({ context, children, value }) =>
      column([
        pane({ title: context.title || 'Packages', grow: 1 }, [
          value === 'failed' &&
            text(`The project can't be read: ${messageOf(context.error)}`, { color: 'danger' }),
          value === 'starting' && region(children.server),
          value === 'preparing' && text('Preparing …', { color: 'muted' }),
          value === 'showing' && region(children.packages, { grow: 1 }),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('answer 2')
    await app.press('r')
    await app.until('answer 3')
    await app.press('q')
  },
}
