import { readFileSync } from 'node:fs'
import type { AnyActorLogic } from 'xstate'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import { differenceIn, type Difference } from './difference.ts'
import type { ReplayWatch } from './replay-watch.ts'
import { Replayer, type ReplayedStep } from './replayer.ts'
import { isSameScreen, type Row } from './screen-rows.ts'
import { describeStep } from './step-description.ts'
import { APP_ENDED, parseTrace, type Trace } from './trace.ts'
import { TraceError } from './trace-error.ts'

/** A step of a replay: something that came in, and what the app did with it until the next came. */
export interface ReplayStep {
  /** What came in: 'key r', 'an answer of people/users (…)'. */
  readonly what: string
  /** When it came, in ms after the start. */
  readonly time: number
  /** The states that actors went to, in order: 'people/users: loaded'. */
  readonly states: readonly string[]
  /** The rows of the screen after it. */
  readonly screen: readonly string[]
}

/** A recording, run again. */
export interface Replay {
  /** The name of the recorded app's component. */
  readonly name: string
  /** How many steps were recorded after the start, which is step 0. */
  readonly steps: number
  /** How many screens were recorded, and how many of them were drawn again. Frames that differ only in what time moves count as one. */
  readonly frames: { readonly recorded: number; readonly same: number }
  /** Where the app now does something else than it did then, the first first. Empty if there is no such place. */
  readonly differences: readonly Difference[]
  /** The first step that took a masked or redacted value: from there, a replay may differ for that reason. */
  readonly exactUntil: number | undefined
  /** Why the recording ended: the app ended, its size, its time. Undefined if its process was killed. */
  readonly end: string | undefined
  /**
   * What happened in a step.
   *
   * @throws RangeError if there is no such step.
   */
  step(number: number): ReplayStep
  /**
   * The rows of the screen after a step.
   *
   * @throws RangeError if there is no such step.
   */
  screenAt(step: number): readonly string[]
}

/** Further differences follow from the first ones. */
const MAX_DIFFERENCES = 20

/**
 * Runs an app again by a recording of it: with the same keys and answers at the same times, but without the network, processes and
 * files, and as fast as it can.
 *
 * ```ts
 * const replay = await replayTrace(counter, 'bug.actty')
 * expect(replay.differences).toEqual([])
 * ```
 *
 * @param options - Options of `run` that the app has now. Those that aren't given are as they were.
 * @throws TraceError if the file can't be read, or can't be replayed from some step on.
 */
export function replayTrace<L extends AnyActorLogic>(
  component: Component<L>,
  file: string,
  options: ReplayOptions = {},
): Promise<Replay> {
  return watchReplay(component, file, options, undefined)
}

/** Options of `run` that an app has in a replay. Those that aren't given are as they were. */
export type ReplayOptions = Pick<AppOptions, 'screen' | 'quit' | 'frameInterval' | 'theme'>

/** The same, and somebody watches. It ends after the step `until`. */
export async function watchReplay<L extends AnyActorLogic>(
  component: Component<L>,
  file: string,
  options: ReplayOptions,
  watch: ReplayWatch | undefined,
  until = Infinity,
): Promise<Replay> {
  const trace = attempt(file, () => parseTrace(readFileSync(file, 'utf8')))
  const run = new ReplayRun(trace)
  try {
    await run.run(component, options, watch, until)
  } catch (error) {
    if (!(error instanceof TraceError)) throw error
    throw new TraceError(`${file} can't be replayed from step ${run.current} on: ${error.message}`, {
      cause: error,
    })
  }
  return run
}

function attempt<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    throw new TraceError(`${file} can't be replayed: ${(cause as Error).message}`, { cause })
  }
}

class ReplayRun implements Replay {
  readonly differences: Difference[] = []
  readonly frames = { recorded: 0, same: 0 }
  exactUntil: number | undefined
  /** The current step. */
  current = 0
  readonly #trace: Trace
  readonly #screens: (readonly Row[])[] = []
  readonly #states: string[][] = []
  readonly #known = new Map<string, string>()
  #lastKey: string | undefined

  constructor(trace: Trace) {
    this.#trace = trace
  }

  get name(): string {
    return this.#trace.header.name
  }

  get end(): string | undefined {
    return this.#trace.end
  }

  get steps(): number {
    return this.#trace.steps.length - 1
  }

  async run(
    component: Component<AnyActorLogic>,
    options: AppOptions,
    watch: ReplayWatch | undefined,
    until: number,
  ): Promise<void> {
    const { steps, header } = this.#trace
    const replayer = new Replayer(this.#trace, watch)
    let isWatched = watch !== undefined
    watch?.began(header, replayer.clock)
    try {
      for (const [number, step] of steps.entries()) {
        this.current = number
        if (number === 0) replayer.start(component, options)
        else await replayer.take(step)
        const next = steps[number + 1]
        if (next !== undefined) replayer.passTo(next)
        if (replayer.isInexact) this.exactUntil ??= number
        this.#compare(number, replayer.happened())
        if (isWatched) {
          isWatched = next !== undefined && !replayer.isOver
          watch?.stepped(number, replayer.screen, !isWatched)
        }
        if (number >= until) break
      }
    } finally {
      await replayer.close()
    }
  }

  step(number: number): ReplayStep {
    const screen = this.screenAt(number)
    const step = this.#trace.steps[number]!
    return { what: this.#describe(number), time: step.time, states: this.#states[number]!, screen }
  }

  screenAt(step: number): readonly string[] {
    const rows = this.#screens[step]
    if (rows === undefined) throw new RangeError(`step is a number from 0 to ${this.#screens.length - 1}`)
    return rows.map(([text]) => text)
  }

  /** A frame that is drawn at once follows from what came in before. */
  #describe(number: number): string {
    let at = number
    while (this.#trace.steps[at]!.kind === 'flush') at--
    return describeStep(this.#trace.steps[at]!, this.#trace)
  }

  #compare(number: number, now: ReplayedStep): void {
    const step = this.#trace.steps[number]!
    const what = this.#describe(number)
    if (what.startsWith('key ')) this.#lastKey = what.slice('key '.length)
    this.frames.recorded += step.frames.length
    this.frames.same += step.frames.filter((then, index) => {
      const frame = now.frames[index]
      return frame !== undefined && isSameScreen(frame.rows, then)
    }).length
    // A recording that ended before the app did may end in the middle of a step.
    const isCut = this.#trace.end !== APP_ENDED && number >= this.steps - 1
    const difference = differenceIn(step, now, this.#known, isCut)
    for (const { actor, state } of now.states) this.#known.set(actor, state)
    this.#states.push(now.states.map(({ actor, state }) => `${actor}: ${state}`))
    this.#screens.push(now.frames.at(-1)?.rows ?? this.#screens.at(-1) ?? [])
    if (difference === undefined || this.differences.length >= MAX_DIFFERENCES) return
    const { time } = step
    this.differences.push({ step: number, time, after: what, lastKey: this.#lastKey, ...difference })
  }
}
