import { connect, type Socket } from 'node:net'
import { PerformanceObserver } from 'node:perf_hooks'
import { screens, type Screen, type ScreenName } from './screens.js'

/** What an engine does here. */
export interface Contestant {
  /** Shows a frame, and resolves when its bytes are on the way to the terminal. */
  show(frame: number): unknown
  /** Calls back for every key. */
  onKey?(listener: () => void): void
}

/** What a contestant measured of itself, by the operating system's count. */
export interface Report {
  /** CPU of the measured frames, user and system, all threads, in us. */
  readonly cpu: number
  readonly frames: number
  readonly rss: number
  readonly collections: number
}

/** The task of this process: which screen, where to report, and what to do. */
const task = JSON.parse(process.env['BENCH'] ?? '{"screen":"dashboard","mode":"look"}') as {
  readonly screen: ScreenName
  readonly mode: 'frames' | 'keys' | 'flood' | 'resize' | 'look'
  readonly socket: string
}

/** Runs an engine through its task. It is opened with the first frame. */
export async function contest(open: (screen: Screen, frame: number) => Contestant | Promise<Contestant>) {
  const screen: Screen = screens[task.screen]
  let collections = 0
  if (!('bun' in process.versions))
    new PerformanceObserver((list) => (collections += list.getEntries().length)).observe({
      entryTypes: ['gc'],
    })
  const engine = await open(screen, 0)
  if (task.mode === 'look') return
  const harness = await Harness.connect(task.socket)
  let frame = 0
  const run = async (frames: number) => {
    for (let i = 0; i < frames; i++) {
      await engine.show(++frame)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  if (task.mode === 'keys') {
    engine.onKey?.(() => void engine.show(++frame))
    harness.send({ keys: engine.onKey !== undefined })
    return
  }
  const rate = task.mode === 'frames' ? await warmUp(run) : 0
  const frames = Math.min(screen.frames, Math.ceil(rate * MEASURED_TIME))
  await harness.ask({ warm: frame })
  collections = 0
  const before = process.cpuUsage()
  let shown = frames
  if (task.mode === 'flood') shown = await flood(engine)
  else if (task.mode === 'resize') shown = await storm(harness)
  else await run(frames)
  const { user, system } = process.cpuUsage(before)
  const rss = process.memoryUsage().rss
  await new Promise((resolve) => setTimeout(resolve, 30))
  harness.send({
    report: { cpu: user + system, frames: shown, rss, collections } satisfies Report,
    frame: frame || shown,
  })
  // Whatever it would write when it ends is not part of the screen: it is killed.
}

/** The compiler's work is no part of a frame: all have the same time for it. */
const WARM_UP_TIME = 2_000
const WARM_UP_FRAMES = 1_500

/** How long is measured where that is less than all frames of the screen take. */
const MEASURED_TIME = 3_000

/** Gives the frames that are done in a millisecond. */
async function warmUp(run: (frames: number) => Promise<void>): Promise<number> {
  const start = performance.now()
  let frames = 0
  for (; frames < WARM_UP_FRAMES && performance.now() - start < WARM_UP_TIME; frames += 20) await run(20)
  return frames / (performance.now() - start)
}

const FLOOD_TIME = 10_000
export const FLOOD_RATE = 10

/** Ten lines a millisecond, and a frame whenever the engine has done the last. */
async function flood(engine: Contestant): Promise<number> {
  const start = performance.now()
  let frame = 0
  while (performance.now() - start < FLOOD_TIME) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    frame = Math.floor((performance.now() - start) * FLOOD_RATE)
    await engine.show(frame)
  }
  await engine.show(FLOOD_TIME * FLOOD_RATE)
  return FLOOD_TIME * FLOOD_RATE
}

/** The harness changes the terminal's size many times, back to what it was at the end. */
async function storm(harness: Harness): Promise<number> {
  const { resizes } = (await harness.ask({ storm: true })) as { resizes: number }
  return resizes
}

class Harness {
  readonly #socket: Socket
  #answered: ((answer: unknown) => void) | undefined

  static connect(path: string): Promise<Harness> {
    return new Promise((resolve) => {
      const socket = connect(path, () => resolve(new Harness(socket)))
    })
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (data) => this.#answered?.(JSON.parse(String(data))))
  }

  send(message: object): void {
    this.#socket.write(`${JSON.stringify(message)}\n`)
  }

  ask(message: object): Promise<unknown> {
    this.send(message)
    return new Promise((resolve) => (this.#answered = resolve))
  }
}

/** Resolves with the next write to standard output: for engines that do not say when they have drawn. */
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

/** For engines whose frames nobody sees from here: the time of a frame. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
