import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assign, fromPromise, setup } from 'xstate'
import { column, component, keyHelp, pane, region, streamingView, text } from 'actty'
import { followFile, messageOf, polling, resource, streaming, subprocess, type Exit } from 'actty/machines'
import type { Example } from './example.ts'

/** The lines of a file as it grows. */
const followed = streaming(({ input: path, signal }: { input: string; signal: AbortSignal }) =>
  followFile(path, { signal }),
)
const following = streamingView(followed, (line) => line)

/** Says if the file is gone. It is followed again when it is back. */
const presence = component({
  name: 'presence',
  logic: polling(
    fromPromise(({ input: path }: { input: string }) => stat(path)),
    1_000,
  ),
  view: ({ context: { error } }) =>
    column([
      error !== undefined &&
        text(`Waiting until it is there again: ${messageOf(error)}`, {
          color: 'warning',
          overflow: 'truncate',
        }),
    ]),
})

/** A log to follow if no file is named, in a folder that is removed afterwards. */
const ownLog = resource({
  name: 'the log',
  acquire: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stream-'))
    await appendFile(join(folder, 'log'), '')
    return { folder, path: join(folder, 'log') }
  },
  release: ({ folder }) => rm(folder, { recursive: true, force: true }),
})

/** Writes a thousand numbered lines ten times a second. */
const script = `
  const { appendFileSync } = require('node:fs')
  let number = 0
  setInterval(() => {
    let text = ''
    for (let i = 0; i < 1000; i++) text += 'line ' + ++number + '\\n'
    appendFileSync(process.argv[1], text)
  }, 100)
`
const writer = subprocess((path: string) => ({ command: process.execPath, args: ['-e', script, path] }))

const machine = setup({
  types: {
    context: {} as { path: string | undefined; error: string },
    events: {} as { type: 'retry' },
    input: {} as { path: string | undefined },
  },
  actors: { following, ownLog, presence, writer },
  actions: {
    keepPath: assign({ path: (_, path: string) => path }),
    keepError: assign({ error: (_, { error }: { error: unknown }) => messageOf(error) }),
    forgetError: assign({ error: '' }),
    noteEnd: assign({
      error: (_, { output: { code, signal } }: { output: Exit }) =>
        `The writer has ended (${signal ?? `exit code ${code}`}): no more lines will come.`,
    }),
  },
  guards: { hasPath: ({ context }) => context.path !== undefined },
}).createMachine({
  id: 'stream',
  description: 'Follows a file.',
  context: ({ input }) => ({ path: input.path, error: '' }),
  initial: 'choosing',
  states: {
    choosing: { always: [{ guard: 'hasPath', target: 'following' }, { target: 'writing' }] },
    writing: {
      description: 'It follows a log of its own.',
      invoke: {
        src: 'ownLog',
        id: 'ownLog',
        onSnapshot: {
          guard: ({ event }) => event.snapshot.matches('acquired'),
          target: '.following',
          actions: { type: 'keepPath', params: ({ event }) => event.snapshot.context.resource!.path },
        },
      },
      initial: 'opening',
      states: {
        opening: {},
        following: {
          invoke: [
            {
              src: 'writer',
              id: 'writer',
              input: ({ context }) => context.path!,
              onDone: { actions: { type: 'noteEnd', params: ({ event }) => event } },
              onError: { actions: { type: 'keepError', params: ({ event }) => event } },
            },
            { src: 'presence', id: 'presence', input: ({ context }) => context.path! },
            {
              src: 'following',
              id: 'following',
              input: ({ context }) => context.path!,
              onError: { actions: { type: 'keepError', params: ({ event }) => event } },
            },
          ],
        },
      },
    },
    following: {
      invoke: [
        {
          src: 'following',
          id: 'following',
          input: ({ context }) => context.path!,
          onError: { target: 'failed', actions: { type: 'keepError', params: ({ event }) => event } },
        },
        { src: 'presence', id: 'presence', input: ({ context }) => context.path! },
      ],
    },
    failed: { on: { retry: { target: 'choosing', actions: 'forgetError', description: 'Try again' } } },
  },
})

export const stream: Example = {
  name: 'stream',
  group: 'Streaming',
  brief: '10,000 lines/s',
  pattern: 'streaming',
  shows: 'Follows a file that grows by 10,000 lines a second, without losing one.',
  component: component({
    logic: machine,
    keys: { r: { type: 'retry' } },
    quit: 'q',
    view: ({ context, children }) =>
      column([
        pane({ title: context.path ?? 'A log', grow: 1 }, [
          region(children.following, { grow: 1 }),
          region(children.presence),
          context.error !== '' && text(context.error, { color: 'danger' }),
        ]),
        keyHelp(),
      ]),
  }),
  input: ([path]) => ({ path }),
  async play(app) {
    await app.until('line 3000', { step: 16 })
    await app.press('p')
    await app.press('p')
    await app.until('line 5000', { step: 16 })
    await app.press('q')
  },
}
