import { assign, setup, type AnyActorLogic, type InputFrom, type OutputFrom } from 'xstate'
import { waitsOf } from '../kit/backoff.ts'
import { requireCount, requireLimit, requirePositiveTime } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { invokedWork, outputOf, withEvent, type WorkEvent } from '../kit/chart.ts'
import { failed, failingActions, reasonOf, type FailEvent } from '../kit/failure.ts'
import { messageOf } from '../kit/message-of.ts'
import { seenThrough } from '../kit/change.ts'
import { dropStack } from '../kit/no-stack.ts'
import { LineRing, type Line } from '../streams/line-ring.ts'
import { listening, type SaidEvent } from '../streams/listening.ts'
import { Ring } from '../streams/ring.ts'
import type { OutputSource } from './subprocess.ts'
import { asPattern, asWork, type Pattern, type WorkChild, type PatternRules } from '../kit/pattern.ts'

/** When `supervising` restarts an actor, and when it gives up. */
export interface RestartPolicy {
  /**
   * How many restarts there may be within `period`: a whole number, 0 or more, or `Infinity`.
   *
   * @defaultValue 3
   */
  readonly maxRestarts?: number
  /**
   * How long a failure counts, in ms, above 0.
   *
   * @defaultValue 60,000
   */
  readonly period?: number
  /**
   * The wait before a restart, in ms, 0 or more. With each further failure it is `factor` times as long.
   *
   * @defaultValue 0
   */
  readonly delay?: number
  /**
   * By how much the waits grow: a number, 1 or more.
   *
   * @defaultValue 1, so all waits are as long
   */
  readonly factor?: number
  /**
   * No wait is longer than this, in ms, 0 or more.
   *
   * @defaultValue 30,000
   */
  readonly maxDelay?: number
  /**
   * The part of each wait that is random, from 0 to 1.
   *
   * @defaultValue 0
   */
  readonly jitter?: number
  /**
   * Returns numbers from 0 up to 1.
   *
   * @defaultValue Math.random
   */
  readonly random?: () => number
  /**
   * How long the actor has to run, in ms, above 0, until it is healthy: then its earlier failures are forgotten, and the next
   * wait is `delay` again.
   *
   * @defaultValue `period`
   */
  readonly healthyAfter?: number
  /**
   * How many of the lines that its actors said are kept, the last ones: a whole number, 1 or more.
   *
   * @defaultValue 10,000
   */
  readonly maxLines?: number
}

/** The context of `supervising`. */
export interface SupervisingContext {
  /** Why the actor failed last. */
  readonly error: unknown
  /** How many restarts there have been in total. */
  readonly restarts: number
  /**
   * What its actors have said, if they keep `lines` in their contexts, as `subprocess` does, also inside of patterns such as
   * `deadline` and `retrying`. The lines from before a restart stay, and a line of the source 'restart' stands between.
   */
  readonly lines: LineRing<SupervisedSource>
  /** When the actor was started last, in ms on the clock of `now`. */
  readonly startedAt: number
}

/** Where a line of `supervising` comes from. */
export type SupervisedSource = OutputSource | 'restart'

/** The states of `supervising`. */
export type SupervisingState = 'running' | 'restarting' | 'done' | 'failed'

/** What `supervising` returns. */
export type Supervising<L extends AnyActorLogic> = Pattern<
  SupervisingContext,
  /** Restarts the actor at once. This doesn't count as a failure. */
  { readonly type: 'restart' },
  SupervisingState,
  'busy',
  InputFrom<L>,
  OutputFrom<L>,
  WorkChild<L>
>

/**
 * A supervised actor failed too often. `cause` is its last error.
 *
 * ```ts
 * if (error instanceof RestartError) console.error(error.cause)
 * ```
 */
export class RestartError extends Error {
  /** The name of the class. */
  override readonly name = 'RestartError'

  /** @param period - How long a failure counts, in ms. */
  constructor(maxRestarts: number, period: number, cause: unknown) {
    const restarts = `${maxRestarts} ${maxRestarts === 1 ? 'restart' : 'restarts'}`
    super(`failed again after ${restarts} within ${period} ms: ${messageOf(cause)}`, { cause })
    dropStack(this)
  }
}

interface Context extends SupervisingContext {
  readonly input: unknown
  readonly output: unknown
  /** When it failed, in ms on the clock of `now`. Only failures that still count. */
  readonly failures: readonly number[]
  /** How often it failed since it was healthy. */
  readonly failuresInRow: number
}

/**
 * Runs an actor, and starts it again if it fails. If that happens too often, it gives up and fails with a RestartError. Each
 * restart is a new actor with the same input.
 *
 * ```ts
 * const feed = supervising(subprocess({ command: 'tail', args: ['-F', 'log'], check: true }), { maxRestarts: 5 })
 * ```
 *
 * @throws RangeError if a number of the policy is out of its range.
 */
export function supervising<L extends AnyActorLogic>(logic: L, policy: RestartPolicy = {}): Supervising<L> {
  const { maxRestarts = 3, period = 60_000, healthyAfter = period, maxLines = 10_000 } = policy
  const { delay = 0, factor = 1, maxDelay = 30_000, jitter = 0, random = () => Math.random() } = policy
  requireLimit('supervising: maxRestarts', maxRestarts, 0)
  requirePositiveTime('supervising: period', period)
  requirePositiveTime('supervising: healthyAfter', healthyAfter)
  requireCount('supervising: maxLines', maxLines)
  const waitAfter = waitsOf('supervising', { delay, factor, maxDelay, jitter, random })

  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as { type: 'restart' } | FailEvent | WorkEvent | SaidEvent,
    },
    actors: { work: asWork(logic), listening },
    actions: {
      ...failingActions,
      keepOutput: assign(outputOf),
      noteStart: assign({ startedAt: ({ self }) => now(self) }),
      noteFailure: assign(({ context, self }, { error }: { error: unknown }) => {
        const time = now(self)
        const wasHealthy = time - context.startedAt >= healthyAfter
        const before = wasHealthy ? [] : context.failures.filter((at) => time - at < period)
        return {
          error: reasonOf(error),
          failures: [...before, time],
          failuresInRow: wasHealthy ? 1 : context.failuresInRow + 1,
        }
      }),
      keepLines: assign(({ context }, { items, skipped }: SaidEvent) => ({
        lines: context.lines.concat(items as readonly Line<OutputSource>[], skipped),
      })),
      markFailure: assign(({ context }) => ({
        lines: marked(context.lines, `failed: ${messageOf(context.error)}`),
      })),
      markRestart: assign(({ context }) => ({ lines: marked(context.lines, 'restarted') })),
      giveUp: assign(({ context }) => ({ error: new RestartError(maxRestarts, period, context.error) })),
      countRestart: assign({ restarts: ({ context }) => context.restarts + 1 }),
    },
    guards: {
      hasFailedTooOften: ({ context }) => context.failures.length > maxRestarts,
    },
    delays: { delay: ({ context }) => waitAfter(context.failuresInRow) },
  }).createMachine({
    id: 'supervising',
    meta: { resume: 'beginsAgain', canEnd: true, canFail: true } satisfies PatternRules,
    description: 'Starts an actor again when it fails.',
    context: ({ input }) => ({
      input,
      output: undefined,
      error: undefined,
      restarts: 0,
      lines: new LineRing<SupervisedSource>(maxLines),
      failures: [],
      failuresInRow: 0,
      startedAt: 0,
    }),
    initial: 'running',
    states: {
      running: {
        tags: 'busy',
        entry: 'noteStart',
        invoke: [
          // First, so that it hears what the work says at its start.
          { src: 'listening' },
          {
            ...invokedWork,
            onDone: { target: 'done', actions: withEvent('keepOutput') },
            onError: { target: 'restarting', actions: [withEvent('noteFailure'), 'markFailure'] },
          },
        ],
        on: {
          said: { actions: withEvent('keepLines') },
          restart: {
            target: 'running',
            reenter: true,
            actions: ['countRestart', 'markRestart'],
            description: 'Restart',
          },
        },
      },
      restarting: {
        tags: 'busy',
        always: { guard: 'hasFailedTooOften', target: 'failed' },
        after: { delay: { target: 'running', actions: 'countRestart', description: 'Start it again' } },
        on: { restart: { target: 'running', actions: 'countRestart', description: 'Restart now' } },
      },
      done: { type: 'final' },
      failed: { ...failed, entry: ['giveUp', 'announceFailure'] },
    },
    output: ({ context }) => context.output,
  })
  return asPattern(seenThrough(machine, 'work'), (context: Context) => ({
    ...context,
    lines: Ring.from(context.lines),
  }))
}

/** The lines with a mark behind them, if there are any. */
function marked(lines: LineRing<SupervisedSource>, text: string): LineRing<SupervisedSource> {
  return lines.length === 0 ? lines : lines.concat([{ text, source: 'restart' }])
}
