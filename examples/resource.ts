import { mkdtemp, open, rm, rmdir, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup, type AnyActorRef } from 'xstate'
import {
  column,
  component,
  keyHelp,
  mark,
  pane,
  region,
  row,
  spacer,
  spinner,
  text,
  type Child,
  type TextOptions,
} from 'actty'
import { CancelledError, resource, messageOf } from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

/** Writes lines into the file until it is stopped. It needs the file, which needs the folder. */
const writing = fromPromise(async ({ input: file, signal }: { input: FileHandle; signal: AbortSignal }) => {
  const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve))
  await file.appendFile('in use\n')
  await stopped
})

const use = component({
  name: 'use',
  logic: writing,
  view: () =>
    row({ gap: 1, height: 1 }, [
      spinner({ from: 0 }),
      text('Use', { width: 6, bold: true }),
      text('writes until it is stopped', { color: 'muted', overflow: 'truncate' }),
    ]),
})

const fileInUse = resource({
  name: 'the file',
  acquire: ({ input: folder }: { input: string }) => open(join(folder, 'notes.txt'), 'w'),
  release: async (file: FileHandle) => file.close(),
  use,
})

/** What is held, and below it what uses it, behind the guide of a tree. */
function held(name: string, state: string, about: string, use: AnyActorRef | undefined): Child {
  const isHeld = state === 'using' || state === 'acquired'
  return column([
    row({ gap: 1, height: 1 }, [
      isHeld ? mark('done', { color: 'success' }) : spinner({ from: 0 }),
      text(name, { width: 6, bold: true }),
      text(isHeld ? about : state, { color: 'muted', overflow: 'truncate-start' }),
    ]),
    use && row([text('└─ ', { color: 'faint' }), region(use, { grow: 1 })]),
  ])
}

const file = component({
  name: 'file',
  logic: fileInUse,
  view: ({ value, children }) => held('File', value, 'notes.txt', children.use),
})

const folderInUse = resource({
  name: 'the folder',
  acquire: () => mkdtemp(join(tmpdir(), 'resource-')),
  // This succeeds only if nothing in it is open or left: the file is released first.
  release: async (path) => {
    await rm(join(path, 'notes.txt'), { force: true })
    await rmdir(path)
  },
  use: file,
})

const folder = component({
  name: 'folder',
  logic: folderInUse,
  keys: { x: { type: 'release' } },
  view: ({ value, context, children }) => held('Folder', value, context.resource ?? '', children.use),
})

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
} as const satisfies TextOptions

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
    view: ({ context, children, value }, { rows }) =>
      column([
        pane({ title: 'Resource', note: value === 'holding' ? 'held' : 'released', grow: 1 }, [
          region(children.folder),
          value === 'released' && text([mark('done', { color: 'success' }), ` ${context.last}`]),
          value === 'released' && row([text('  Acquire again  ', button)]),
          spacer(),
          rows >= 10 &&
            column([
              text('When you leave, the last first:', { color: 'muted' }),
              text('the use ends  →  the file is closed  →  the folder is gone', { overflow: 'truncate' }),
            ]),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('writes')
    await app.press('x')
    await app.until('Acquire again')
    const y = app.screen().findIndex((row) => row.includes('Acquire again'))
    await app.click(app.screen()[y]!.indexOf('Acquire'), y)
    await app.until('writes')
    await app.press('x')
    await app.until('acquired, used and released')
    await app.press('a')
    await app.until('writes')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, resourceExample)
