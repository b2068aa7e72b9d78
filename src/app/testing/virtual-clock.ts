import type { Clock } from '../../machines/kit/clock.ts'
import { requireTime } from '../../machines/kit/numbers.ts'

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/**
 * A clock that stands still until it is moved. Its timers run in the order of their times.
 *
 * ```ts
 * const clock = new VirtualClock(Date.UTC(2000, 0, 1))
 * const actor = createActor(ticking(1_000), { clock }).start()
 * await clock.advance(1_000)
 * ```
 */
export class VirtualClock implements Clock {
  /** Time since the clock was made, in ms. Timers count from it. */
  #elapsed = 0
  /** The time when the clock was made, in ms since 1970. */
  readonly #origin: number
  /** By how much the time of day was set since, in ms. */
  #shift = 0
  /** In the order in which they were set. */
  readonly #timers = new Set<Timer>()

  /** `now` is in ms since 1970. */
  constructor(now: number) {
    this.#origin = now
  }

  /** The time on the clock, in ms. */
  now(): number {
    return this.#origin + this.#elapsed
  }

  /** The time of day on the clock, in ms since 1970. */
  date(): number {
    return this.now() + this.#shift
  }

  /** Sets the time of day forwards or back by `ms`, as a user or NTP does. `now` and the timers don't change. */
  set(ms: number): void {
    this.#shift += ms
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size
  }

  /** Calls back once the clock has been moved by `ms`. */
  setTimeout(callback: () => void, ms: number): unknown {
    const timer: Timer = { at: this.#elapsed + Math.max(0, ms), callback }
    this.#timers.add(timer)
    return timer
  }

  /** Cancels a timeout. */
  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as Timer)
  }

  /** Calls all timers that are due now. */
  runDue(): void {
    for (let next = this.#next(this.#elapsed); next !== undefined; next = this.#next(this.#elapsed))
      this.#run(next)
  }

  /**
   * Moves the clock on by `ms`, timer by timer. Promises that a timer settles run before the next timer.
   *
   * @throws RangeError if `ms` isn't a finite time, 0 or more.
   */
  async advance(ms: number): Promise<void> {
    requireTime('VirtualClock.advance: ms', ms)
    const end = this.#elapsed + ms
    await settle()
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#elapsed = next.at
      this.#run(next)
      await settle()
    }
    this.#elapsed = end
  }

  #run(timer: Timer): void {
    this.#timers.delete(timer)
    timer.callback()
  }

  /** The earliest timer up to a time; of two at the same time, the one that was set first. */
  #next(end: number): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers)
      if (timer.at <= end && (next === undefined || timer.at < next.at)) next = timer
    return next
  }
}

/** Resolves when settled promises and immediate callbacks have run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
