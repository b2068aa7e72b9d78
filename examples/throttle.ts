import { createHash } from 'node:crypto'
import { opendir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assign, fromCallback, sendTo, setup } from 'xstate'
import { column, component, keyHelp, pane, region, row, sparkline, stateChips, text, type Child } from 'actty'
import { holdWork, throttling } from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

interface Hashed {
  readonly path: string
  readonly sha256: string
  readonly number: number
}

/** Hashes all files of a folder as fast as it can, and sends an event for each. */
const hashing = fromCallback<{ type: 'never' }, string>(({ input: folder, self, sendBack }) => {
  let isWanted = true
  let number = 0
  const hashAll = async () => {
    for await (const entry of await opendir(folder, { recursive: true })) {
      if (!isWanted) return
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
      sendBack({ type: 'hashed', file: { path, sha256, number: ++number } })
    }
    sendBack({ type: 'finished' })
  }
  const work = hashAll().catch((error: unknown) => sendBack({ type: 'failed', error }))
  holdWork(self, 'hashing', work) // the app waits for the file that is being read
  return () => (isWanted = false)
})

const LABEL_WIDTH = 8

const labeled = (label: string, content: Child): Child =>
  row({ gap: 1, height: 1 }, [text(label, { width: LABEL_WIDTH, color: 'muted' }), content])

/** The newest value of four a second: its view is called four times a second, however many events there are. */
const latest = component({
  name: 'latest',
  logic: throttling<Hashed>(250),
  view: ({ context: { lastValue } }) =>
    lastValue !== undefined &&
    column([
      labeled('newest', text(lastValue.path, { overflow: 'truncate-start' })),
      labeled('SHA-256', text(lastValue.sha256, { color: 'muted', overflow: 'truncate' })),
    ]),
})

/** A quarter of a second: how many events came in it. One of them was shown. */
const SAMPLES = 40

const machine = setup({
  types: {
    context: {} as { delivered: number; received: number; samples: readonly number[] },
    events: {} as
      { type: 'finished' } | { type: 'hashed'; file: Hashed } | { type: 'failed'; error: unknown },
  },
  actors: { hashing, latest },
  actions: {
    pass: sendTo('latest', (_, { file }: { file: Hashed }) => ({ type: 'push', value: file })),
    sample: assign(({ context }, { delivered, received }: { delivered: number; received: number }) => ({
      delivered,
      received,
      samples: [...context.samples, received - context.received].slice(-SAMPLES),
    })),
  },
}).createMachine({
  id: 'throttle',
  description: 'Thousands of events a second, of which four are shown.',
  context: { delivered: 0, received: 0, samples: [] },
  invoke: {
    src: 'latest',
    id: 'latest',
    onSnapshot: {
      guard: ({ context, event }) => event.snapshot.context.delivered > context.delivered,
      actions: { type: 'sample', params: ({ event }) => event.snapshot.context },
    },
  },
  initial: 'hashing',
  states: {
    hashing: {
      invoke: { src: 'hashing', id: 'hashing', input: 'node_modules' },
      on: {
        hashed: { actions: { type: 'pass', params: ({ event }) => event } },
        finished: 'finished',
        failed: 'finished',
      },
    },
    finished: {},
  },
})

const counted = (label: string, count: number, graph: Child, columns: number): Child =>
  labeled(
    label,
    row({ gap: 2 }, [
      text(count.toLocaleString('en'), { width: 7, align: 'right', bold: true }),
      columns >= LABEL_WIDTH + SAMPLES + 14 && graph,
    ]),
  )

export const throttle: Example = {
  name: 'throttle',
  group: 'Streaming',
  brief: '4 of thousands',
  pattern: 'throttling',
  shows: 'Thousands of events a second, four updates. The first comes at once, the last always.',
  component: component({
    logic: machine,
    quit: 'q',
    view: ({ context: { delivered, received, samples }, value, children }, { columns, rows }) =>
      column([
        pane(
          {
            title: 'Throttled',
            busy: value === 'hashing' && 'hashing node_modules',
            note: 'all files are hashed',
            gap: rows >= 12 ? 1 : 0,
            grow: 1,
          },
          [
            counted('events', received, sparkline(samples, { min: 0, width: SAMPLES }), columns),
            counted(
              'shown',
              delivered,
              text('▪'.repeat(samples.length), { width: SAMPLES, align: 'right', color: 'accent' }),
              columns,
            ),
            region(children.latest),
            rows >= 10 &&
              text('Each column is a quarter of a second. What comes in it is one update.', {
                color: 'muted',
              }),
            rows >= 10 && stateChips(children.latest),
          ],
        ),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until(/events +1/)
    await app.advance(250)
    await app.until(/events +[1-9]\d\d/, { step: 250 })
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, throttle)
