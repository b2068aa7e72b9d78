import type { Clock } from '../../machines/kit/clock.ts'
import { requireTime } from '../../machines/kit/numbers.ts'

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** A clock that stands still until it is moved. What it is asked to do later it does in the order of its time. */
export class VirtualClock implements Clock {
  /** Since it was made, in ms; timers count from it, as they do from a machine's uptime. */
  #elapsed = 0
  /** What the time was then, in ms since 1970. */
  readonly #origin: number
  /** By how much the time of day was set since, in ms. */
  #shift = 0
  /** In the order in which they were set. */
  readonly #timers = new Set<Timer>()

  /** `now` is in ms since 1970. */
  constructor(now: number) {
    this.#origin = now
  }

  now(): number {
    return this.#origin + this.#elapsed
  }

  date(): number {
    return this.now() + this.#shift
  }

  /** Sets the time of day forwards or back by `ms`, as somebody else may. Neither `now` nor timers are moved by it. */
  set(ms: number): void {
    this.#shift += ms
  }

  /** How many callbacks wait. */
  get pending(): number {
    return this.#timers.size
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const timer: Timer = { at: this.#elapsed + Math.max(0, ms), callback }
    this.#timers.add(timer)
    return timer
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as Timer)
  }

  /** Calls back all that is due now. */
  runDue(): void {
    for (let next = this.#next(this.#elapsed); next !== undefined; next = this.#next(this.#elapsed))
      this.#run(next)
  }

  /**
   * Moves on by `ms`, timer by timer. Promises that one of them settles have their say before the next: time does not
   * move while there is something left to do.
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

/** Lets everything happen that only waits for its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
