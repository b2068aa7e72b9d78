import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Measurement } from './figures.ts'
import { FINAL_TEXT, MOMENTS, type Ending } from './piped-program.ts'
import { contestantEnv, TIMEOUT, within } from './terminal.ts'

/**
 * The time from the last state of a program to the end of its process. Its output is a pipe, its input is empty, and it has
 * no terminal to ask: a session of its own.
 */
export async function pipedEnd(command: readonly string[], ending: Ending): Promise<Measurement> {
  const [file, ...args] = command
  const program = spawn(file!, [...args, ending], {
    env: contestantEnv(),
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    detached: true,
  })
  try {
    const ended = once(program, 'exit').then(() => process.hrtime.bigint())
    const moments = text(program.stdio[MOMENTS] as Readable)
    const output = text(program.stdout!)
    const end = await within(TIMEOUT, ended, 'the end of the program')
    const time = Number(end - BigInt((await moments).trim())) / 1e6
    const isRight = (await output).includes(FINAL_TEXT[ending])
    return {
      figures: { end: time },
      fault: isRight ? undefined : `it printed ${JSON.stringify(await output)}`,
    }
  } finally {
    program.kill('SIGKILL')
  }
}
