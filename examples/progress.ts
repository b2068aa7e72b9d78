import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { assign, fromPromise, sendTo, setup, type SnapshotFrom } from 'xstate'
import {
  column,
  component,
  keyHelp,
  mark,
  pane,
  progressBar,
  region,
  row,
  sparkline,
  spacer,
  text,
  type Child,
} from 'actty'
import { messageOf, now, processing, type ProcessingContext, type ProcessingOutput } from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

/** SHA-256 of one file. */
const hash = fromPromise(async ({ input: path, signal }: { input: string; signal: AbortSignal }) => {
  const sha256 = createHash('sha256')
  for await (const chunk of createReadStream(path, { signal })) sha256.update(chunk as Uint8Array)
  return sha256.digest('hex')
})

const listing = fromPromise(async ({ input: folder }: { input: string }) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
})

const LABEL_WIDTH = 7

const labeled = (label: string, content: Child): Child =>
  row({ gap: 1, height: 1 }, [text(label, { width: LABEL_WIDTH, color: 'muted' }), content])

/** The work, by its numbers. What it has no room for gives way from below. */
const job = component({
  name: 'job',
  logic: processing(hash, { concurrency: 8 }),
  view: (snapshot, { rows }) => {
    const { done, total = 0, failed, rate, timeLeft, active } = snapshot.context
    const share = total === 0 ? 0 : done / total
    const left =
      timeLeft === undefined ? '' : timeLeft < 1_000 ? 'less than 1 s' : `${Math.ceil(timeLeft / 1_000)} s`
    return column({ gap: rows >= 10 ? 1 : 0 }, [
      column([
        row({ height: 1 }, [
          text(`Hashing ${total.toLocaleString('en')} files`, { overflow: 'truncate' }),
          spacer(),
          text(`${Math.floor(share * 100)} %`),
        ]),
        progressBar(share, { state: snapshot.matches({ working: 'paused' }) ? 'paused' : 'running' }),
      ]),
      column([
        labeled('Files', text(`${done.toLocaleString('en')} of ${total.toLocaleString('en')}`)),
        labeled('Rate', text(`${Math.round(rate).toLocaleString('en')}/s`)),
        labeled('Left', text(snapshot.matches({ working: 'paused' }) ? 'paused' : left)),
        failed > 0 && text([mark('failed'), ` ${failed} failed`], { color: 'danger' }),
      ]),
      labeled('Now', text(active[0]?.item ?? '', { color: 'muted', overflow: 'truncate-start' })),
    ])
  },
})

/** How many values the line of rates has, and how far they are apart, in ms. */
const RATES = 40
const RATE_INTERVAL = 250

const machine = setup({
  types: {
    context: {} as {
      folder: string
      files: readonly string[]
      rates: readonly number[]
      /** When the last rate was taken. */
      ratedAt: number
      summary: ProcessingOutput<string, string> | undefined
      error: unknown
    },
    events: {} as { type: 'start' | 'toggle' | 'cancel' },
    input: {} as { folder: string },
  },
  actors: { listing, job },
  actions: {
    begin: assign({ rates: [], ratedAt: 0, summary: undefined, error: undefined }),
    keepRate: assign(({ context, self }, { rate }: ProcessingContext<string>) =>
      now(self) < context.ratedAt + RATE_INTERVAL
        ? {}
        : { rates: [...context.rates, rate].slice(-RATES), ratedAt: now(self) },
    ),
    summarize: assign({ summary: (_, output: ProcessingOutput<string, string>) => output }),
    keepError: assign({ error: (_, { error }: { error: unknown }) => error }),
  },
}).createMachine({
  id: 'progress',
  description: 'Hashes the files of a folder.',
  context: ({ input }) => ({
    folder: input.folder,
    files: [],
    rates: [],
    ratedAt: 0,
    summary: undefined,
    error: undefined,
  }),
  initial: 'idle',
  states: {
    idle: { on: { start: { target: 'listing', actions: 'begin', description: 'Start' } } },
    listing: {
      invoke: {
        src: 'listing',
        id: 'listing',
        input: ({ context }) => context.folder,
        onDone: { target: 'hashing', actions: assign({ files: ({ event }) => event.output }) },
        onError: { target: 'idle', actions: { type: 'keepError', params: ({ event }) => event } },
      },
      on: { cancel: { target: 'idle', description: 'Cancel' } },
    },
    hashing: {
      invoke: {
        src: 'job',
        id: 'job',
        input: ({ context }) => ({ items: context.files }),
        onSnapshot: { actions: { type: 'keepRate', params: ({ event }) => event.snapshot.context } },
        onDone: { target: 'idle', actions: { type: 'summarize', params: ({ event }) => event.output } },
        onError: { target: 'idle', actions: { type: 'keepError', params: ({ event }) => event } },
      },
      on: { cancel: { actions: sendTo('job', { type: 'cancel' }), description: 'Cancel' } },
      initial: 'running',
      states: {
        running: {
          on: {
            toggle: { target: 'paused', actions: sendTo('job', { type: 'pause' }), description: 'Pause' },
          },
        },
        paused: {
          on: {
            toggle: { target: 'running', actions: sendTo('job', { type: 'resume' }), description: 'Resume' },
          },
        },
      },
    },
  },
})

/** What there is to say if nothing is hashed: how it ended, or what can be done. */
function idle({ folder, summary, error }: SnapshotFrom<typeof machine>['context']): Child {
  if (error !== undefined)
    return column([
      text([mark('failed', { color: 'danger' }), ` ${folder} can't be read: ${messageOf(error)}`]),
      text('Name another folder, or start again.', { color: 'muted' }),
    ])
  if (summary === undefined)
    return text([mark('waiting', { color: 'faint' }), ` Hash all files in ${folder}`])
  const { done, failed, cancelled, results } = summary
  return column([
    text([
      cancelled ? mark('skipped', { color: 'muted' }) : mark('done', { color: 'success' }),
      ` ${cancelled ? 'cancelled after' : 'hashed'} ${done.toLocaleString('en')} files`,
    ]),
    labeled('Alike', text((done - failed - new Set(results.filter(Boolean)).size).toLocaleString('en'))),
    labeled('Failed', text(String(failed))),
  ])
}

export const progress: Example = {
  name: 'progress',
  group: 'Working',
  brief: 'pause, cancel',
  pattern: 'processing',
  shows: 'Hashes the files under node_modules: how many, how fast, how long still.',
  component: component({
    logic: machine,
    keys: { s: { type: 'start' }, p: { type: 'toggle' }, c: { type: 'cancel' } },
    quit: 'q',
    view: (snapshot, { rows }) => {
      const { folder, rates } = snapshot.context
      return column([
        pane({ title: 'SHA-256', note: folder, grow: 1 }, [
          snapshot.matches('idle') && idle(snapshot.context),
          snapshot.matches('listing') && text(`Looking for files in ${folder} …`, { color: 'muted' }),
          region(snapshot.children.job, { grow: 1 }),
          snapshot.matches('hashing') &&
            rows >= 12 &&
            labeled('', sparkline(rates, { min: 0, width: RATES })),
        ]),
        keyHelp(),
      ])
    },
  }),
  input: ([folder = 'node_modules']) => ({ folder }),
  async play(app) {
    await app.press('s')
    await app.until(/Files +[1-9]/)
    await app.advance(500)
    await app.press('p')
    await app.press('p')
    await app.until(/Files +[1-9][\d,]{2}/)
    await app.advance(500)
    await app.press('c')
    await app.until('cancelled after')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, progress)
