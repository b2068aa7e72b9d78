import { messageOf } from '../../machines/kit/message-of.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import { openBrowser } from '../inspect/open-browser.ts'
import { serveRecording, type ServedRecording } from '../inspect/serve-recording.ts'
import { isTrace, serveReplay } from '../inspect/serve-replay.ts'
import { importProgram } from './import-program.ts'
import { readWords } from './words.ts'

const usage = `actty inspect FILE [PROGRAM] [--port PORT] [--open] [--stately] [-- ARGUMENTS...]

Shows on the inspector's page what happened in a run, until Ctrl+C: the charts, the events, and what the app was at each of them.

  FILE         what inspector({ file: FILE }) wrote, or a recording (run(app, { record: FILE }), or ACTTY_RECORD=FILE)
  PROGRAM      the program of a recording, which is run again by it: .js, or .ts with tsx
  --port PORT  serves the page at this port of 127.0.0.1 (default: 22889, or the next free one)
  --open       opens the page in the browser
  --stately    shows the Stately inspector on the page, which is then sent the messages
  ARGUMENTS    what the program gets as its arguments
`

/** Serves the page for a file. It never returns if it can. */
async function run(words: readonly string[]): Promise<number> {
  try {
    const { operands, values, args } = readWords(words, {
      port: { type: 'string' },
      open: { type: 'boolean' },
      stately: { type: 'boolean' },
    })
    const [file, program] = operands
    if (file === undefined || operands.length > 2) {
      process.stderr.write(usage)
      return 2
    }
    const options = {
      port: values.port === undefined ? undefined : Number(values.port),
      stately: values.stately,
    }
    const { address } = await served(file, program, args, options)
    process.stdout.write(`${address}\n`)
    if (values.open === true) openBrowser(address)
    return await new Promise<number>(() => {})
  } catch (error) {
    process.stderr.write(`actty inspect: ${sanitize(messageOf(error))}\n`)
    return 2
  }
}

async function served(
  file: string,
  program: string | undefined,
  args: readonly string[],
  options: Parameters<typeof serveRecording>[1],
): Promise<ServedRecording> {
  if (!isTrace(file)) return serveRecording(file, options)
  if (program === undefined)
    throw new Error(`${file} is a recording, which needs its program: actty inspect ${file} PROGRAM`)
  return serveReplay(await importProgram(program, args), file, options)
}

/** The command `actty inspect`. */
export const command = { usage, run }
