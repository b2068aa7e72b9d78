import { Interrupted, run, type Inspect } from 'actty'
import type { Example } from './example.ts'
import { galleryOf } from './gallery.ts'
import { examples } from './index.ts'
import { playToText } from './play.ts'

/*
 * npm start                      the gallery
 * npm start -- NAME [WORDS]      one example
 * npm start -- hello             the first program of the README
 * npm start -- --list            what there is
 * npm start -- --help            this
 *
 * --inspect[=PORT] shows every state in the browser, at the address in the window's title; F12 in the terminal.
 * --open opens the browser.
 *
 * Where standard output is not a terminal, the examples are played without one.
 */

const usage = `npm start                    the gallery
npm start -- NAME [WORDS]    one example
npm start -- hello           the first program of the README
npm start -- --list          what there is
  --inspect[=PORT]           show every state in the browser: the address is in the window's title
  --open                     open it there`

const words = process.argv.slice(2)
const { inspect, others } = inspectFlags(
  words.filter((word, index) => word !== '--' || words.indexOf('--') !== index),
)
const [name, ...rest] = others
const example = examples.find((candidate) => candidate.name === name)

if (name === '--list') {
  for (const { name, shows } of examples) console.log(`${name.padEnd(12)} ${shows}`)
} else if (name === '--help' || name === '-h') {
  console.log(usage)
} else if (name === 'hello') {
  await import('./hello.ts')
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
    if (example === undefined) await run(galleryOf(examples), { inspect })
    else await run(example.component, { input: example.input?.(rest), inspect })
  } catch (error) {
    if (error instanceof Interrupted) throw error
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

/** Takes the flags of the inspector out of the words. */
function inspectFlags(words: readonly string[]): { inspect: Inspect | undefined; others: readonly string[] } {
  const isFlag = (word: string) => /^--inspect(=\d*)?$/.test(word)
  const flag = words.find(isFlag)
  const open = words.includes('--open')
  const others = words.filter((word) => !isFlag(word) && word !== '--open')
  if (flag === undefined && !open) return { inspect: undefined, others }
  const port = flag?.split('=')[1]
  return { inspect: { open, port: port ? Number(port) : undefined }, others }
}
