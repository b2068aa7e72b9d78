import type { Clock } from '../../machines/kit/clock.ts'
import { STEP } from '../../render/text/moving.ts'

/** Asks for a frame when something in view changes with time alone. If nothing does, it has no timer. */
export class Motion {
  readonly #clock: Clock
  readonly #draw: () => void
  #timer: unknown
  /** When the timer calls back, and when what it is for changes. */
  #at = Infinity
  #due = Infinity
  #last = -Infinity

  constructor(clock: Clock, draw: () => void) {
    this.#clock = clock
    this.#draw = draw
  }

  /** Whether the screen shows something that has changed since. */
  get isDue(): boolean {
    return this.#due <= this.#clock.now()
  }

  /** Waits until a time, and longer if there would be more than 12 frames a second. With Infinity, it stops waiting. */
  waitUntil(due: number): void {
    const at = Math.max(due, this.#last + STEP)
    this.#due = due
    if (at === this.#at) return
    this.stop()
    this.#due = due
    this.#at = at
    if (at !== Infinity)
      this.#timer = this.#clock.setTimeout(() => this.#run(), Math.max(1, Math.ceil(at - this.#clock.now())))
  }

  stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer)
    this.#timer = undefined
    this.#at = Infinity
    this.#due = Infinity
  }

  #run(): void {
    this.#last = this.#at
    this.#timer = undefined
    this.#at = Infinity
    this.#draw()
  }
}
