import type { Clock } from '../../machines/kit/clock.ts'

/**
 * Decides when to draw. The first change is drawn as soon as what made it has ended; those that follow within the
 * interval are drawn together at its end, so that the last state is always drawn. While the terminal has not taken a
 * frame, none is made.
 */
export class FrameScheduler {
  readonly #clock: Clock
  /** Milliseconds from one frame to the next, at the least. */
  readonly #interval: number
  readonly #draw: () => void
  readonly #isBehind: () => boolean
  #timer: unknown
  #last = -Infinity
  #stopped = false
  /** A frame was due while the terminal was behind. */
  #missed = false

  constructor(clock: Clock, interval: number, isBehind: () => boolean, draw: () => void) {
    this.#clock = clock
    this.#interval = interval
    this.#isBehind = isBehind
    this.#draw = draw
  }

  /** Something changed that is on the screen. */
  request(): void {
    if (this.#stopped || this.#timer !== undefined) return
    const wait = this.#last + this.#interval - this.#clock.now()
    this.#timer = this.#clock.setTimeout(() => this.#run(), Math.max(0, wait))
  }

  /** The terminal has taken all that it was sent. */
  drained(): void {
    if (this.#missed) this.request()
  }

  /** Draws now what was to be drawn soon. */
  flush(): void {
    if (this.#timer === undefined) return
    this.#clock.clearTimeout(this.#timer)
    this.#run()
  }

  stop(): void {
    this.#stopped = true
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #run(): void {
    this.#timer = undefined
    this.#missed = this.#isBehind()
    if (this.#missed) return
    this.#last = this.#clock.now()
    this.#draw()
  }
}
