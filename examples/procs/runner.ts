import { assign, enqueueActions, setup, type SnapshotFrom } from 'xstate'
import { Ring } from 'actty/machines'
import { isOver, isReady, linesSince, procMachine, stateOf, type Proc, type Source } from './proc.ts'
import type { Spec } from './spec.ts'

/** A line of the merged log. */
export interface MergedLine {
  readonly name: string
  readonly text: string
  readonly source: Source
}

interface Context {
  readonly procs: readonly Proc[]
  /** The last lines of all, in the order in which they came. */
  readonly merged: Ring<MergedLine>
  /** How many lines of each process are in it, or were. */
  readonly taken: Readonly<Record<string, number>>
  /** Whether it's over when all processes are, and ends them when one fails. */
  readonly isBatch: boolean
}

const MAX_LINES = 20_000

/** Runs processes in the order of their needs. It has no screen. */
export const runner = setup({
  types: {
    context: {} as Context,
    input: {} as { readonly specs: readonly Spec[]; readonly isBatch?: boolean },
    events: {} as
      { type: 'stopAll' | 'clear' } | { type: 'tell'; name: string; event: 'start' | 'stop' | 'restart' },
    output: {} as { readonly code: number; readonly failed: readonly string[] },
  },
  actors: { proc: procMachine },
  actions: {
    startMet: enqueueActions(({ context: { procs }, enqueue }) => {
      const ready = new Set(
        procs.filter((proc) => isReady(proc.getSnapshot())).map((proc) => specOf(proc).name),
      )
      for (const proc of procs)
        if (stateOf(proc.getSnapshot()) === 'waiting' && specOf(proc).needs.every((need) => ready.has(need)))
          enqueue.sendTo(proc, { type: 'needsMet' })
    }),
    merge: assign(({ context }) => {
      const news: MergedLine[] = []
      const taken = { ...context.taken }
      for (const proc of context.procs) {
        const { spec, lines } = proc.getSnapshot().context
        for (const { text, source } of linesSince(lines, taken[spec.name] ?? 0))
          news.push({ name: spec.name, text, source })
        taken[spec.name] = lines.dropped + lines.length
      }
      return news.length === 0 ? {} : { taken, merged: context.merged.concat(news) }
    }),
    tell: enqueueActions(
      ({ context, enqueue }, { name, event }: { name: string; event: 'start' | 'stop' | 'restart' }) => {
        const proc = context.procs.find((proc) => specOf(proc).name === name)
        if (proc !== undefined) enqueue.sendTo(proc, { type: event })
      },
    ),
    stopAll: enqueueActions(({ context, enqueue }) => {
      for (const proc of context.procs) enqueue.sendTo(proc, { type: 'stop' })
    }),
    clear: assign({
      merged: ({ context: { merged } }) =>
        new Ring<MergedLine>(MAX_LINES, [], merged.dropped + merged.length),
    }),
    clearAll: enqueueActions(({ context, enqueue }) => {
      for (const proc of context.procs) enqueue.sendTo(proc, { type: 'clear' })
    }),
  },
  guards: {
    hasFailed: ({ context }) =>
      context.isBatch && context.procs.some((proc) => stateOf(proc.getSnapshot()) === 'failed'),
    isOver: ({ context }) => context.isBatch && context.procs.every((proc) => isOver(proc.getSnapshot())),
  },
}).createMachine({
  id: 'runner',
  context: ({ input: { specs, isBatch = false }, spawn }) => ({
    procs: specs.map((spec) => spawn('proc', { id: spec.name, input: spec, syncSnapshot: true })),
    merged: new Ring<MergedLine>(MAX_LINES),
    taken: {},
    isBatch,
  }),
  initial: 'running',
  on: {
    tell: { actions: { type: 'tell', params: ({ event }) => event } },
    clear: { actions: ['clear', 'clearAll'] },
    'xstate.snapshot.*': { actions: ['merge', 'startMet'] },
  },
  states: {
    running: {
      on: { stopAll: { target: 'stopping' } },
      always: [
        { guard: 'isOver', target: 'over' },
        { guard: 'hasFailed', target: 'stopping' },
      ],
    },
    stopping: {
      entry: 'stopAll',
      always: { guard: 'isOver', target: 'over' },
      on: { stopAll: { actions: 'stopAll' } },
    },
    over: { type: 'final' },
  },
  output: ({ context: { procs } }) => {
    const failed = procs.filter((proc) => stateOf(proc.getSnapshot()) === 'failed')
    return {
      code: failed[0]?.getSnapshot().context.code ?? 0,
      failed: failed.map((proc) => specOf(proc).name),
    }
  },
})

export type RunnerSnapshot = SnapshotFrom<typeof runner>

export function specOf(proc: Proc): Spec {
  return proc.getSnapshot().context.spec
}
