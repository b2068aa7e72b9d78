import { writeFile } from 'node:fs/promises'
import { enter, type Entrant } from './entrants.ts'
import type { Figures, Measurement } from './figures.ts'
import { readOptions } from './options.ts'
import { CHECKOUT } from './programs.ts'
import { reportOf, type Result } from './report.ts'
import { tablesOf } from './tables.ts'
import { tasksOf, type Task } from './tasks.ts'

/*
 * npm run bench -- [--rounds 5] [--measure warm,cold] [--screens dashboard,log] [--only tight-floor,actty]
 *                  [--against ../another/built/checkout] [--quick]
 *
 * Contestants take turns, round after round, so that other load on the machine affects all of them.
 * A full run is written to results.md.
 */
process.once('SIGINT', () => process.exit(130)) // what was built for the run is removed at exit
const options = readOptions(process.argv.slice(2))
const entrants = await enter(options.only, options.against)
const tasks = tasksOf(options.measures, options.screens)
const results: Result[] = []
const report = () =>
  reportOf(
    results,
    entrants.map(({ name }) => name),
    tablesOf(CHECKOUT),
  )
for (let round = 1; round <= options.rounds; round++) {
  for (const task of tasks)
    for (const entrant of inTurn(round, entrants)) {
      if (!task.can(entrant)) continue
      const measurement = await attempt(task, entrant)
      console.error(`${round} ${task.name}, ${entrant.name}: ${summaryOf(measurement)}`)
      results.push({ round, task: task.name, entrant: entrant.name, ...measurement })
    }
  if (options.isWhole) await writeFile(new URL('../results.md', import.meta.url), report())
}
console.log(report())
process.exit()

/** Every second round goes backwards, so that no contestant always comes after the same one. */
function inTurn(round: number, entrants: readonly Entrant[]): readonly Entrant[] {
  return round % 2 === 0 ? entrants.toReversed() : entrants
}

async function attempt(task: Task, entrant: Entrant): Promise<Measurement> {
  try {
    return await task.run(entrant)
  } catch (error) {
    return { figures: {}, fault: (error as Error).message }
  }
}

function summaryOf({ figures, fault }: Measurement): string {
  const values = Object.entries(figures as Record<keyof Figures, number>).filter(([, value]) =>
    Number.isFinite(value),
  )
  const shown = values.map(([name, value]) => `${name} ${value.toFixed(value < 10 ? 2 : 0)}`).join(', ')
  return fault === undefined ? shown : `${shown} WRONG ${fault}`
}
