/**
 * Time, as the whole of an app sees it: XState's delays, frames and keys all wait on one clock, so that a test can move
 * it. Units are milliseconds.
 */
export interface Clock {
  /**
   * The clock for durations: milliseconds since 1970, by the time of day at the start of the process. It never goes back, and
   * isn't set when the time of day is.
   */
  now(): number
  /** The time of day, for display and for what happens on the hour: milliseconds since 1970, UTC. It can be set, also back. */
  date(): number
  /** Calls back once. With 0 it does so as soon as what is under way has ended. */
  setTimeout(callback: () => void, ms: number): unknown
  /** Takes what `setTimeout` gave, also when that has called back already. */
  clearTimeout(handle: unknown): void
}

/** Node's timers are no longer than this, in ms: 24 days. One that is asked for more calls back at once. */
const MAX_TIMER = 2 ** 31 - 1

/** The clock of the computer. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  date: () => Date.now(),
  setTimeout(callback, ms) {
    // An immediate comes a millisecond sooner than the shortest timer: that is the way from a key press to its frame.
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

function cancelling<T>(cancel: (handle: T) => void, handle: T): () => void {
  return () => cancel(handle)
}

/** The clock that an actor lives by: that of its system, completed where it is XState's own, which cannot tell the time. */
export function clockOf(actor: object): Clock {
  const { clock } = actor as { readonly clock?: Partial<Clock> }
  return clock?.now === undefined ? systemClock : (clock as Clock)
}

/**
 * The time on the clock of an actor's system, in ms, to measure durations with. It never goes back.
 *
 * ```ts
 * assign({ startedAt: ({ self }) => now(self) })
 * ```
 */
export function now(actor: object): number {
  return clockOf(actor).now()
}

/**
 * The time of day of an actor's system, in ms since 1970, to show it. It goes back when somebody sets it back.
 *
 * ```ts
 * assign({ savedOn: ({ self }) => new Date(date(self)).toLocaleTimeString() })
 * ```
 */
export function date(actor: object): number {
  return clockOf(actor).date()
}
