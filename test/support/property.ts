import fc from 'fast-check'

const { FUZZ_SECONDS, FUZZ_SEED } = process.env

/** The same cases each time, so that what passed passes again; with FUZZ_SECONDS others, with FUZZ_SEED those of a failure. */
const seed = FUZZ_SEED === undefined ? (FUZZ_SECONDS === undefined ? 1 : undefined) : Number(FUZZ_SEED)
if (seed !== undefined) fc.configureGlobal({ seed })

/**
 * How long a fuzzer runs: so many cases, which takes seconds, or with FUZZ_SECONDS for that long. A failure names its seed.
 */
export function fuzzing<T>(numRuns: number): fc.Parameters<T> {
  return FUZZ_SECONDS === undefined
    ? { numRuns }
    : // eslint-disable-next-line @typescript-eslint/no-deprecated -- the plugin's type does not take any property
      { numRuns: 1_000_000_000, interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1_000 }
}

/** What a test of a fuzzer may take, in ms. */
export const FUZZ_TIME = 60_000 + Number(FUZZ_SECONDS ?? 0) * 1_500

export { fc }
