import { fromPromise, type AnyActorRef } from 'xstate'
import { clockOf } from '../../machines/kit/clock.ts'
import { heldWork, type HeldWork } from '../../machines/kit/held-work.ts'
import { AppError, ShutdownError } from '../errors.ts'

/** The barrier's id in the app's machine. */
export const BARRIER = 'actty.barrier'

/**
 * Waits until all work of the system's actors has really ended: XState stops actors, and waits for nothing. Its input is
 * how long it waits, in ms; then it fails, and says what is still under way.
 */
export const barrier = fromPromise<undefined, number>(async ({ input: timeout, self, signal }) => {
  const clock = clockOf(self)
  let timer: unknown
  const outOfPatience = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', reject)
    timer = clock.setTimeout(() => reject(new ShutdownError(timeout, workOfOthers(self))), timeout)
  })
  try {
    // What ends may begin more: a release after a use.
    const failures = new Map<HeldWork, AppError>()
    const unfinished = () => workOfOthers(self).filter((work) => !failures.has(work))
    for (let works = unfinished(); works.length > 0; works = unfinished()) {
      const ends = works.map((work) =>
        work.ended.catch((error: unknown) =>
          failures.set(work, new AppError(`${work.what} by`, work.actor, 'stopped', error)),
        ),
      )
      await Promise.race([Promise.all(ends), outOfPatience])
    }
    const [failure] = failures.values()
    if (failure !== undefined) throw failure
  } finally {
    clock.clearTimeout(timer)
    outOfPatience.catch(() => {})
  }
  return undefined
})

/** What is under way in the system of an actor, but for the waiting itself. */
export function workOfOthers(ref: AnyActorRef): readonly HeldWork[] {
  return heldWork(ref).filter(({ actor }) => actor !== BARRIER)
}
