import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { assign, fromPromise, setup, type SnapshotFrom } from 'xstate'
import {
  column,
  component,
  keyHelp,
  lines,
  mark,
  pane,
  region,
  row,
  rule,
  sparkline,
  spacer,
  text,
  type Child,
} from 'actty'
import {
  followFile,
  messageOf,
  now,
  polling,
  resource,
  streaming,
  subprocess,
  type Exit,
} from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

/** The lines of a file as it grows. */
const followed = streaming(({ input: path, signal }: { input: string; signal: AbortSignal }) =>
  followFile(path, { signal }),
)
const following = component({
  name: 'following',
  logic: followed,
  keys: { p: (snapshot) => ({ type: snapshot.matches('paused') ? 'resume' : 'pause' }) },
  view: ({ context: { items, received, error } }) => {
    const first = received - items.length + 1
    const width = received.toLocaleString('en').length
    const numbered = {
      length: items.length,
      at: (index: number) => {
        const number = (first + index).toLocaleString('en').padStart(width)
        return text([text(`${number}  `, { color: 'faint' }), items.at(index)!])
      },
    }
    return column({ grow: 1 }, [
      lines(numbered, { from: 'end', scrollbar: true }),
      error !== undefined && text(messageOf(error), { color: 'danger', overflow: 'truncate' }),
    ])
  },
})

/** What there is to say of the lines: how many, and how many came in each of the last seconds. */
interface Count {
  readonly state: string
  readonly received: number
  readonly lost: number
  readonly kept: number
  /** How many had come when the current second began. */
  readonly before: number
  readonly beganAt: number
  readonly rates: readonly number[]
}

const nothingYet: Count = { state: '', received: 0, lost: 0, kept: 0, before: 0, beganAt: 0, rates: [] }

function counted(count: Count, snapshot: SnapshotFrom<typeof followed>, time: number): Count {
  const { received, lost, items } = snapshot.context
  const state = snapshot.matches('paused') ? 'paused' : 'following'
  const next = { ...count, state, received, lost, kept: items.length }
  if (time < count.beganAt + 1_000) return next
  const isFirst = count.beganAt === 0
  const rate = (1_000 * (received - count.before)) / (time - count.beganAt)
  const rates = isFirst ? [] : [...count.rates, Math.round(rate)].slice(-RATES)
  return { ...next, before: received, beganAt: time, rates }
}

/** How many seconds the line of rates has. */
const RATES = 20

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
    context: {} as { path: string | undefined; error: string; count: Count },
    events: {} as { type: 'retry' },
    input: {} as { path: string | undefined },
  },
  actors: { following, ownLog, presence, writer },
  actions: {
    count: assign({
      count: ({ context, self }, snapshot: SnapshotFrom<typeof followed>) =>
        counted(context.count, snapshot, now(self)),
    }),
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
  context: ({ input }) => ({ path: input.path, error: '', count: nothingYet }),
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
        onError: { target: 'failed', actions: { type: 'keepError', params: ({ event }) => event } },
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
              onSnapshot: { actions: { type: 'count', params: ({ event }) => event.snapshot } },
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
          onSnapshot: { actions: { type: 'count', params: ({ event }) => event.snapshot } },
          onError: { target: 'failed', actions: { type: 'keepError', params: ({ event }) => event } },
        },
        { src: 'presence', id: 'presence', input: ({ context }) => context.path! },
      ],
    },
    failed: { on: { retry: { target: 'choosing', actions: 'forgetError', description: 'Try again' } } },
  },
})

const state = ({ state }: Count) =>
  state === ''
    ? undefined
    : text([mark('on', { color: state === 'paused' ? 'faint' : 'accent' }), ` ${state}`])

function numbers({ received, lost, kept, rates }: Count, columns: number): Child {
  const number = (label: string, value: number) =>
    text([text(`${label} `, { color: 'muted' }), value.toLocaleString('en')])
  return row({ gap: 2, height: 1 }, [
    number('lines', received),
    columns >= 50 && number('lines/s', rates.at(-1) ?? 0),
    number('lost', lost),
    columns >= 60 && number('kept', kept),
    spacer(),
    columns >= 76 && sparkline(rates, { min: 0, width: RATES }),
  ])
}

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
    view: ({ context: { path, error, count }, children }, { columns, rows }) =>
      column([
        pane({ title: path === undefined ? 'A log' : basename(path), note: state(count), grow: 1 }, [
          region(children.following, { grow: 1 }),
          region(children.presence),
          error !== '' && text([mark('failed'), ` ${error}`], { color: 'danger' }),
          rows >= 10 && rule(),
          rows >= 10 && numbers(count, columns),
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

await startAsProgram(import.meta.url, stream)
