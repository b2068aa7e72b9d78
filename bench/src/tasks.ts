import { importOf, manifestOf } from './doors.ts'
import type { Entrant } from './entrants.ts'
import type { Measurement } from './figures.ts'
import { coldFrames, flood, keyTimes, resizes, warmFrames } from './measure.ts'
import { pipedEnd } from './piped-end.ts'
import { CHECKOUT } from './programs.ts'
import type { ScreenName } from './screens.ts'

/** What can be measured. */
export const MEASURES = ['warm', 'cold', 'resize', 'keys', 'flood', 'piped', 'import'] as const
export type Measure = (typeof MEASURES)[number]

/** One thing that is measured of a contestant in a round. */
export interface Task {
  /** The measure, and what of it: `cold dashboard`. */
  readonly name: string
  readonly can: (entrant: Entrant) => boolean
  readonly run: (entrant: Entrant) => Promise<Measurement>
}

export function tasksOf(measures: readonly Measure[], names: readonly ScreenName[]): Task[] {
  return measures.flatMap((measure) => tasks[measure](names))
}

const tasks: Readonly<Record<Measure, (names: readonly ScreenName[]) => Task[]>> = {
  warm: (names) => names.map((screen) => frames('warm', screen, warmFrames)),
  cold: (names) => names.map((screen) => frames('cold', screen, coldFrames)),
  resize: () => [whole('resize', resizes)],
  keys: () => [whole('keys', keyTimes)],
  flood: () => [whole('flood', flood)],
  piped: () =>
    (['done', 'waits'] as const).map((ending) => ({
      name: `piped ${ending}`,
      can: ({ piped }) => piped?.endings.includes(ending) === true,
      run: ({ piped }) => pipedEnd(piped!.command, ending),
    })),
  import: () =>
    [...manifestOf(CHECKOUT).doors.keys()].map((door) => ({
      name: `import ${door}`,
      can: ({ build }) => build !== undefined,
      run: ({ build }) => importOf(build!, door),
    })),
}

function frames(
  measure: 'warm' | 'cold',
  screen: ScreenName,
  run: (command: readonly string[], screen: ScreenName) => Promise<Measurement>,
): Task {
  return {
    name: `${measure} ${screen}`,
    can: (entrant) => entrant.screens?.(screen) !== false,
    run: ({ command }) => run(command, screen),
  }
}

function whole(name: string, run: (command: readonly string[]) => Promise<Measurement>): Task {
  return { name, can: ({ isVariant }) => isVariant !== true, run: ({ command }) => run(command) }
}
