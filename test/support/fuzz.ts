import type { Parameters } from 'fast-check'

const { FUZZ_SECONDS, FUZZ_SEED } = process.env

/**
 * How long a fuzzer runs: so many runs of the same programs each time, which takes seconds; with FUZZ_SECONDS for that long,
 * with other programs each time. A failure names its seed, with which FUZZ_SEED runs the same again.
 */
export function fuzzing<T>(numRuns: number): Parameters<T> {
  const seed = FUZZ_SEED === undefined ? (FUZZ_SECONDS === undefined ? 1 : undefined) : Number(FUZZ_SEED)
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(FUZZ_SECONDS === undefined
      ? { numRuns }
      : // eslint-disable-next-line @typescript-eslint/no-deprecated -- the plugin's type does not take any property
        { numRuns: 1_000_000_000, interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1_000 }),
  }
}

/** What a test of a fuzzer may take, in ms. */
export const FUZZ_TIME = 60_000 + Number(FUZZ_SECONDS ?? 0) * 1_500
