import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { assign, fromPromise, sendTo, setup } from 'xstate'
import { column, component, keyHelp, mark, pane, progressBar, region, row, text } from 'actty'
import { messageOf, processing, type ProcessingOutput } from 'actty/machines'
import type { Example } from './example.ts'

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

const job = component({
  name: 'job',
  logic: processing(hash, { concurrency: 8 }),
  view: ({ context: { done, total = 0, failed, rate, timeLeft, active } }) =>
    column([
      row({ gap: 2 }, [progressBar(done / total), text(`${done}/${total}`)]),
      row({ gap: 2 }, [
        text(`${Math.round(rate)} files/s`, { overflow: 'truncate' }),
        timeLeft !== undefined && text(`${Math.ceil(timeLeft / 1_000)} s left`, { overflow: 'truncate' }),
        failed > 0 && text([mark('failed'), ` ${failed} failed`], { color: 'danger' }),
      ]),
      text(active[0]?.item ?? '', { color: 'muted', overflow: 'truncate-start' }),
    ]),
})

const machine = setup({
  types: {
    context: {} as { folder: string; files: readonly string[]; summary: string },
    events: {} as { type: 'start' | 'toggle' | 'cancel' },
    input: {} as { folder: string },
  },
  actors: { listing, job },
  actions: {
    summarize: assign({ summary: (_, output: ProcessingOutput<string, string>) => summaryOf(output) }),
    keepError: assign({
      summary: ({ context }, { error }: { error: unknown }) =>
        `${context.folder} can't be read: ${messageOf(error)}. Name another folder, or start again.`,
    }),
  },
}).createMachine({
  id: 'progress',
  description: 'Hashes the files of a folder.',
  context: ({ input }) => ({ folder: input.folder, files: [], summary: '' }),
  initial: 'idle',
  states: {
    idle: { on: { start: { target: 'listing', description: 'Start' } } },
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

function summaryOf({ done, failed, cancelled, results }: ProcessingOutput<string, string>): string {
  const distinct = new Set(results).size
  return `${cancelled ? 'cancelled after' : 'hashed'} ${done} files, ${distinct} distinct, ${failed} failed`
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
    view: (snapshot) =>
      column([
        pane({ title: 'SHA-256', grow: 1 }, [
          snapshot.matches('idle') &&
            text(snapshot.context.summary || `Hash all files in ${snapshot.context.folder}`),
          snapshot.matches('listing') && text(`Looking for files in ${snapshot.context.folder} …`),
          region(snapshot.children.job),
        ]),
        keyHelp(),
      ]),
  }),
  input: ([folder = 'node_modules']) => ({ folder }),
  async play(app) {
    await app.press('s')
    await app.until(/[1-9]\d*\/\d+/)
    await app.advance(500)
    await app.press('p')
    await app.press('p')
    await app.until(/[1-9]\d\d\/\d+/)
    await app.advance(500)
    await app.press('c')
    await app.until('cancelled after')
    await app.press('q')
  },
}
