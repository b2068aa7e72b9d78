import { createStore } from '@xstate/store'
import { readdir, readFile, statfs } from 'node:fs/promises'
import { cpus, freemem, loadavg, totalmem } from 'node:os'
import { fromPromise, sendTo, setup } from 'xstate'
import { column, component, keyHelp, lines, mark, pane, region, row, sparkline, spinner, text } from 'actty'
import { gauge, lineChart } from 'actty/data'
import { gathering, messageOf, polling, Ring, type GatheringContext } from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

/** The part of the time that the processors were busy since the last call. */
function cpuMeter() {
  let before = { busy: 0, all: 0 }
  return fromPromise(() => {
    const times = cpus().map((cpu) => cpu.times)
    const all = times.reduce((sum, time) => sum + Object.values(time).reduce((a, b) => a + b), 0)
    const busy = all - times.reduce((sum, { idle }) => sum + idle, 0)
    const share = all === before.all ? 0 : (busy - before.busy) / (all - before.all)
    before = { busy, all }
    return Promise.resolve({ share, load: loadavg()[0]! })
  })
}

const memory = fromPromise(() => Promise.resolve({ used: totalmem() - freemem(), total: totalmem() }))

const disk = fromPromise(async () => {
  const { blocks, bfree, bsize } = await statfs('.')
  return { used: (blocks - bfree) * bsize, total: blocks * bsize }
})

interface Process {
  readonly pid: string
  readonly name: string
  /** The part of a processor that it took since the last call, from 0. */
  readonly share: number
  /** In bytes. */
  readonly memory: number
}

const TICKS_PER_SECOND = 100
const PAGE_SIZE = 4_096

/** The busiest processes first. If there is no /proc, this part fails, and the others go on. */
function processMeter() {
  let before = new Map<string, number>()
  let measuredAt = performance.now()
  return fromPromise(async (): Promise<readonly Process[]> => {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    // One that has ended meanwhile is left out.
    const stats = await Promise.allSettled(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8')))
    const seconds = Math.max(0.001, (performance.now() - measuredAt) / 1_000)
    measuredAt += seconds * 1_000
    const times = new Map<string, number>()
    const processes = stats.flatMap((stat, index): Process[] => {
      if (stat.status === 'rejected') return []
      const pid = pids[index]!
      const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(stat.value) ?? []
      const fields = rest.split(' ')
      const time = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
      times.set(pid, time)
      const share = (time - (before.get(pid) ?? time)) / seconds
      return [{ pid, name, share, memory: Number(fields[21]) * PAGE_SIZE }]
    })
    before = times
    return processes.sort((a, b) => b.share - a.share || b.memory - a.memory)
  })
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`

const parts = {
  cpu: polling(cpuMeter(), 1_000),
  memory: polling(memory, 1_000),
  disk: polling(disk, 10_000),
  processes: polling(processMeter(), 2_000),
}
const measures = gathering(parts)

type Measures = GatheringContext<typeof parts, unknown>['parts']

/** One measure, as it is shown. */
interface Shown {
  /** From 0 to 1, in whole percents: a change that can't be seen isn't one. */
  readonly share?: number | undefined
  readonly about?: string | undefined
  readonly error?: string | undefined
}

/** So many processes are kept: those that take the most time. */
const MAX_PROCESSES = 50

/** A part of the whole, from 0 to 1, and when it was measured, in ms. */
interface Share {
  readonly x: number
  readonly y: number | undefined
}

interface Minute {
  readonly cpu: Ring<Share>
  readonly memory: Ring<Share>
}

const SECONDS = 60

/** What is measured often and has no states of its own is kept in a store. */
function lastMinute() {
  return createStore({
    context: {
      cpu: {},
      memory: {},
      disk: {},
      processes: {},
      busiest: [] as readonly Process[],
      /** The last 60 seconds. */
      minute: { cpu: new Ring<Share>(SECONDS), memory: new Ring<Share>(SECONDS) },
      last: undefined as Measures['cpu']['data'],
    },
    on: {
      measured: (
        { minute, last },
        { measures: { cpu, memory, disk, processes } }: { measures: Measures },
      ) => ({
        cpu: shown(cpu, ({ share, load }) => ({ share, about: `load ${load.toFixed(2)}` })),
        memory: shown(memory, ({ used, total }) => ({
          share: used / total,
          about: `of ${gigabytes(total)}`,
        })),
        disk: shown(disk, ({ used, total }) => ({ share: used / total, about: `of ${gigabytes(total)}` })),
        processes: shown(processes, ({ length }) => ({ about: String(length) })),
        busiest: processes.data?.slice(0, MAX_PROCESSES) ?? [],
        minute:
          cpu.data === undefined || cpu.data === last
            ? minute
            : withShares(minute, cpu.data.share, memory.data && memory.data.used / memory.data.total),
        last: cpu.data,
      }),
    },
  })
}

/** One measure a second. */
function withShares({ cpu, memory }: Minute, cpuShare: number, memoryShare: number | undefined): Minute {
  const x = (cpu.dropped + cpu.length) * 1_000
  return { cpu: cpu.concat([{ x, y: cpuShare }]), memory: memory.concat([{ x, y: memoryShare }]) }
}

function shown<Data>(
  { data, error }: { readonly data: Data | undefined; readonly error: unknown },
  show: (data: NonNullable<Data>) => Shown,
): Shown {
  if (error !== undefined) return { error: messageOf(error) }
  if (data === undefined || data === null) return {}
  const { share, about } = show(data)
  return { share: share && Math.round(share * 100) / 100, about }
}

const isSame = (a: Shown, b: Shown) => a.share === b.share && a.about === b.about && a.error === b.error

/** Each part of the screen shows its own part of the store, and is drawn when that changes. */
function widgetsOf(store: ReturnType<typeof lastMinute>) {
  const measure = (name: 'cpu' | 'memory' | 'disk' | 'processes', label: string) => {
    const part = store.select((context) => context[name], isSame)
    return [
      part,
      component({ name, logic: part, view: (measured, { columns }) => measureRow(label, measured, columns) }),
    ] as const
  }
  const minute = store.select(({ minute }) => minute)
  const minuteView = component({
    name: 'minute',
    logic: minute,
    view: minuteChart,
  })
  const busiest = store.select(({ busiest }) => busiest, areSame)
  const busiestView = component({ name: 'busiest', logic: busiest, view: processTable })
  return {
    busiest: [busiest, busiestView] as const,
    measures: [
      measure('cpu', 'CPU'),
      measure('memory', 'Memory'),
      measure('disk', 'Disk'),
      measure('processes', 'Processes'),
    ],
    minute: [minute, minuteView] as const,
  }
}

/** Lines if there is room for them, else small bars. */
function minuteChart(
  { cpu, memory }: Minute,
  { columns, rows }: { readonly columns: number; readonly rows: number },
) {
  if (rows < CHART_ROWS)
    return row({ gap: 2, height: 1 }, [
      text('Last minute', { width: LABEL_WIDTH }),
      sparkline(
        Array.from(cpu, ({ y = 0 }) => y),
        {
          min: 0,
          max: 1,
          width: Math.max(0, Math.min(SECONDS, columns - LABEL_WIDTH - 2)),
        },
      ),
    ])
  return lineChart(
    [
      { name: 'CPU', points: cpu },
      { name: 'Memory', points: memory },
    ],
    { min: 0, max: 1, span: SECONDS * 1_000, axis: 'ago', format: (share) => `${Math.round(share * 100)} %` },
  )
}

const CHART_ROWS = 6

const shareOf = ({ share }: Process) => `${Math.round(share * 100)} %`
const memoryOf = ({ memory }: Process) => `${Math.round(memory / 1e6)} MB`

const areSame = (some: readonly Process[], others: readonly Process[]) =>
  some.length === others.length &&
  some.every((process, index) => {
    const other = others[index]!
    return (
      process.pid === other.pid &&
      shareOf(process) === shareOf(other) &&
      memoryOf(process) === memoryOf(other)
    )
  })

/** A row for each process, as many as there is room for. */
function processTable(processes: readonly Process[], { columns }: { readonly columns: number }) {
  const cells = (name: string, pid: string, share: string, memory: string, color?: 'muted') => [
    text(name, { grow: 1, overflow: 'truncate', color }),
    columns >= 50 && text(pid, { width: 8, align: 'right', color: 'muted' }),
    text(share, { width: 7, align: 'right', color }),
    text(memory, { width: 10, align: 'right', color }),
  ]
  return column({ grow: 1 }, [
    row({ height: 1 }, cells('Process', 'PID', 'CPU', 'Memory', 'muted')),
    lines(
      processes.map((process) => row(cells(process.name, process.pid, shareOf(process), memoryOf(process)))),
    ),
  ])
}

const LABEL_WIDTH = 11

function measureRow(label: string, { share, about, error }: Shown, columns: number) {
  const name = text(label, { width: LABEL_WIDTH })
  if (error !== undefined)
    return row({ gap: 2, height: 1 }, [name, text([mark('failed', { color: 'danger' }), ' ', error])])
  if (about === undefined) return row({ gap: 2, height: 1 }, [name, text([spinner(), ' measuring'])])
  if (share === undefined) return row({ gap: 2, height: 1 }, [name, text(about)])
  return row({ gap: 2, height: 1 }, [
    gauge(share, { label, labelWidth: LABEL_WIDTH, moreIsWorse: label !== 'CPU', grow: 1 }),
    columns >= 60 && text(about, { color: 'muted', width: 14, overflow: 'truncate' }),
  ])
}

const machine = setup({
  types: {
    context: {} as { store: ReturnType<typeof lastMinute>; widgets: ReturnType<typeof widgetsOf> },
    events: {} as { type: 'refresh' },
  },
  actors: { measures },
  actions: {
    keep: ({ context }, { measures }: { measures: Measures }) =>
      context.store.send({ type: 'measured', measures }),
    askNow: sendTo('measures', { type: 'refresh' }),
  },
}).createMachine({
  id: 'dashboard',
  description: 'This machine, measured side by side.',
  context: () => {
    const store = lastMinute()
    return { store, widgets: widgetsOf(store) }
  },
  invoke: {
    src: 'measures',
    id: 'measures',
    onSnapshot: {
      actions: {
        type: 'keep',
        params: ({ event }) => ({ measures: event.snapshot.context.parts }),
      },
    },
  },
  on: { refresh: { actions: 'askNow', description: 'Measure now' } },
})

export const dashboard: Example = {
  name: 'dashboard',
  group: 'Working',
  brief: 'side by side',
  pattern: 'gathering',
  shows: 'This machine, measured side by side. Each part has its own pace.',
  component: component({
    logic: machine,
    keys: { r: { type: 'refresh' } },
    quit: 'q',
    view: ({ context: { widgets } }, { rows }) => {
      const [minute, minuteView] = widgets.minute
      const [busiest, busiestView] = widgets.busiest
      return column([
        pane({ title: 'This machine', gap: rows >= 16 ? 1 : 0, grow: 1 }, [
          column(widgets.measures.map(([measure, view]) => region(measure, view))),
          region(minute, minuteView, { height: rows >= 20 ? CHART_ROWS + 2 : 1 }),
          rows >= 12 && region(busiest, busiestView, { grow: 1 }),
        ]),
        keyHelp(),
      ])
    },
  }),
  async play(app) {
    await app.until(/Disk .*%/)
    await app.advance(3_000)
    await app.press('r')
    await app.until(/CPU .*%/)
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, dashboard)
