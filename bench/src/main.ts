import { parseArgs } from 'node:util'
import { measure, type Entrant, type Mode, type Run } from './measure.js'
import { writeReport, type Result } from './report.js'
import { screens, type ScreenName } from './screens.js'

/*
 * npm run bench -- [--rounds 5] [--screens dashboard,log] [--entrants floor,actty]
 *
 * Every contestant in turn, round after round, so that what else the machine does meets all of them alike.
 * A run of everything is written to results.md.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    screens: { type: 'string' },
    entrants: { type: 'string' },
  },
})

const here = (file: string) => new URL(file, import.meta.url).pathname
const node = (name: string, ...args: string[]): Entrant => ({
  name: [name, ...args].join(' '),
  command: [process.execPath, here(`contestants/${name}.js`), ...args],
})

const all: readonly Entrant[] = [
  node('floor'),
  node('actty'),
  node('actty', 'one-view'),
  node('blessed'),
  node('pi-tui'),
  node('terminal-kit'),
  node('rezi'),
  { name: 'opentui', command: [here('../node_modules/.bin/bun'), here('contestants/opentui.js')] },
  node('ink'),
]

const names = values.screens?.split(',') ?? [...Object.keys(screens), 'keys', 'resize', 'flood']
const wanted = values.entrants?.split(',')
const entrants = wanted ? all.filter(({ name }) => wanted.includes(name)) : all
const results: Result[] = []
for (let round = 1; round <= Number(values.rounds); round++)
  for (const name of names)
    for (const entrant of entrants) {
      const [screen, mode] = taskOf(name)
      if (entrant.name === 'actty one-view' && name !== 'counter') continue
      const run = await attempt(entrant, screen, mode)
      console.error(`${round} ${name} ${entrant.name}: ${typeof run === 'string' ? run : summary(run)}`)
      results.push({ entrant: entrant.name, screen: name, run })
    }
const isWhole = values.screens === undefined && wanted === undefined
await writeReport(results, isWhole ? new URL('../results.md', import.meta.url) : undefined)
process.exit()

function taskOf(name: string): [ScreenName, Mode] {
  if (name === 'keys') return ['counter', 'keys']
  if (name === 'resize') return ['overlay', 'resize']
  if (name === 'flood') return ['log', 'flood']
  return [name as ScreenName, 'frames']
}

async function attempt(entrant: Entrant, screen: ScreenName, mode: Mode): Promise<Run | string> {
  try {
    return await measure(entrant, screen, mode)
  } catch (error) {
    return (error as Error).message
  }
}

function summary({ cpuPerFrame, bytesPerFrame, rssMb, startMs, keyMs, collections, wrong }: Run): string {
  if (keyMs.length > 0) return `key ${keyMs[keyMs.length >> 1]!.toFixed(2)} ms`
  const figures = `${cpuPerFrame.toFixed(0)} us ${bytesPerFrame.toFixed(0)} B ${rssMb.toFixed(0)} MB ${startMs.toFixed(0)} ms ${collections} gc`
  return wrong === undefined ? figures : `${figures} WRONG ${wrong}`
}
