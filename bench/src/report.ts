import { cpus } from 'node:os'
import { quantile, type Measurement } from './figures.ts'
import type { Column, Table } from './tables.ts'

/** The result of one task in one round. */
export interface Result extends Measurement {
  readonly round: number
  readonly task: string
  readonly entrant: string
}

/** Medians (least-most) in Markdown. Rows have the order of the entrants. */
export function reportOf(
  results: readonly Result[],
  entrants: readonly string[],
  tables: readonly Table[],
): string {
  const rounds = Math.max(0, ...results.map(({ round }) => round))
  const parts = [
    '# What was measured',
    `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, rounds: ${rounds}. Figures are medians, with the least and the most in parentheses. Compare columns: absolute figures are the machine's. Ratios are medians too: each round is compared with itself.`,
    "A figure has a * if what was shown wasn't what it should be, and is - if there is none.",
    ...tables.map((table) => section(results, entrants, table)),
    faults(results),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function section(results: readonly Result[], entrants: readonly string[], table: Table): string {
  const columns = table.columns.filter((column) =>
    results.some((result) => Number.isFinite(valueOf(result, column))),
  )
  if (columns.length === 0) return ''
  const others = entrants.filter((name) => name !== 'actty')
  const ratios = tableOf(columns, others, (other, column) => ratioCell(results, other, column))
  return [
    `## ${table.title}`,
    table.note,
    tableOf(columns, entrants, (entrant, column) => cell(results, entrant, column)),
    ...(table.hasRatios === true && ratios !== '' ? ['actty as a multiple of each:', ratios] : []),
  ].join('\n\n')
}

/** A table with a row for each entrant that has any figure. */
function tableOf(
  columns: readonly Column[],
  entrants: readonly string[],
  cellOf: (entrant: string, column: Column) => string,
): string {
  const rows = entrants
    .map((entrant) => [entrant, ...columns.map((column) => cellOf(entrant, column))])
    .filter(([, ...cells]) => cells.some((each) => each !== '-'))
  if (rows.length === 0) return ''
  return [['', ...columns.map(({ title }) => title)], columns.map(() => '---').concat('---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

function cell(results: readonly Result[], entrant: string, column: Column): string {
  const own = results.filter(
    (result) => result.entrant === entrant && Number.isFinite(valueOf(result, column)),
  )
  return spread(
    own.map((result) => valueOf(result, column)),
    own.some(({ fault }) => fault !== undefined),
    { maximumFractionDigits: column.digits },
  )
}

/** actty's figure as a multiple of another's, round by round. */
function ratioCell(results: readonly Result[], other: string, column: Column): string {
  const ratios: number[] = []
  let isWrong = false
  for (const theirs of results) {
    if (theirs.entrant !== other) continue
    const ours = results.find(
      ({ entrant, round, task }) => entrant === 'actty' && round === theirs.round && task === theirs.task,
    )
    const ratio = valueOf(ours, column) / valueOf(theirs, column)
    if (!Number.isFinite(ratio)) continue
    ratios.push(ratio)
    isWrong ||= theirs.fault !== undefined || ours?.fault !== undefined
  }
  return spread(ratios, isWrong, { maximumSignificantDigits: 3 })
}

/** NaN if the result has no such figure. */
function valueOf(result: Result | undefined, { tasks, figure }: Column): number {
  return result !== undefined && tasks.includes(result.task) ? (result.figures[figure] ?? NaN) : NaN
}

/** The median, and the least and the most if there are several. */
function spread(values: readonly number[], isWrong: boolean, digits: Intl.NumberFormatOptions): string {
  const sorted = values.toSorted((a, b) => a - b)
  if (sorted.length === 0) return '-'
  const format = (value: number) => value.toLocaleString('en', digits)
  const [least, most] = [format(sorted[0]!), format(sorted.at(-1)!)]
  const range = least === most ? '' : ` (${least}-${most})`
  return format(quantile(sorted, 0.5)) + (isWrong ? '*' : '') + range
}

function faults(results: readonly Result[]): string {
  const found = new Set(
    results.flatMap(({ entrant, task, fault }) =>
      fault === undefined ? [] : [`- ${entrant}, ${task}: ${fault.slice(0, 160)}`],
    ),
  )
  return found.size === 0 ? '' : `## Not as it should be\n\n${[...found].join('\n')}`
}
