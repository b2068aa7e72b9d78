import { clock } from './clock.ts'
import type { Example } from './example.ts'
import { fetchingExample } from './fetching.ts'
import { progress } from './progress.ts'
import { subprocessExample } from './subprocess.ts'

/** All examples, in the order of the gallery. */
export const examples: readonly Example[] = [fetchingExample, clock, progress, subprocessExample]
