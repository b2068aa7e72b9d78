import { assign, enqueueActions, sendTo, setup, type SnapshotFrom } from 'xstate'
import {
  column,
  component,
  keyHelp,
  mark,
  pane,
  region,
  row,
  run,
  tailingView,
  text,
  type Child,
  type MarkName,
} from 'actty'
import { polling, subprocess } from 'actty/machines'
import { tableView } from 'actty/data'
import { ansi } from 'actty/text/ansi'
import { stateOf, type Proc, type ProcState, type Source } from './proc.ts'
import { runner, specOf, type RunnerSnapshot } from './runner.ts'
import type { Spec } from './spec.ts'

interface Row {
  readonly id: string
  readonly state: ProcState
  readonly note: string
  readonly cpu: number | undefined
  /** In bytes. */
  readonly memory: number | undefined
  readonly port: number | undefined
  readonly restarts: number
}

/** Of each process group, by its id. */
type Usage = ReadonlyMap<number, { readonly cpu: number; readonly memory: number }>

const looks: Readonly<
  Record<ProcState, readonly [MarkName, 'success' | 'warning' | 'danger' | 'muted', string]>
> = {
  waiting: ['waiting', 'muted', 'waiting'],
  starting: ['waiting', 'warning', 'starting'],
  up: ['on', 'success', 'up'],
  stopping: ['waiting', 'warning', 'stopping'],
  restarting: ['waiting', 'warning', 'restarting'],
  backingOff: ['retry', 'warning', 'starts again'],
  stopped: ['skipped', 'muted', 'stopped'],
  done: ['done', 'success', 'done'],
  failed: ['failed', 'danger', 'failed'],
}

const table = tableView<Row>({
  name: 'processes',
  keepOpen: true,
  columns: [
    { name: 'id', title: 'Process', grow: 1 },
    {
      name: 'state',
      title: 'State',
      width: 14,
      text: ({ state }) => looks[state][2],
      cell: ({ state }) => {
        const [sign, color, word] = looks[state]
        return text([mark(sign, { color }), ` ${word}`])
      },
    },
    {
      name: 'cpu',
      title: 'CPU',
      width: 6,
      text: ({ cpu }) => (cpu === undefined ? '' : `${Math.round(cpu)} %`),
    },
    {
      name: 'memory',
      title: 'Memory',
      width: 8,
      text: ({ memory }) => (memory === undefined ? '' : `${Math.round(memory / 2 ** 20)} MB`),
    },
    { name: 'port', title: 'Port', width: 5, text: ({ port }) => String(port ?? '') },
    {
      name: 'restarts',
      title: 'Again',
      width: 5,
      text: ({ restarts }) => (restarts === 0 ? '' : String(restarts)),
    },
  ],
})

/** A line of one process, or of the merged log, where it has a name. */
interface Shown {
  readonly text: string
  readonly source: Source
  readonly name?: string
}

type Lines = { readonly length: number; readonly dropped: number; at(index: number): Shown | undefined }

const log = tailingView<Lines>({
  name: 'log',
  line: ({ text: line, source, name }) =>
    text([
      name === undefined ? '' : text(`${name} │ `, { color: 'muted' }),
      source === 'runner'
        ? text(line, { color: 'info' })
        : ansi(line, source === 'stderr' ? { color: 'danger' } : {}),
    ]),
})

/** What all processes of this machine use. */
const usage = polling(subprocess({ command: 'ps', args: ['-A', '-o', 'pgid=,pcpu=,rss='] }), 2_000)

const machine = setup({
  types: {
    context: {} as {
      specs: readonly Spec[]
      runner: RunnerSnapshot | undefined
      usage: Usage
      selected: string | undefined
      isMerged: boolean
    },
    input: {} as { readonly specs: readonly Spec[] },
    events: {} as
      | { type: 'start' | 'stop' | 'restart' | 'merge' | 'clear' }
      | { type: 'table.change'; value: Row | undefined },
    children: {} as { runner: 'runner'; table: 'table'; log: 'log'; usage: 'usage' },
  },
  actors: { runner, table, log, usage },
  actions: {
    know: assign({ runner: (_, snapshot: RunnerSnapshot) => snapshot }),
    measure: assign({
      usage: (_, { context: { data } }: SnapshotFrom<typeof usage>) => usageIn(data?.lines),
    }),
    select: assign({ selected: (_, value: Row | undefined) => value?.id }),
    showRows: sendTo('table', ({ context }) => ({
      type: 'rows',
      rows: rowsOf(context.runner, context.usage),
    })),
    showLog: sendTo('log', ({ context }) => ({ type: 'lines', lines: linesOf(context) })),
    tell: enqueueActions(({ context, enqueue }, event: 'start' | 'stop' | 'restart') => {
      if (context.selected !== undefined)
        enqueue.sendTo('runner', { type: 'tell', name: context.selected, event })
    }),
  },
  guards: {
    can: ({ context }, type: 'start' | 'stop' | 'restart') =>
      selectedProc(context)?.getSnapshot().can({ type }) === true,
  },
}).createMachine({
  id: 'procs',
  description: 'Processes, and what they write.',
  context: ({ input: { specs } }) => ({
    specs,
    runner: undefined,
    usage: new Map(),
    selected: undefined,
    isMerged: false,
  }),
  invoke: [
    {
      src: 'runner',
      id: 'runner',
      input: ({ context: { specs } }) => ({ specs }),
      onSnapshot: {
        actions: [{ type: 'know', params: ({ event }) => event.snapshot }, 'showRows', 'showLog'],
      },
    },
    { src: 'table', id: 'table', input: { rows: [] } },
    { src: 'log', id: 'log', input: undefined },
    {
      src: 'usage',
      id: 'usage',
      onSnapshot: { actions: [{ type: 'measure', params: ({ event }) => event.snapshot }, 'showRows'] },
    },
  ],
  on: {
    'table.change': { actions: [{ type: 'select', params: ({ event }) => event.value }, 'showLog'] },
    start: {
      guard: { type: 'can', params: 'start' },
      actions: { type: 'tell', params: 'start' },
      description: 'Start',
    },
    stop: {
      guard: { type: 'can', params: 'stop' },
      actions: { type: 'tell', params: 'stop' },
      description: 'Stop',
    },
    restart: {
      guard: { type: 'can', params: 'restart' },
      actions: { type: 'tell', params: 'restart' },
      description: 'Restart',
    },
    merge: {
      actions: [assign({ isMerged: ({ context }) => !context.isMerged }), 'showLog'],
      description: 'All logs',
    },
    clear: { actions: sendTo('runner', { type: 'clear' }), description: 'Clear' },
  },
})

export const procs = component({
  logic: machine,
  quit: 'q',
  keys: {
    t: { type: 'start' },
    x: { type: 'stop' },
    r: { type: 'restart' },
    a: { type: 'merge' },
    c: { type: 'clear' },
  },
  view: ({ context, children }, { columns, rows }) => {
    const title = context.isMerged ? 'all' : (context.selected ?? 'log')
    const up = rowsOf(context.runner, context.usage).filter(({ state }) => state === 'up').length
    const count = context.runner?.context.procs.length ?? 0
    const list = (size: object): Child =>
      pane({ title: 'processes', note: `${up}/${count} up`, padding: 0, ...size }, [
        region(children.table, { grow: 1 }),
      ])
    const output = pane({ title, padding: 0, grow: 1 }, [region(children.log, { grow: 1 })])
    const panes =
      columns >= 130
        ? row({ grow: 1 }, [list({ width: 66 }), output])
        : column({ grow: 1 }, [list({ height: Math.min(count + 3, Math.max(3, rows >> 1)) }), output])
    return column([rows < 10 ? list({ grow: 1 }) : panes, keyHelp()])
  },
})

/** Runs processes, and shows them until they are left. */
export async function showProcs(specs: readonly Spec[]): Promise<void> {
  await run(procs, { input: { specs } })
}

function selectedProc({
  runner,
  selected,
}: {
  readonly runner: RunnerSnapshot | undefined
  readonly selected: string | undefined
}): Proc | undefined {
  return runner?.context.procs.find((proc) => specOf(proc).name === selected)
}

const none: Lines = { length: 0, dropped: 0, at: () => undefined }

function linesOf(context: {
  readonly runner: RunnerSnapshot | undefined
  readonly selected: string | undefined
  readonly isMerged: boolean
}): Lines {
  return (
    (context.isMerged
      ? context.runner?.context.merged
      : selectedProc(context)?.getSnapshot().context.lines) ?? none
  )
}

function rowsOf(snapshot: RunnerSnapshot | undefined, usage: Usage): readonly Row[] {
  return (snapshot?.context.procs ?? []).map((proc) => {
    const snapshot = proc.getSnapshot()
    const { spec, pid, ending, restarts } = snapshot.context
    const used = pid === undefined ? undefined : usage.get(pid)
    return {
      id: spec.name,
      state: stateOf(snapshot),
      note: ending,
      cpu: used?.cpu,
      memory: used?.memory,
      port: spec.ready !== undefined && 'port' in spec.ready ? spec.ready.port : undefined,
      restarts,
    }
  })
}

/** Reads what `ps` has written. A process of ours is a group. */
function usageIn(lines: Iterable<{ readonly text: string }> | undefined): Usage {
  const usage = new Map<number, { cpu: number; memory: number }>()
  for (const { text } of lines ?? []) {
    const [group = 0, cpu = 0, kilobytes = 0] = text.trim().split(/\s+/).map(Number)
    const before = usage.get(group) ?? { cpu: 0, memory: 0 }
    usage.set(group, { cpu: before.cpu + cpu, memory: before.memory + kilobytes * 1024 })
  }
  return usage
}
