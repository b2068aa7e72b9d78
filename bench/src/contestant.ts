import { PerformanceObserver } from 'node:perf_hooks'
import { Harness } from './harness.ts'
import { screens, type Screen, type ScreenName } from './screens.ts'

/** What an engine does here. Contestants of older checkouts are run with this file too. */
export interface Contestant {
  /** Shows a frame, and resolves when its bytes are on the way to the terminal. */
  show(frame: number): unknown
  /** Calls back for every key. */
  onKey?(listener: () => void): void
}

export type Mode = 'warm' | 'cold' | 'keys' | 'resize' | 'flood'

/** The task of this process: which screen, what to do, and where to report. */
export interface Assignment {
  readonly screen: ScreenName
  /** `look` shows the first frame and does nothing more: to see a contestant in your own terminal. */
  readonly mode: Mode | 'look'
  readonly socket: string
}

/** What a contestant measured of itself, by the operating system's count. */
export interface Report {
  /** CPU of what was measured, user and system, all threads, in us. */
  readonly cpu: number
  /** How long it took, in ms. */
  readonly time: number
  /** How many frames, lines or resizes that was for. */
  readonly count: number
  /** Resident memory, in bytes. */
  readonly rss: number
  readonly collections: number
  /** The frame that the screen shows now. */
  readonly frame: number
}

/** The compiler's work isn't part of a warm frame: everyone has the same time for it. */
const WARM_UP_TIME = 2_000
const WARM_UP_FRAMES = 1_500

/** How many ms are measured at most, if all frames of the screen take longer. */
const MEASURED_TIME = 3_000

/** A cold frame is one of the frames 100 to 300 of a process. */
const COLD_FROM = 100
const COLD_FRAMES = 200

const FLOOD_TIME = 10_000
/** Lines a ms. */
const FLOOD_RATE = 10

/** Runs an engine through the task of this process. The engine is opened with the first frame. */
export async function contest(
  open: (screen: Screen, frame: number) => Contestant | Promise<Contestant>,
): Promise<void> {
  const { screen, mode, socket } = JSON.parse(
    process.env['BENCH'] ?? '{"screen":"dashboard","mode":"look"}',
  ) as Assignment
  const collections = countCollections()
  const engine = await open(screens[screen], 0)
  if (mode === 'look') return
  const contest = new Contest(screens[screen], engine, await Harness.connect(socket), collections)
  await contest[mode]()
  // What an engine writes when it ends isn't part of the screen: the harness kills this process.
}

/** The tasks, a method each. */
class Contest implements Record<Mode, () => void | Promise<void>> {
  readonly #screen: Screen
  readonly #engine: Contestant
  readonly #harness: Harness
  readonly #collections: () => number
  #frame = 0

  constructor(screen: Screen, engine: Contestant, harness: Harness, collections: () => number) {
    this.#screen = screen
    this.#engine = engine
    this.#harness = harness
    this.#collections = collections
  }

  async warm(): Promise<void> {
    const rate = await this.#warmUp()
    const frames = Math.min(this.#screen.frames, Math.ceil(rate * MEASURED_TIME))
    await this.#harness.ask({ ready: true })
    await this.#measure(() => this.#show(frames))
  }

  /** Nothing pauses between the warm-up and what is measured: a pause would give the compiler free time. */
  async cold(): Promise<void> {
    await this.#show(COLD_FROM)
    await this.#measure(() => this.#show(COLD_FRAMES))
  }

  keys(): void {
    this.#engine.onKey?.(() => void this.#engine.show(++this.#frame))
    this.#harness.send({ keys: this.#engine.onKey !== undefined })
  }

  /** The harness resizes the terminal; engines see that for themselves. */
  async resize(): Promise<void> {
    await this.#harness.ask({ ready: true })
    await this.#measure(async () => {
      const { resizes } = (await this.#harness.ask({ resize: true })) as { resizes: number }
      return resizes
    })
  }

  /** Ten lines a millisecond, and a frame as soon as the engine is done with the last one. */
  async flood(): Promise<void> {
    await this.#harness.ask({ ready: true })
    await this.#measure(async () => {
      const start = performance.now()
      while (performance.now() - start < FLOOD_TIME) {
        await pause(10)
        this.#frame = Math.floor((performance.now() - start) * FLOOD_RATE)
        await this.#engine.show(this.#frame)
      }
      return this.#frame
    })
  }

  async #show(frames: number): Promise<number> {
    for (let i = 0; i < frames; i++) {
      await this.#engine.show(++this.#frame)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return frames
  }

  /** Returns how many frames are done in a ms. */
  async #warmUp(): Promise<number> {
    const start = performance.now()
    while (this.#frame < WARM_UP_FRAMES && performance.now() - start < WARM_UP_TIME) await this.#show(20)
    return this.#frame / (performance.now() - start)
  }

  /** Reports what the work costs. The work returns how many things it has done. */
  async #measure(work: () => Promise<number>): Promise<void> {
    const collected = this.#collections()
    const start = performance.now()
    const before = process.cpuUsage()
    const count = await work()
    const { user, system } = process.cpuUsage(before)
    const time = performance.now() - start
    const { rss } = process.memoryUsage()
    await pause(30) // collections are reported late
    const report: Report = {
      cpu: user + system,
      time,
      count,
      rss,
      collections: this.#collections() - collected,
      frame: this.#frame,
    }
    this.#harness.send({ report })
  }
}

/** Returns a function that counts the garbage collections so far. Bun doesn't report them. */
function countCollections(): () => number {
  let collections = 0
  if (!('bun' in process.versions))
    new PerformanceObserver((list) => (collections += list.getEntries().length)).observe({
      entryTypes: ['gc'],
    })
  return () => collections
}

/** The screen at the size that the terminal has now. */
export function sizedToTerminal(screen: Screen): Screen {
  const { columns, rows } = process.stdout
  return { ...screen, columns, rows }
}

/** Resolves with the next write to standard output: for engines that don't say when they have drawn. */
export function nextWrite(): () => Promise<void> {
  let wrote: (() => void) | undefined
  const { stdout } = process
  const write = stdout.write.bind(stdout)
  stdout.write = ((...args: Parameters<typeof write>) => {
    const result = write(...args)
    setImmediate(() => wrote?.())
    return result
  }) as typeof write
  return () => new Promise<void>((resolve) => (wrote = resolve))
}

/** Waits for the time of a frame, in ms: for engines whose frames can't be observed. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
