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

/** The clock on the wall. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(callback, ms) {
    // An immediate comes a millisecond sooner than the shortest timer: that is the way from a key press to its frame.
    if (ms <= 0) return cancelling(clearImmediate, setImmediate(callback))
    return cancelling(clearTimeout, setTimeout(callback, ms))
  },
  clearTimeout(handle) {
    if (typeof handle === 'function') handle()
  },
}

function cancelling<T>(cancel: (handle: T) => void, handle: T): () => void {
  return () => cancel(handle)
}
