/**
 * Time, as the whole of an app sees it: XState's delays, frames and keys all wait on one clock, so that a test can move
 * it. Units are milliseconds.
 */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Calls back once. With 0 it does so as soon as what is under way has ended. */
  setTimeout(callback: () => void, ms: number): unknown
  /** Takes what `setTimeout` gave, also when that has called back already. */
  clearTimeout(handle: unknown): void
}

/** Node's timers are no longer than this, in ms: 24 days. One that is asked for more calls back at once. */
const MAX_TIMER = 2 ** 31 - 1

/** The clock on the wall. */
export const systemClock: Clock = {
  now: () => Date.now(),
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

/** The time that an actor lives in, in ms since 1970. */
export function now(actor: object): number {
  return clockOf(actor).now()
}
