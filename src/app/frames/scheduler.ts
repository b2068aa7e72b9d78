import type { Clock } from '../../machines/kit/clock.ts'

/**
 * Decides when to draw. The first change is drawn as soon as the code that made it has ended. Changes within the interval after it are
 * drawn together at its end, so the last state is always drawn.
 *
 * A frame isn't drawn if no region shows the changed actor (`Regions.isStale`), if one is already due, while the terminal hasn't taken
 * the last one (it is drawn after `drained`), or while the terminal isn't open. It writes nothing if no cell differs.
 */
export class FrameScheduler {
  readonly #clock: Clock
  /** The shortest time between two frames, in ms. */
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

  /** Something on the screen has changed: draws it soon. */
  request(): void {
    if (this.#stopped || this.#timer !== undefined) return
    const wait = this.#last + this.#interval - this.#clock.now()
    this.#timer = this.#clock.setTimeout(() => this.#run(), Math.max(0, wait))
  }

  /** The terminal has taken all bytes that were written. */
  drained(): void {
    if (this.#missed) this.request()
  }

  /** Draws now if a frame is due. */
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
