import { createHash } from 'node:crypto'
import { opendir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromCallback, sendTo, setup } from 'xstate'
import { all, column, component, keyHelp, pane, region, spacer, text, throttlingView } from 'actty'
import { holdWork, throttling } from 'actty/machines'
import type { Example } from './example.ts'

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

const latest = throttlingView(throttling<Hashed>(250), ({ path, sha256, number }) =>
  column([
    text(`${number} files hashed`, { bold: true }),
    text(sha256, { color: 'accent', overflow: 'truncate' }),
    text(path, { color: 'muted', overflow: 'truncate-start' }),
  ]),
)

const machine = setup({
  types: {
    events: {} as
      { type: 'finished' } | { type: 'hashed'; file: Hashed } | { type: 'failed'; error: unknown },
  },
  actors: { hashing, latest },
  actions: { pass: sendTo('latest', (_, { file }: { file: Hashed }) => ({ type: 'push', value: file })) },
}).createMachine({
  id: 'throttle',
  description: 'Thousands of events a second, of which four are shown.',
  invoke: all({ latest }),
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

export const throttle: Example = {
  name: 'throttle',
  group: 'Streaming',
  brief: '4 of thousands',
  pattern: 'throttling',
  shows: 'Thousands of events a second, four updates. The first comes at once, the last always.',
  component: component({
    logic: machine,
    quit: 'q',
    view: ({ value, children }) =>
      column([
        pane({ title: 'Throttled', grow: 1 }, [
          region(children.latest),
          spacer(),
          text(value === 'finished' ? 'all files are hashed' : 'hashing node_modules …', { color: 'muted' }),
        ]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.until('1 files hashed')
    await app.advance(250)
    await app.until(/[1-9]\d\d files hashed/, { step: 250 })
    await app.press('q')
  },
}
