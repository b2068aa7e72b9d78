import { fromPromise } from 'xstate'
import { clockOf } from '../machines/clock.ts'
import { heldWork } from '../machines/held-work.ts'
import { ShutdownError } from './errors.ts'

/**
 * Waits until all work of the system's actors has really ended: XState stops actors, and waits for nothing. Its input is
 * how long it waits, in ms; then it fails, and says what is still under way.
 */
export const barrier = fromPromise<undefined, number>(async ({ input: patience, self }) => {
  const clock = clockOf(self)
  let timer: unknown
  const outOfPatience = new Promise<never>((_, reject) => {
    timer = clock.setTimeout(() => reject(new ShutdownError(patience, heldWork(self))), patience)
  })
  try {
    // What ends may begin more: a release after a use.
    for (let works = heldWork(self); works.length > 0; works = heldWork(self))
      await Promise.race([Promise.allSettled(works.map(({ ended }) => ended)), outOfPatience])
  } finally {
    clock.clearTimeout(timer)
    outOfPatience.catch(() => {})
  }
  return undefined
})
