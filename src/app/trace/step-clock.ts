import type { Clock } from '../../machines/kit/clock.ts'

interface Timer {
  /** In ms since the start. */
  readonly at: number
  readonly callback: () => void
}

export interface StepClockDeps {
  /** The clock of the world, which moves this one while it's recorded. Without it, `moveTo` does. */
  readonly world: Clock | undefined
  /** When it starts, in ms: the time of `now`, and the time of day. */
  readonly origin: number
  readonly dateOrigin: number
  /** Whether the code that asks is part of a step, and not work outside of the actor system. */
  readonly isPure: () => boolean
  /** Runs a timer's work as a step. */
  readonly step: (work: () => void) => void
}

/**
 * A clock that stands still in a step and moves only between two, in whole milliseconds. A timer that comes late sees the time when it
 * was due. So what happens between two events from outside depends on their times alone, and a trace needs no timers. Work outside of
 * the actor system has the real time.
 */
export class StepClock implements Clock {
  /** Since the start, in ms. */
  elapsed = 0
  /** How many timers have fired. It tells the order of what happens in one millisecond. */
  fired = 0
  /** By how much the time of day was set since the start, in ms. */
  shift = 0
  readonly #deps: StepClockDeps
  /** In the order in which they were set. */
  readonly #timers = new Set<Timer>()
  /** The timer of the world for the next of ours, and when it is due. */
  #armed: unknown
  #armedFor = Infinity

  constructor(deps: StepClockDeps) {
    this.#deps = deps
  }

  now(): number {
    const { world, origin, isPure } = this.#deps
    return world === undefined || isPure() ? origin + this.elapsed : world.now()
  }

  date(): number {
    const { world, dateOrigin, isPure } = this.#deps
    return world === undefined || isPure() ? dateOrigin + this.elapsed + this.shift : world.date()
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const { world, isPure } = this.#deps
    if (!isPure()) return { handle: world?.setTimeout(callback, ms) }
    const timer = { at: this.elapsed + Math.max(0, Math.round(ms)), callback }
    this.#timers.add(timer)
    this.#arm(timer.at)
    return timer
  }

  clearTimeout(handle: unknown): void {
    if (this.#timers.delete(handle as Timer)) {
      if (this.#timers.size === 0) this.#disarm()
    } else if (handle !== undefined) this.#deps.world?.clearTimeout((handle as { handle?: unknown }).handle)
  }

  /** Lets the time of the world in: runs what is due until now. */
  sync(): void {
    const { world, origin } = this.#deps
    if (world !== undefined) this.moveTo(Math.floor(world.now() - origin))
  }

  /** Runs what is due until then, in ms since the start. Of what is due right then, only until so many timers have fired. */
  moveTo(time: number, fired = Infinity): void {
    for (let next = this.#next(time); next !== undefined; next = this.#next(time)) {
      if (next.at === time && this.fired >= fired) break
      this.#timers.delete(next)
      this.elapsed = Math.max(this.elapsed, next.at)
      this.fired++
      this.#deps.step(next.callback)
    }
    this.elapsed = Math.max(this.elapsed, time)
  }

  /** The earliest timer up to a time. Of two at the same time, it's the one that was set first. */
  #next(time: number): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers)
      if (timer.at <= time && (next === undefined || timer.at < next.at)) next = timer
    return next
  }

  #arm(at: number): void {
    const { world, origin } = this.#deps
    if (world === undefined || at >= this.#armedFor) return
    this.#disarm()
    this.#armedFor = at
    this.#armed = world.setTimeout(() => this.#alarm(), at - (world.now() - origin))
  }

  #disarm(): void {
    if (this.#armedFor !== Infinity) this.#deps.world?.clearTimeout(this.#armed)
    this.#armedFor = Infinity
  }

  #alarm(): void {
    this.#armedFor = Infinity
    this.sync()
    const next = this.#next(Infinity)
    if (next !== undefined) this.#arm(next.at)
  }
}
