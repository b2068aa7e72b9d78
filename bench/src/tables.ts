import { manifestOf } from './doors.ts'
import type { Figures } from './figures.ts'
import { screens } from './screens.ts'

export interface Table {
  readonly title: string
  /** How it came about. */
  readonly note: string
  readonly columns: readonly Column[]
  /** Whether actty's figures are also shown as multiples of the others'. */
  readonly hasRatios?: boolean
}

export interface Column {
  readonly title: string
  /** The tasks whose figures it is made of. */
  readonly tasks: readonly string[]
  readonly figure: keyof Figures
  readonly digits: number
}

/** What is reported, in this order. The doors are those of the checkout. */
export function tablesOf(checkout: string): Table[] {
  return [...tables, ...importTables(checkout)]
}

const tables: readonly Table[] = [
  {
    title: 'CPU a frame, warm, us',
    note: 'The whole process, over up to 1,000 frames, after 1,500 frames or two seconds of warm-up.',
    columns: ofScreens('warm', 'cpu'),
    hasRatios: true,
  },
  {
    title: 'CPU a frame, cold, us',
    note: 'The whole process, over its frames 100 to 300. Most programs are cold all their life.',
    columns: ofScreens('cold', 'cpu'),
    hasRatios: true,
  },
  { title: 'Bytes a frame', note: 'Of warm frames.', columns: ofScreens('warm', 'bytes') },
  {
    title: 'Start, memory, keys and resizes',
    note: 'Memory and collections are those of warm frames of the dashboard. A resize of it is measured from the signal until the frame of the new size is complete, one resize at a time, all of the CPU.',
    columns: [
      column('first frame, ms', ['warm dashboard', 'warm counter'], 'start'),
      column('RSS, MB', ['warm dashboard'], 'rss'),
      column('collections in 1,000 frames', ['warm dashboard'], 'collections'),
      column('key to bytes, p50 ms', ['keys'], 'keyMedian', 2),
      column('p99 ms', ['keys'], 'keyLate', 2),
      column('a resize, ms', ['resize'], 'resize', 2),
      column('10,000 lines a second, % of a core', ['flood'], 'load', 1),
    ],
    hasRatios: true,
  },
  {
    title: 'The end of a piped program, ms',
    note: 'From its last state to the end of the process. Its output is a pipe, its input is empty. One program is done, the other one waits for keys that nobody can press.',
    columns: [column('done', ['piped done'], 'end', 1), column('waits for keys', ['piped waits'], 'end', 1)],
    hasRatios: true,
  },
]

function importTables(checkout: string): Table[] {
  const { doors, packages } = manifestOf(checkout)
  const columns = (figure: keyof Figures, digits: number) =>
    [...doors.keys()].map((door) => column(door, [`import ${door}`], figure, digits))
  return [
    {
      title: 'What an import loads, kB',
      note: `The code of all modules that Node loads, bundled and minified. Other packages aren't counted: ${packages.join(', ')}.`,
      columns: columns('code', 1),
    },
    {
      title: 'How long an import takes, ms',
      note: 'In a new process, with the packages that the door loads.',
      columns: columns('loading', 0),
      hasRatios: true,
    },
  ]
}

function ofScreens(measure: 'warm' | 'cold', figure: keyof Figures): Column[] {
  return Object.keys(screens).map((screen) => column(screen, [`${measure} ${screen}`], figure))
}

function column(title: string, tasks: readonly string[], figure: keyof Figures, digits = 0): Column {
  return { title, tasks, figure, digits }
}
