import { Interrupted, run } from 'actty'
import type { Example } from './example.ts'
import { galleryOf } from './gallery.ts'
import { examples } from './index.ts'
import { playToText } from './play.ts'

/*
 * npm start                      the gallery
 * npm start -- NAME [WORDS]      one example
 * npm start -- --list            what there is
 * npm start -- --help            this
 *
 * Where standard output is not a terminal, the examples are played without one.
 */

const usage = `npm start                    the gallery
npm start -- NAME [WORDS]    one example
npm start -- --list          what there is`

const words = process.argv.slice(2)
const [name, ...rest] = words.filter((word, index) => word !== '--' || words.indexOf('--') !== index)
const example = examples.find((candidate) => candidate.name === name)

if (name === '--list') {
  for (const { name, shows } of examples) console.log(`${name.padEnd(12)} ${shows}`)
} else if (name === '--help' || name === '-h') {
  console.log(usage)
} else if (name !== undefined && example === undefined) {
  console.error(`there is no example '${name}': ${examples.map(({ name }) => name).join(', ')}`)
  process.exitCode = 2
} else if (process.stdout.isTTY) {
  await show(example)
} else {
  for (const played of example === undefined ? examples : [example]) await playToText(played, rest)
}

async function show(example: Example | undefined): Promise<void> {
  try {
    if (example === undefined) await run(galleryOf(examples))
    else await run(example.component, { input: example.input?.(rest) })
  } catch (error) {
    if (error instanceof Interrupted) throw error
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
