import { mkdtemp, open, rm, rmdir, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup } from 'xstate'
import { column, component, keyHelp, pane, region, resourceView, row, text, type TextOptions } from 'actty'
import { CancelledError, resource, messageOf } from 'actty/machines'
import type { Example } from './example.ts'

/** Writes lines into the file until it is stopped. It needs the file, which needs the folder. */
const writing = fromPromise(async ({ input: file, signal }: { input: FileHandle; signal: AbortSignal }) => {
  const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve))
  await file.appendFile('in use\n')
  await stopped
})

const file = resource({
  name: 'the file',
  acquire: ({ input: folder }: { input: string }) => open(join(folder, 'file'), 'w'),
  release: async (file: FileHandle) => file.close(),
  use: writing,
})

const folderInUse = resource({
  name: 'the folder',
  acquire: () => mkdtemp(join(tmpdir(), 'resource-')),
  // This succeeds only if nothing in it is open or left: the file is released first.
  release: async (path) => {
    await rm(join(path, 'file'), { force: true })
    await rmdir(path)
  },
  use: file,
})

const folder = resourceView(folderInUse, (path) => text(path, { overflow: 'truncate-start' }))

const machine = setup({
  types: {
    context: {} as { last: string },
    events: {} as { type: 'again' },
  },
  actors: { folder },
  actions: {
    forget: assign({ last: '' }),
    note: assign({ last: 'acquired, used and released' }),
    noteError: assign({
      last: (_, { error }: { error: unknown }) =>
        error instanceof CancelledError ? 'acquired, used and released' : messageOf(error),
    }),
  },
}).createMachine({
  id: 'resource',
  description: 'A file in a folder: acquired in order, released in the reverse order.',
  context: { last: '' },
  initial: 'holding',
  states: {
    holding: {
      entry: 'forget',
      invoke: {
        src: 'folder',
        id: 'folder',
        onDone: { target: 'released', actions: 'note' },
        onError: { target: 'released', actions: { type: 'noteError', params: ({ event }) => event } },
      },
    },
    released: { on: { again: { target: 'holding', description: 'Acquire again' } } },
  },
})

/** The key does the same: not everybody has a mouse. */
const button = {
  background: 'raised',
  press: { type: 'again' },
  hover: { background: 'selection' },
} satisfies TextOptions

export const resourceExample: Example = {
  name: 'resource',
  group: 'Holding',
  brief: 'in order, back',
  pattern: 'resource',
  shows: 'A folder and a file in it: acquired, used, and released once, the last first.',
  component: component({
    logic: machine,
    keys: { a: { type: 'again' } },
    quit: 'q',
    view: ({ context, children }) =>
      column([
        pane({ title: 'Resource', grow: 1 }, [
          region(children.folder),
          children.folder === undefined && text(context.last),
          children.folder === undefined && row([text('[ Acquire again ]', button)]),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('using')
    await app.press('x')
    await app.until('Acquire again')
    const y = app.screen().findIndex((row) => row.includes('Acquire again'))
    await app.click(app.screen()[y]!.indexOf('Acquire'), y)
    await app.until('using')
    await app.press('x')
    await app.until('acquired, used and released')
    await app.press('a')
    await app.until('using')
    await app.press('q')
  },
}
