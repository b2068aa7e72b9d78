import { createStore } from '@xstate/store'
import { undoRedo } from '@xstate/store/undo'
import { setup } from 'xstate'
import { column, component, grid, keyHelp, pane, progressBar, region, row, text } from 'actty'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

const COUNTERS = 24

/** From one change to the next, in ms: sixty a second. */
const INTERVAL = 1_000 / 60

/** In cells. */
const COUNTER_WIDTH = 13

/** How many changes can be undone. */
const MAX_UNDO = 1_000

/** What changes often and has no states of its own. It can undo, which is an extension of the package. */
const newCounts = () =>
  createStore({
    context: { counts: Array.from({ length: COUNTERS }, () => 0) },
    on: {
      count: ({ counts }, { index }: { index: number }) => ({
        counts: counts.map((count, other) => (other === index ? count + 1 : count)),
      }),
    },
  }).with(undoRedo({ strategy: 'snapshot', historyLimit: MAX_UNDO }))

/** Each counter is a region of its own part of the store: it's drawn when its number changes, and not for the others. */
function boardOf(counts: ReturnType<typeof newCounts>) {
  const counters = Array.from({ length: COUNTERS }, (_, index) => {
    const count = counts.select((context) => context.counts[index]!)
    const view = component({
      name: 'counter',
      logic: count,
      view: (count) =>
        row({ gap: 1, height: 1 }, [
          text(String.fromCodePoint(0x41 + index), { width: 1, color: 'muted' }),
          text(count.toLocaleString('en'), { width: 5, align: 'right', bold: true }),
          progressBar((count % 10) / 10, { width: 5 }),
        ]),
    })
    return { count, view }
  })
  const total = counts.select(({ counts }) => counts.reduce((sum, count) => sum + count, 0))
  const totalView = component({
    name: 'total',
    logic: total,
    view: (total) => text(`${total.toLocaleString('en')} in all`),
  })
  return { counters, total, totalView }
}

const machine = setup({
  types: {
    context: {} as {
      counts: ReturnType<typeof newCounts>
      board: ReturnType<typeof boardOf>
    },
    events: {} as { type: 'pause' | 'resume' | 'undo' | 'redo' },
  },
  actions: {
    // Counters far apart, each as often as the others.
    count: ({ context: { counts } }) => {
      const total = counts.getSnapshot().context.counts.reduce((sum, count) => sum + count, 0)
      counts.send({ type: 'count', index: (total * 7) % COUNTERS })
    },
    undo: ({ context: { counts } }) => counts.trigger.undo(),
    redo: ({ context: { counts } }) => counts.trigger.redo(),
  },
  delays: { interval: INTERVAL },
}).createMachine({
  id: 'store',
  description: 'Counts in a store, sixty times a second.',
  context: () => {
    const counts = newCounts()
    return { counts, board: boardOf(counts) }
  },
  initial: 'counting',
  states: {
    counting: {
      after: { interval: { target: 'counting', reenter: true, actions: 'count' } },
      on: { pause: { target: 'paused', description: 'Pause' } },
    },
    paused: {
      on: {
        resume: { target: 'counting', description: 'Go on' },
        undo: { actions: 'undo', description: 'Undo' },
        redo: { actions: 'redo', description: 'Redo' },
      },
    },
  },
})

export const store: Example = {
  name: 'store',
  group: 'Streaming',
  brief: '60 changes/s',
  shows: 'Counters in a store, sixty changes a second. Only the number that changed is drawn.',
  pattern: 'stores.md',
  component: component({
    logic: machine,
    keys: {
      p: ({ value }) => ({ type: value === 'counting' ? 'pause' : 'resume' }),
      u: { type: 'undo' },
      r: { type: 'redo' },
    },
    quit: 'q',
    view: ({ context: { board }, value }, { columns, rows }) => {
      const across = Math.max(1, Math.floor(columns / (COUNTER_WIDTH + 4)))
      const cells = board.counters.map(({ count, view }) =>
        region(count, view, { width: COUNTER_WIDTH, height: 1 }),
      )
      const lines = Array.from({ length: Math.ceil(COUNTERS / across) }, (_, line) =>
        cells.slice(line * across, (line + 1) * across),
      )
      return column([
        pane({ title: 'Store', note: value, gap: rows >= 12 ? 1 : 0, grow: 1 }, [
          grid({ columnGap: 4 }, lines),
          region(board.total, board.totalView, { height: 1 }),
        ]),
        keyHelp(),
      ])
    },
  }),
  async play(app) {
    await app.advance(1_000)
    await app.press('p', 'u', 'u', 'r')
    await app.until('59 in all')
    await app.press('p')
    await app.advance(500)
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, store)
