import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyActorLogic, InputFrom, SnapshotFrom } from 'xstate'
import { requireCount } from '../../machines/kit/numbers.ts'
import type { AppOptions } from '../app.ts'
import { keyNames, type Component } from '../component.ts'
import { AppError } from '../errors.ts'
import { seededRandom } from '../trace/chance.ts'
import { chooseMove } from './choose-move.ts'
import { ExploreError } from './explore-error.ts'
import { ExploredApp } from './explored-app.ts'
import { brokenClaim, brokenInvariant, claimOf, type Failure } from './invariants.ts'
import type { Move } from './move.ts'
import { samplesFrom, type Samples } from './samples.ts'
import { shorten } from './shorten.ts'

/** What a condition of `explore` may look at, after each move. */
export interface ExploredState<L extends AnyActorLogic = AnyActorLogic> {
  /** The snapshot of the component's actor. */
  readonly snapshot: SnapshotFrom<L>
  /** The rows of the screen, without blanks at their ends. */
  readonly screen: readonly string[]
  /** The width of the terminal, in cells. */
  readonly columns: number
  /** Its height, in cells. */
  readonly rows: number
  /** What has just happened; undefined at the start. */
  readonly move: Move | undefined
}

/** How `explore` runs a component. */
export interface ExploreOptions<L extends AnyActorLogic = AnyActorLogic> extends Pick<
  AppOptions,
  'quit' | 'theme' | 'frameInterval' | 'glyphs'
> {
  /**
   * How many runs there are, with the seeds from 1 on; or the seeds. A seed decides a whole run.
   *
   * @defaultValue 20
   */
  readonly seeds?: number | readonly number[] | undefined
  /**
   * How many moves a run has, besides the resizes that show each new state at all sizes.
   *
   * @defaultValue 40
   */
  readonly steps?: number | undefined
  /**
   * What work answers, by the names of actors; or the file of a recording that has such answers. Work without samples answers with a
   * value that has every property.
   */
  readonly samples?: Samples | string | undefined
  /**
   * The sizes of the terminal, in cells. A run begins with the first.
   *
   * @defaultValue [[80, 24], [40, 12], [20, 5]]
   */
  readonly sizes?: readonly (readonly [columns: number, rows: number])[] | undefined
  /** Runs these moves instead of random ones, once: those of a failure that was found. */
  readonly moves?: readonly Move[] | undefined
  /** Is called after each move, and throws if something isn't as it must be. */
  readonly invariant?: ((state: ExploredState<L>) => void) | undefined
  /**
   * Names of actors whose work really runs. Their timers, as those of actions, wait on the clock of the run. What else they do is done
   * in the world.
   */
  readonly real?: readonly string[] | undefined
  /** Names of actors whose failure may end the app. */
  readonly mayEnd?: readonly string[] | undefined
  /**
   * The file that a failing run is recorded in.
   *
   * @defaultValue one in the folder for temporary files
   */
  readonly file?: string | undefined
}

/** The options of `explore`. They are required if the component's logic needs an input. */
export type ExploreArguments<L extends AnyActorLogic> =
  undefined extends InputFrom<L>
    ? [options?: ExploreOptions<L> & { readonly input?: InputFrom<L> }]
    : [options: ExploreOptions<L> & { readonly input: InputFrom<L> }]

/** What `explore` has seen. */
export interface Exploration {
  /** How many runs there were. */
  readonly runs: number
  /** How many moves they had in all. */
  readonly moves: number
  /** The states of the app's machines that were seen together: 'app editing, app/list ready'. */
  readonly states: readonly string[]
}

const SIZES = [
  [80, 24],
  [40, 12],
  [20, 5],
] as const

/** So many shorter lists of moves are tried. */
const MAX_TRIES = 150

/**
 * Runs a component on a terminal in memory by random moves: keys that do something, text, pastes, the mouse, resizes, time, and answers and
 * failures of its work. Work itself, such as promises and processes, doesn't run. After every move the app must not have thrown, must show
 * something, must show what it would if it was drawn now, and its keys must do what its help says. At the end nothing may be left.
 *
 * ```ts
 * test('counter stands anything', async () => {
 *   await explore(counter, { seeds: 50 })
 * })
 * ```
 *
 * @throws ExploreError (as a rejection) for the first fault, with the shortest moves that lead to it.
 */
export async function explore<L extends AnyActorLogic>(
  component: Component<L>,
  ...args: ExploreArguments<L>
): Promise<Exploration> {
  const options: ExploreOptions<L> = args[0] ?? {}
  return new Explorer(component, options).explore()
}

/** A run that has ended. */
interface Run {
  readonly moves: readonly Move[]
  readonly failure: Failure | undefined
  readonly trace: string
}

class Explorer {
  readonly #component: Component<AnyActorLogic>
  readonly #options: ExploreOptions
  readonly #samples: Samples
  readonly #sizes: readonly (readonly [columns: number, rows: number])[]
  readonly #steps: number
  readonly #quitKeys: readonly string[]
  readonly #states = new Set<string>()
  #runs = 0
  #moves = 0

  constructor(component: Component<AnyActorLogic>, options: ExploreOptions) {
    const { seeds = 20, steps = 40, sizes = SIZES, samples, quit } = options
    if (typeof seeds === 'number') requireCount('explore: seeds', seeds)
    requireCount('explore: steps', steps)
    if (sizes.length === 0) throw new TypeError('explore: sizes has at least one size')
    this.#component = component
    this.#options = options
    this.#samples = samplesFrom(samples)
    this.#sizes = sizes
    this.#steps = steps
    this.#quitKeys = keyNames(quit ?? component.quit, `${component.name}, quit`)
  }

  async explore(): Promise<Exploration> {
    const { seeds = 20, moves } = this.#options
    if (moves !== undefined) await this.#expectSound(undefined, await this.#replay(moves, 1))
    else
      await this.#exploreAll(
        typeof seeds === 'number' ? Array.from({ length: seeds }, (_, i) => i + 1) : seeds,
      )
    return { runs: this.#runs, moves: this.#moves, states: [...this.#states].toSorted() }
  }

  /** A fault that needs no answer that was made up is told before one that does. */
  async #exploreAll(seeds: readonly number[]): Promise<void> {
    let doubtful: { readonly seed: number; readonly run: Run } | undefined
    for (const seed of seeds) {
      const run = await this.#random(seed)
      const isDoubtful = run.failure?.kind === 'exception' || run.failure?.kind === 'left'
      if (!isDoubtful || !run.moves.some(isMadeUp)) await this.#expectSound(seed, run)
      else doubtful ??= { seed, run }
    }
    if (doubtful !== undefined) await this.#expectSound(doubtful.seed, doubtful.run)
  }

  #random(seed: number): Promise<Run> {
    const random = seededRandom(seed)
    const [first, ...others] = this.#sizes
    const tour: Move[] = []
    const seen = new Set<string>()
    let steps = 0
    return this.#run(seed, (explored) => {
      const { configuration } = explored
      if (!seen.has(configuration)) {
        seen.add(configuration)
        this.#states.add(configuration)
        const [columns, rows] = explored.size
        const sizes = [first!, ...others].filter((size) => size[0] !== columns || size[1] !== rows)
        tour.push(...sizes.map((resize) => ({ resize })))
      }
      const next = tour.shift()
      if (next !== undefined) return next
      if (steps++ >= this.#steps) return undefined
      return chooseMove(explored, { random, sizes: this.#sizes, quitKeys: this.#quitKeys })
    })
  }

  #replay(moves: readonly Move[], seed: number): Promise<Run> {
    let at = 0
    return this.#run(seed, () => moves[at++])
  }

  /** One run. `next` returns the next move; undefined if there is none. */
  async #run(seed: number, next: (explored: ExploredApp) => Move | undefined): Promise<Run> {
    const moves: Move[] = []
    let explored: ExploredApp
    this.#runs++
    try {
      explored = this.#begin(seed)
    } catch (error) {
      return { moves, failure: { kind: 'exception', message: (error as Error).message }, trace: '' }
    }
    try {
      await explored.settled()
      let failure = this.#check(explored, undefined)
      while (failure === undefined && explored.isRunning) {
        const move = next(explored)
        if (move === undefined) break
        moves.push(move)
        this.#moves++
        failure = await this.#take(explored, move)
      }
      const left = failure === undefined ? await explored.end() : []
      if (left.length > 0)
        failure = { kind: 'left', message: `the app has ended, and left ${left.join(', ')}` }
      return { moves, failure, trace: explored.trace }
    } catch (error) {
      if (!(error instanceof AppError)) throw error // a fault of ours
      return { moves, failure: { kind: 'exception', message: error.message }, trace: explored.trace }
    } finally {
      await explored.end()
    }
  }

  #begin(seed: number): ExploredApp {
    const { quit, theme, frameInterval, glyphs, real = [] } = this.#options
    const { input } = this.#options as { readonly input?: unknown }
    return new ExploredApp(this.#component, {
      options: { quit, theme, frameInterval, glyphs, input },
      samples: this.#samples,
      real,
      size: this.#sizes[0]!,
      seed,
    })
  }

  async #take(explored: ExploredApp, move: Move): Promise<Failure | undefined> {
    const claim = explored.within(() => claimOf(move, explored))
    await explored.take(move)
    return this.#check(explored, move) ?? (claim && brokenClaim(claim, explored.received))
  }

  #check(explored: ExploredApp, move: Move | undefined): Failure | undefined {
    const { mayEnd = [], invariant } = this.#options
    const failure = brokenInvariant(explored, mayEnd)
    if (failure !== undefined || invariant === undefined || !explored.isRunning) return failure
    const [columns, rows] = explored.size
    const snapshot = explored.app.actor.getSnapshot() as never
    try {
      invariant({ snapshot, screen: explored.screen, columns, rows, move })
    } catch (error) {
      return { kind: 'invariant', message: (error as Error).message }
    }
    return undefined
  }

  /** Throws what a run has found, after it was shortened. */
  async #expectSound(seed: number | undefined, found: Run): Promise<void> {
    const { failure } = found
    if (failure === undefined) return
    const run = await this.#shortened(seed ?? 1, found)
    const { kind, message } = run.failure!
    throw new ExploreError({
      name: this.#component.name,
      kind,
      what: message,
      seed,
      moves: run.moves,
      tried: found.moves.length,
      hasSamples: this.#options.samples !== undefined,
      size: this.#sizes[0]!,
      file: this.#keep(run, seed ?? 1),
    })
  }

  async #shortened(seed: number, found: Run): Promise<Run> {
    let shortest = found
    await shorten(
      found.moves,
      async (moves) => {
        const run = await this.#replay(moves, seed)
        const fails = run.failure !== undefined && isSameFailure(run.failure, found.failure!)
        if (fails) shortest = run
        return fails
      },
      MAX_TRIES,
    )
    return shortest
  }

  #keep({ trace }: Run, seed: number): string | undefined {
    const { file = join(tmpdir(), `${this.#component.name}-${seed}.actty`) } = this.#options
    try {
      writeFileSync(file, trace, { mode: 0o600 })
      return file
    } catch {
      return undefined
    }
  }
}

function isMadeUp(move: Move): boolean {
  return 'answer' in move && move.sample === undefined
}

/** Numbers may differ: times, counts, rows. */
function isSameFailure(one: Failure, other: Failure): boolean {
  const general = ({ message }: Failure) => message.replaceAll(/\d+/g, '')
  const isOneOfMany = one.kind === 'stale' || one.kind === 'left'
  return one.kind === other.kind && (isOneOfMany || general(one) === general(other))
}
