#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { openBrowser } from './open-browser.ts'
import { serveRecording } from './serve-recording.ts'

const usage = `npx actty-inspect FILE [--port=PORT] [--open] [--stately]

Shows in the browser what inspector({ file: FILE }) wrote, until Ctrl+C.
  --port=PORT  serves the page at this port of 127.0.0.1 (default: 22889, or the next free one)
  --open       opens the page in the browser
  --stately    shows the Stately inspector on the page, which is then sent the messages
  --help       shows this
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const words = parsed(args)
  if (typeof words === 'string') return refused(words)
  const { values, positionals } = words
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  const [file] = positionals
  if (file === undefined || positionals.length > 1) return refused('one FILE is needed')
  try {
    const port = values.port === undefined ? undefined : Number(values.port)
    const { address } = await serveRecording(file, { port, stately: values.stately })
    process.stdout.write(`${address}\n`)
    if (values.open === true) openBrowser(address)
    return 0
  } catch (error) {
    process.stderr.write(`actty-inspect: ${(error as Error).message}\n`)
    return 1
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        open: { type: 'boolean' },
        stately: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    return (error as Error).message
  }
}

function refused(reason: string): number {
  process.stderr.write(`actty-inspect: ${reason}\n\n${usage}`)
  return 2
}
