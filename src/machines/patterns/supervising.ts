import { assign, setup, type AnyActorLogic, type InputFrom, type OutputFrom } from 'xstate'
import { requireLimit, requirePositiveTime, requireTime } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { invokedWork, outputOf, withEvent, type WorkEvent } from '../kit/chart.ts'
import { failed, failingActions, reasonOf, type FailEvent } from '../kit/failure.ts'
import { messageOf } from '../kit/message-of.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, asWork, type Pattern, type WorkChild } from '../kit/pattern.ts'

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
   * The wait before each restart, in ms, 0 or more.
   *
   * @defaultValue 0
   */
  readonly delay?: number
}

/** The context of `supervising`. */
export interface SupervisingContext {
  /** Why the actor failed last. */
  readonly error: unknown
  /** How many restarts there have been in total. */
  readonly restarts: number
}

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
    super(`failed again after ${maxRestarts} restarts within ${period} ms: ${messageOf(cause)}`, { cause })
  }
}

interface Context extends SupervisingContext {
  readonly input: unknown
  readonly output: unknown
  /** When it failed, in ms on the clock of `now`. Only failures that still count. */
  readonly failures: readonly number[]
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
  const { maxRestarts = 3, period = 60_000, delay = 0 } = policy
  requireLimit('supervising: maxRestarts', maxRestarts, 0)
  requirePositiveTime('supervising: period', period)
  requireTime('supervising: delay', delay)

  const machine = setup({
    types: { context: {} as Context, events: {} as { type: 'restart' } | FailEvent | WorkEvent },
    actors: { work: asWork(logic) },
    actions: {
      ...failingActions,
      keepOutput: assign(outputOf),
      noteFailure: assign(({ context, self }, { error }: { error: unknown }) => {
        const time = now(self)
        return {
          error: reasonOf(error),
          failures: [...context.failures.filter((at) => time - at < period), time],
        }
      }),
      giveUp: assign(({ context }) => ({ error: new RestartError(maxRestarts, period, context.error) })),
      countRestart: assign({ restarts: ({ context }) => context.restarts + 1 }),
    },
    guards: { hasFailedTooOften: ({ context }) => context.failures.length > maxRestarts },
    delays: { delay },
  }).createMachine({
    id: 'supervising',
    description: 'Starts an actor again when it fails.',
    context: ({ input }) => ({ input, output: undefined, error: undefined, restarts: 0, failures: [] }),
    initial: 'running',
    states: {
      running: {
        tags: 'busy',
        invoke: {
          ...invokedWork,
          onDone: { target: 'done', actions: withEvent('keepOutput') },
          onError: { target: 'restarting', actions: withEvent('noteFailure') },
        },
        on: {
          restart: { target: 'running', reenter: true, actions: 'countRestart', description: 'Restart' },
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
  return asPattern(seenThrough(machine, 'work'))
}
