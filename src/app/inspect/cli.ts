#!/usr/bin/env node
import { openBrowser } from './open-browser.ts'
import { serveRecording } from './serve-recording.ts'

const usage = `npm run inspect -- FILE [--port=PORT] [--open]

Shows in the browser what \`inspector({ file })\` wrote.
`

const words = process.argv.slice(2)
const [file, ...more] = words.filter((word) => !word.startsWith('--'))
const flags = words.filter((word) => word.startsWith('--'))
const isKnown = flags.every((flag) => flag === '--open' || /^--port=\d+$/.test(flag))

if (file === undefined || more.length > 0 || !isKnown) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  try {
    const port = flags.find((flag) => flag.startsWith('--port='))?.slice('--port='.length)
    const { address } = await serveRecording(file, port === undefined ? {} : { port: Number(port) })
    process.stdout.write(`${address}\n`)
    if (flags.includes('--open')) openBrowser(address)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
