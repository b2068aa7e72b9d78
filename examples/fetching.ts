import { readdir, readFile } from 'node:fs/promises'
import { assign, fromPromise, sendTo, setup, type SnapshotFrom } from 'xstate'
import { column, component, keyHelp, listView, mark, pane, region, row, spacer, text } from 'actty'
import { fetching, messageOf } from 'actty/machines'
import type { Example } from './example.ts'
import { get, loopback, type Listening } from './loopback.ts'
import { startAsProgram } from './start.ts'

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

const packages = fetching(loadPackages)

type Packages = SnapshotFrom<typeof packages>

/** The list keeps what is selected while its items are loaded again. */
const list = listView<Package>({
  label: ({ name }) => name,
  key: ({ name }) => name,
  keepOpen: true,
  row: ({ name, version }) =>
    row([text(name, { overflow: 'truncate' }), spacer(), text(version, { color: 'muted' })]),
})

const machine = setup({
  types: {
    context: {} as {
      url: string
      title: string
      error: unknown
      /** The packages, in every state of their actor: old data stays while it is loaded again. */
      packages: Packages | undefined
    },
    events: {} as { type: 'retry' | 'refresh' | 'cancel' } | Listening,
  },
  actors: { server, project, packages, list },
  actions: {
    keepPackages: assign({ packages: (_, snapshot: Packages) => snapshot }),
    list: sendTo('list', (_, { context: { data } }: Packages) => ({
      type: 'items',
      items: data?.data ?? [],
    })),
  },
}).createMachine({
  id: 'fetching',
  description: 'Loads the title before anything is shown, and the list once it is.',
  context: { url: '', title: '', error: undefined, packages: undefined },
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
      invoke: [
        { src: 'list', id: 'list', input: { items: [] } },
        {
          src: 'packages',
          id: 'packages',
          input: ({ context }) => context.url,
          onSnapshot: [
            {
              guard: ({ context, event }) => event.snapshot.context.data !== context.packages?.context.data,
              actions: [
                { type: 'keepPackages', params: ({ event }) => event.snapshot },
                { type: 'list', params: ({ event }) => event.snapshot },
              ],
            },
            { actions: { type: 'keepPackages', params: ({ event }) => event.snapshot } },
          ],
        },
      ],
      on: {
        refresh: {
          guard: ({ context }) => context.packages?.can({ type: 'refresh' }) ?? false,
          actions: sendTo('packages', { type: 'refresh' }),
          description: 'Refresh',
        },
        cancel: {
          guard: ({ context }) => context.packages?.can({ type: 'cancel' }) ?? false,
          actions: sendTo('packages', { type: 'cancel' }),
          description: 'Cancel',
        },
      },
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
    keys: {
      r: ({ value }) => ({ type: value === 'failed' ? 'retry' : 'refresh' }),
      c: { type: 'cancel' },
    },
    view: ({ context: { title, packages, error }, children, value }) => {
      const { data, error: failure } = packages?.context ?? {}
      const isBusy = packages?.hasTag('busy') ?? false
      return column([
        pane(
          {
            title: title || 'Packages',
            busy: value === 'preparing' ? 'preparing' : isBusy && (data ? 'refreshing' : 'loading'),
            note: data && text([mark('done', { color: 'success' }), ` answer ${data.request}`]),
            bottom: data && `${data.data.length} packages`,
            error: value === 'failed',
            grow: 1,
          },
          [
            value === 'starting' && region(children.server),
            value === 'failed' && text(`The project can't be read: ${messageOf(error)}`, { color: 'danger' }),
            value === 'showing' && data && region(children.list, { grow: 1 }),
            failure !== undefined &&
              text([mark('failed', { color: 'danger' }), ` ${messageOf(failure)}`], { overflow: 'truncate' }),
          ],
        ),
        keyHelp(),
      ])
    },
  }),
  async play(app) {
    await app.until('answer 2')
    await app.press('r')
    await app.until('answer 3')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, fetchingExample)
