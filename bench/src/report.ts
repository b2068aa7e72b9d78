import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import type { Run } from './measure.js'

export interface Result {
  readonly entrant: string
  readonly screen: string
  /** Or why there is none. */
  readonly run: Run | string
}

interface Column {
  readonly title: string
  readonly screens: readonly string[]
  readonly value: (run: Run) => number
  readonly digits?: number
}

const frames = ['dashboard', 'counter', 'log', 'table', 'list', 'mixed', 'regions', 'overlay', 'typing']

const tables: readonly { readonly title: string; readonly columns: readonly Column[] }[] = [
  { title: 'CPU a frame, us', columns: frames.map((screen) => column(screen, (run) => run.cpuPerFrame)) },
  { title: 'Bytes a frame', columns: frames.map((screen) => column(screen, (run) => run.bytesPerFrame)) },
  {
    title: 'The rest',
    columns: [
      { title: 'first frame, ms', screens: ['dashboard', 'counter'], value: (run) => run.startMs },
      { title: 'RSS, MB', screens: ['dashboard'], value: (run) => run.rssMb },
      { title: 'collections in 300 frames', screens: ['dashboard'], value: (run) => run.collections },
      {
        title: 'key to bytes, p50 ms',
        screens: ['keys'],
        value: (run) => quantile(run.keyMs, 0.5),
        digits: 2,
      },
      { title: 'p99 ms', screens: ['keys'], value: (run) => quantile(run.keyMs, 0.99), digits: 2 },
      { title: 'a resize, us', screens: ['resize'], value: (run) => run.cpuPerFrame },
      {
        title: '10,000 lines a second, % of a core',
        screens: ['flood'],
        value: (run) => run.load * 100,
        digits: 1,
      },
    ],
  },
]

/** Prints medians (least to most) and writes them to a file if one is given. */
export async function writeReport(results: readonly Result[], file: URL | undefined): Promise<void> {
  const text = [
    '# What was measured',
    `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}. Medians of the rounds, and from the least to the most of them. Compare columns: absolute figures are the machine's.`,
    'A figure is marked with * where the last screen was not what it should be, and is - where there is none.',
    ...tables.map(({ title, columns }) => `## ${title}\n\n${tableOf(results, columns)}`),
    faults(results),
  ]
    .filter(Boolean)
    .join('\n\n')
  console.log(text)
  if (file !== undefined) await writeFile(file, `${text}\n`)
}

function column(screen: string, value: Column['value']): Column {
  return { title: screen, screens: [screen], value }
}

function tableOf(results: readonly Result[], columns: readonly Column[]): string {
  const entrants = [...new Set(results.map(({ entrant }) => entrant))]
  const shown = columns.filter(({ screens }) => results.some(({ screen }) => screens.includes(screen)))
  const rows = entrants.map((entrant) => [entrant, ...shown.map((each) => cell(results, entrant, each))])
  return [['', ...shown.map(({ title }) => title)], shown.map(() => '---').concat('---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

function cell(results: readonly Result[], entrant: string, { screens, value, digits = 0 }: Column): string {
  const runs = results.flatMap(({ entrant: name, screen, run }) =>
    name === entrant && screens.includes(screen) && typeof run !== 'string' ? [run] : [],
  )
  const values = runs
    .map(value)
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  if (values.length === 0) return '-'
  const format = (number: number) => number.toLocaleString('en', { maximumFractionDigits: digits })
  const range = values.length > 1 ? ` (${format(values[0]!)}-${format(values.at(-1)!)})` : ''
  return format(quantile(values, 0.5)) + (runs.some(({ wrong }) => wrong !== undefined) ? '*' : '') + range
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? NaN
}

function faults(results: readonly Result[]): string {
  const found = new Set(
    results.flatMap(({ entrant, screen, run }) => {
      const fault = typeof run === 'string' ? run : run.wrong
      return fault === undefined ? [] : [`- ${entrant}, ${screen}: ${fault.slice(0, 160)}`]
    }),
  )
  return found.size === 0 ? '' : `## Not as it should be\n\n${[...found].join('\n')}`
}
