import type { Clock } from '../../machines/kit/clock.ts'

/** A clock that knows whether anything waits for it. */
export class PendingClock implements Clock {
  readonly #clock: Clock
  readonly #waiting = new Set<object>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isWaitedFor(): boolean {
    return this.#waiting.size > 0
  }

  now(): number {
    return this.#clock.now()
  }

  date(): number {
    return this.#clock.date()
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const timeout: { handle?: unknown } = {}
    this.#waiting.add(timeout)
    timeout.handle = this.#clock.setTimeout(() => {
      this.#waiting.delete(timeout)
      callback()
    }, ms)
    return timeout
  }

  clearTimeout(timeout: unknown): void {
    if (!this.#waiting.delete(timeout as object)) return
    this.#clock.clearTimeout((timeout as { readonly handle?: unknown }).handle)
  }
}
