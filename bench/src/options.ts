import { parseArgs } from 'node:util'
import { screens, type ScreenName } from './screens.ts'
import { MEASURES, type Measure } from './tasks.ts'

export interface Options {
  readonly rounds: number
  readonly measures: readonly Measure[]
  readonly screens: readonly ScreenName[]
  /** Names of contestants; by default all. */
  readonly only: readonly string[] | undefined
  /** The path of another built checkout. */
  readonly against: string | undefined
  /** A full run, whose results are written to a file. */
  readonly isWhole: boolean
}

const SCREENS = Object.keys(screens) as ScreenName[]

/** The options of a run of two or three minutes. Explicit options replace these. */
const QUICK = {
  rounds: '3',
  measure: 'warm,cold,resize,piped,import',
  screens: 'dashboard,counter,log,table',
  only: 'tight-floor,actty',
}

/** Reads the options of the command line. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      measure: { type: 'string' },
      screens: { type: 'string' },
      only: { type: 'string' },
      against: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  })
  const { rounds = '5', measure, screens: names, only } = values.quick ? { ...QUICK, ...values } : values
  return {
    rounds: Number(rounds),
    measures: chosen('measure', MEASURES, measure),
    screens: chosen('screens', SCREENS, names),
    only: only?.split(','),
    against: values.against,
    isWhole: [measure, names, only, values.against].every((value) => value === undefined),
  }
}

function chosen<T extends string>(
  option: string,
  all: readonly T[],
  value: string | undefined,
): readonly T[] {
  if (value === undefined) return all
  return value.split(',').map((name) => {
    const found = all.find((each) => each === name)
    if (found === undefined) throw new Error(`--${option} ${name}: choose from ${all.join(', ')}`)
    return found
  })
}
