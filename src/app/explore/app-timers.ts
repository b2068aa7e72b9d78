import type { Clock } from '../../machines/kit/clock.ts'

/** A timer that code of the app has set by itself. */
interface AppTimer {
  readonly name: string
  handle: unknown
  keepsAlive: boolean
}

type Work = (...args: unknown[]) => void

const globals = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] as const

/**
 * While it is open, `setTimeout` and `setInterval` of an app's code wait on its clock, and those that stay behind are known. Other code
 * has the real ones.
 */
export class AppTimers {
  readonly #clock: Clock
  readonly #isInside: () => boolean
  readonly #timers = new Set<AppTimer>()
  readonly #real = Object.fromEntries(globals.map((name) => [name, globalThis[name]])) as unknown as Record<
    (typeof globals)[number],
    (...args: unknown[]) => unknown
  >
  /** A timer's own code is the app's, too. */
  #isCalling = false

  /** `isInside` says whether the code that asks is the app's. */
  constructor(clock: Clock, isInside: () => boolean) {
    this.#clock = clock
    this.#isInside = isInside
    const set =
      (name: 'setTimeout' | 'setInterval') =>
      (work: Work, ms?: number, ...args: unknown[]) =>
        this.#isCalling || this.#isInside()
          ? this.#set(name, work, Math.max(1, Number(ms) || 1), args)
          : this.#real[name](work, ms, ...args)
    const clear = (name: 'clearTimeout' | 'clearInterval') => (timer: unknown) => {
      const own = timer instanceof Handle ? timer.timer : undefined
      if (own === undefined) this.#real[name](timer)
      else this.#end(own)
    }
    Object.assign(globalThis, {
      setTimeout: set('setTimeout'),
      setInterval: set('setInterval'),
      clearTimeout: clear('clearTimeout'),
      clearInterval: clear('clearInterval'),
    })
  }

  /** How many wait. */
  get pending(): number {
    return this.#timers.size
  }

  /** Those that keep the process alive: what they are, and where they were set. */
  get left(): readonly string[] {
    return [...this.#timers].filter(({ keepsAlive }) => keepsAlive).map(({ name }) => name)
  }

  /** Puts the real ones back. */
  close(): void {
    Object.assign(globalThis, this.#real)
    for (const timer of this.#timers) this.#end(timer)
  }

  #set(name: 'setTimeout' | 'setInterval', work: Work, ms: number, args: readonly unknown[]): Handle {
    const timer: AppTimer = { name: `${name}() ${placeOf(new Error())}`, handle: undefined, keepsAlive: true }
    const wait = () => (timer.handle = this.#clock.setTimeout(ring, ms))
    const ring = () => {
      if (name === 'setInterval') wait()
      else this.#timers.delete(timer)
      const before = this.#isCalling
      this.#isCalling = true
      try {
        work(...args)
      } finally {
        this.#isCalling = before
      }
    }
    this.#timers.add(timer)
    wait()
    return new Handle(timer)
  }

  #end(timer: AppTimer): void {
    this.#clock.clearTimeout(timer.handle)
    this.#timers.delete(timer)
  }
}

/** What `setTimeout` returns, as far as apps use it. */
class Handle {
  readonly timer: AppTimer

  constructor(timer: AppTimer) {
    this.timer = timer
  }

  ref(): this {
    this.timer.keepsAlive = true
    return this
  }

  unref(): this {
    this.timer.keepsAlive = false
    return this
  }

  hasRef(): boolean {
    return this.timer.keepsAlive
  }
}

/** The line of code that set a timer: the first that isn't of this file. */
function placeOf({ stack = '' }: Error): string {
  const line = stack
    .split('\n')
    .slice(1)
    .find((line) => !line.includes('app-timers'))
  return (line ?? '').trim()
}
