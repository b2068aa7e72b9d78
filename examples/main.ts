import type { Inspect } from 'actty'
import { galleryOf } from './gallery.ts'
import { examples } from './index.ts'
import { show, start } from './start.ts'

const usage = `npm start                    the gallery
npm start -- NAME [WORDS]    one example
npm start -- --list          their names
  --inspect[=PORT]           show every state in the browser: the address is in the window's title, and F12 opens a panel
  --open                     open it there
  --stately                  show the Stately inspector too: a page of stately.ai, which is sent everything

If standard output isn't a terminal, the examples are played without one.`

const words = process.argv.slice(2)
const { inspect, others } = await inspectFlags(
  words.filter((word, index) => word !== '--' || words.indexOf('--') !== index),
)
const [name, ...rest] = others
const example = examples.find((candidate) => candidate.name === name)
const listed = [{ name: 'hello', shows: 'the first program of the README' }, ...examples]

if (name === '--list') {
  for (const { name, shows } of listed) console.log(`${name.padEnd(12)} ${shows}`)
} else if (name === '--help' || name === '-h') {
  console.log(usage)
} else if (name === 'hello') {
  await import('./hello.ts')
} else if (name !== undefined && example === undefined) {
  console.error(`there is no example '${name}': ${listed.map(({ name }) => name).join(', ')}`)
  process.exitCode = 2
} else if (example !== undefined) {
  await start(example, rest, { inspect })
} else if (process.stdout.isTTY) {
  await show(galleryOf(examples), { inspect })
} else {
  for (const played of examples) await start(played, [])
}

/** Takes the flags of the inspector out of the words. It is loaded only if it is asked for. */
async function inspectFlags(
  words: readonly string[],
): Promise<{ inspect: Inspect | undefined; others: readonly string[] }> {
  const isFlag = (word: string) => /^--inspect(=\d*)?$/.test(word)
  const flag = words.find(isFlag)
  const open = words.includes('--open')
  const stately = words.includes('--stately') ? true : undefined
  const others = words.filter((word) => !isFlag(word) && word !== '--open' && word !== '--stately')
  if (flag === undefined && !open && stately === undefined) return { inspect: undefined, others }
  const { inspector } = await import('actty/inspect')
  const port = flag?.split('=')[1]
  return { inspect: inspector({ open, stately, port: port ? Number(port) : undefined }), others }
}
