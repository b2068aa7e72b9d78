import { writeSync } from 'node:fs'

/** How a piped program ends: it is `done`, or it `waits` for keys that nobody can press. */
export type Ending = 'done' | 'waits'

/** What the program is to print last. */
export const FINAL_TEXT: Readonly<Record<Ending, string>> = {
  done: 'all is done',
  waits: 'press a key',
}

/** The descriptor that the harness reads moments from. */
export const MOMENTS = 3

/** What the program is to do. */
export function endingOfProgram(): Ending {
  return process.argv[2] === 'waits' ? 'waits' : 'done'
}

/** Tells the harness that the last state has been reached. */
export function lastStateReached(): void {
  writeSync(MOMENTS, `${process.hrtime.bigint()}\n`)
}
