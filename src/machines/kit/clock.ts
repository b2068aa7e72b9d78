/**
 * Time for a whole app. XState's delays, frames and keys all wait on one clock, so a test can move it. All times are in
 * milliseconds.
 *
 * ```ts
 * const elapsed = (clock: Clock, start: number) => clock.now() - start
 * ```
 */
export interface Clock {
  /**
   * The clock for durations, in ms. It starts as the time since 1970 at the start of the process, and never goes back: to
   * set the time of day doesn't change it.
   */
  now(): number
  /** The time of day in ms since 1970 (UTC), to show it or to act on the hour. It goes back if it is set back. */
  date(): number
  /** Calls back once, after `ms`. With 0, it does so right after the current task. */
  setTimeout(callback: () => void, ms: number): unknown
  /** Cancels a timeout. Takes what `setTimeout` returned, even if that has called back already. */
  clearTimeout(handle: unknown): void
}

/** The longest timer of Node, in ms (24 days). A longer one would call back at once. */
const MAX_TIMER = 2 ** 31 - 1

/** When the process began, in ms since 1970: it doesn't change, but Node computes it again each time. */
const { timeOrigin } = performance

/** The time at which the computer's clock stands still; undefined while it goes. */
let stillAt: number | undefined

/** Runs code for which the computer's clock stands still: pure code that is asked what it would be, without an app and its clock. */
export function standingStill<Result>(time: number, work: () => Result): Result {
  const before = stillAt
  stillAt = time
  try {
    return work()
  } finally {
    stillAt = before
  }
}

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => stillAt ?? timeOrigin + performance.now(),
  date: () => stillAt ?? Date.now(),
  setTimeout(callback, ms) {
    // An immediate comes a millisecond sooner than the shortest timer, and a key press waits for it before its frame.
    if (ms <= 0) return cancelling(clearImmediate, setImmediate(callback))
    return ms > MAX_TIMER ? setLongTimeout(callback, ms) : cancelling(clearTimeout, setTimeout(callback, ms))
  },
  clearTimeout(handle) {
    if (typeof handle === 'function') (handle as () => void)()
  },
}

function setLongTimeout(callback: () => void, ms: number): () => void {
  let cancel = wait(ms)
  return () => cancel()

  function wait(rest: number): () => void {
    return cancelling(
      clearTimeout,
      setTimeout(
        () => {
          if (rest <= MAX_TIMER) callback()
          else cancel = wait(rest - MAX_TIMER)
        },
        Math.min(rest, MAX_TIMER),
      ),
    )
  }
}

function cancelling<T extends Handle>(cancel: (handle: T) => void, handle: T): Cancel {
  return Object.assign(() => cancel(handle), { unref: () => void handle.unref() })
}

interface Handle {
  unref(): unknown
}

type Cancel = (() => void) & { readonly unref: () => void }

/** The process may end although this timeout of a clock is still to come. */
export function letGo(timeout: unknown): void {
  ;(timeout as Partial<Cancel> | undefined)?.unref?.()
}

/** The clock of an actor's system. XState's own clock can't tell the time, so the computer's takes its place. */
export function clockOf(actor: object): Clock {
  const { clock } = actor as { readonly clock?: Partial<Clock> }
  return clock?.now === undefined ? systemClock : (clock as Clock)
}

/**
 * The time on the clock of an actor's system, in ms. It never goes back: use it to measure durations.
 *
 * ```ts
 * assign({ startedAt: ({ self }) => now(self) })
 * ```
 */
export function now(actor: object): number {
  return clockOf(actor).now()
}

/**
 * The time of day in an actor's system, in ms since 1970 (UTC): use it to show the time. It goes back if it is set back.
 *
 * ```ts
 * assign({ savedOn: ({ self }) => new Date(date(self)).toLocaleTimeString() })
 * ```
 */
export function date(actor: object): number {
  return clockOf(actor).date()
}
