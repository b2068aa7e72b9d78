import { writeSync } from 'node:fs'

/** How a piped program ends: it is `done`, or it `waits` for keys that nobody can press. */
export type Ending = 'done' | 'waits'

/** The text that the program must print last. */
export const FINAL_TEXT: Readonly<Record<Ending, string>> = {
  done: 'all is done',
  waits: 'press a key',
}

/** The descriptor that the harness reads moments from. */
export const MOMENTS = 3

/** How the program must end. */
export function endingOfProgram(): Ending {
  return process.argv[2] === 'waits' ? 'waits' : 'done'
}

/** Tells the harness that the last state has been reached. */
export function lastStateReached(): void {
  writeSync(MOMENTS, `${process.hrtime.bigint()}\n`)
}
