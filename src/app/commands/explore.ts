import { messageOf } from '../../machines/kit/message-of.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import type { Exploration } from '../explore/explore.ts'
import { importProgram } from './import-program.ts'
import { numberOf, readWords } from './words.ts'

const usage = `actty explore PROGRAM [--seeds N] [--steps N] [--samples FILE] [--file FILE] [-- ARGUMENTS...]

Runs a program by random keys, sizes, times, answers and failures. Its work, such as promises and processes, doesn't run. It looks for
exceptions, empty and stale screens, keys that don't do what help says, and what is left at the end.

  PROGRAM         the program's module: .js, or .ts with tsx
  --seeds N       how many runs there are (default: 20)
  --steps N       how many moves a run has (default: 40)
  --samples FILE  a recording, whose answers the work gives
  --file FILE     where a failing run is recorded
  ARGUMENTS       what the program gets as its arguments

The status is 0 if nothing was found, 1 if something was, and 2 if the program can't be explored.
`

/** Explores a program, and tells what was found. */
async function run(words: readonly string[]): Promise<number> {
  try {
    const { operands, values, args } = readWords(words, {
      seeds: { type: 'string' },
      steps: { type: 'string' },
      samples: { type: 'string' },
      file: { type: 'string' },
    })
    const [program] = operands
    if (program === undefined || operands.length > 1) {
      process.stderr.write(usage)
      return 2
    }
    const options = { seeds: numberOf('seeds', values.seeds), steps: numberOf('steps', values.steps) }
    const app = await importProgram(program, args)
    const start = performance.now()
    const explored = await app.explore({ ...options, samples: values.samples, file: values.file })
    process.stdout.write(describe(program, explored, performance.now() - start))
    return 0
  } catch (error) {
    process.stderr.write(`actty explore: ${sanitize(messageOf(error))}\n`)
    return (error as Error).name === 'ExploreError' ? 1 : 2
  }
}

function describe(program: string, { runs, moves, states }: Exploration, took: number): string {
  const seconds = (took / 1_000).toFixed(1)
  return sanitize(
    [
      `${program}: ${runs} runs with ${moves} moves, and nothing was found (in ${seconds} s). These states were seen:`,
      ...states.map((state) => `  ${state}`),
    ].join('\n'),
  ).concat('\n')
}

export const command = { usage, run }
