import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { requireFactor, requireFraction, requireLimit, requireTime } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { invokedWork, withEvent, type WorkEvent } from '../kit/chart.ts'
import { CancelledError, errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild } from '../kit/pattern.ts'

export interface RetryPolicy {
  /**
   * How often it is tried, all in all: a whole number, 1 or more, or `Infinity` for as long as it takes.
   *
   * @defaultValue 3
   */
  readonly maxAttempts?: number
  /**
   * The wait after the first failure, in ms, 0 or more. After each further one it is `factor` times as long.
   *
   * @defaultValue 1,000
   */
  readonly delay?: number
  /**
   * A number, 1 or more.
   *
   * @defaultValue 2
   */
  readonly factor?: number
  /**
   * No wait is longer than this, in ms, 0 or more.
   *
   * @defaultValue 30,000
   */
  readonly maxDelay?: number
  /**
   * The part of each wait that is left to chance, from 0 to 1, so that many clients do not come at once.
   *
   * @defaultValue 0.5
   */
  readonly jitter?: number
  /**
   * Returns numbers from 0 up to 1.
   *
   * @defaultValue Math.random
   */
  readonly random?: () => number
  /**
   * Whether it is worth another try.
   *
   * @defaultValue if it isn't an AbortError: whoever aborted the work did not want it
   */
  readonly retryIf?: (error: unknown, attempt: number) => boolean
}

export interface RetryingContext {
  /** The attempt that is being made, or was made last; the first is 1. */
  readonly attempt: number
  /** How often it will be tried, all in all. */
  readonly maxAttempts: number
  /** Why the last attempt failed. */
  readonly error: unknown
  /** Until the next attempt, in ms; it counts down by the second. Undefined where none is to come. */
  readonly retryIn: number | undefined
}

export type RetryingEvent =
  /** Try now, and wait no longer. */
  | { readonly type: 'retry' }
  /** Try no more: it fails with a CancelledError. */
  | { readonly type: 'cancel' }

export type RetryingState = 'attempting' | 'waiting' | 'done' | 'failed' | 'cancelled'

export type Retrying<L extends AnyActorLogic> = Pattern<
  RetryingContext,
  RetryingEvent,
  RetryingState,
  'busy',
  InputFrom<L>,
  AnswerFrom<L>,
  WorkChild<L>
>

interface Context extends RetryingContext {
  readonly input: unknown
  readonly output: unknown
  /** When the next attempt is due, on the clock of `now`. */
  readonly retryAt: number
}

/**
 * Tries work until it succeeds, with longer and longer waits in between. It fails with the error of the last attempt.
 *
 * ```ts
 * const load = retrying(fromPromise(() => loadUsers()), { maxAttempts: 5, delay: 500 })
 * ```
 *
 * @throws RangeError if a number of the policy isn't what its option says.
 */
export function retrying<L extends AnyActorLogic>(work: L, policy: RetryPolicy = {}): Retrying<L> {
  const { maxAttempts = 3, retryIf = isNotAborted } = policy
  requireLimit('retrying: maxAttempts', maxAttempts)
  const waitAfter = waits(policy)

  const machine = setup({
    types: { context: {} as Context, events: {} as RetryingEvent | FailEvent | WorkEvent },
    actors: { work: answering(work) },
    actions: {
      ...failingActions,
      countAttempt: assign({ attempt: ({ context }) => context.attempt + 1, retryIn: undefined }),
      keepOutput: assign((_, { output }: { output: unknown }) => ({ output, error: undefined })),
      keepError: assign(errorOf),
      keepCancelled: assign(({ context }) => ({
        error: new CancelledError('the work', context.error),
        retryIn: undefined,
      })),
      planRetry: assign({ retryAt: ({ context, self }) => now(self) + waitAfter(context.attempt) }),
      countDown: assign({
        retryIn: ({ context, self }) => Math.max(0, Math.ceil(context.retryAt - now(self))),
      }),
    },
    guards: {
      isWorthRetrying: ({ context }, { error }: { error: unknown }) =>
        context.attempt < maxAttempts && retryIf(error, context.attempt),
      isTime: ({ context }) => context.retryIn === 0,
    },
    delays: {
      /** To the next whole second before it is time. */
      step: ({ context: { retryIn = 0 } }) => retryIn % 1_000 || 1_000,
    },
  }).createMachine({
    id: 'retrying',
    description: 'Work that is tried again when it fails.',
    context: ({ input }) => ({
      input,
      output: undefined,
      attempt: 0,
      maxAttempts,
      error: undefined,
      retryIn: undefined,
      retryAt: 0,
    }),
    initial: 'attempting',
    states: {
      attempting: {
        tags: 'busy',
        entry: 'countAttempt',
        invoke: {
          ...invokedWork,
          onDone: { target: 'done', actions: withEvent('keepOutput') },
          onError: [
            {
              guard: withEvent('isWorthRetrying'),
              target: 'waiting',
              actions: [withEvent('keepError'), 'planRetry'],
            },
            { target: 'failed', actions: withEvent('keepError') },
          ],
        },
        on: { cancel: { target: 'cancelled', description: 'Give up' } },
      },
      waiting: {
        tags: 'busy',
        entry: 'countDown',
        always: { guard: 'isTime', target: 'attempting' },
        after: { step: { target: 'waiting', reenter: true, description: 'A second less' } },
        on: {
          retry: { target: 'attempting', description: 'Retry now' },
          cancel: { target: 'cancelled', description: 'Give up' },
        },
      },
      done: { type: 'final' },
      failed,
      cancelled: { ...failed, entry: ['keepCancelled', 'announceFailure'] },
    },
    output: ({ context }) => context.output,
  })
  return asPattern(seenThrough(machine, 'work'))
}

/** Work that is stopped with its actor is heard no more: this one was aborted by somebody else, such as the work itself. */
function isNotAborted(error: unknown): boolean {
  return !(error instanceof Error && error.name === 'AbortError')
}

/** The wait after each failed attempt, in ms. */
function waits(policy: RetryPolicy): (attempt: number) => number {
  const { delay = 1_000, factor = 2, maxDelay = 30_000, jitter = 0.5, random = Math.random } = policy
  requireTime('retrying: delay', delay)
  requireFactor('retrying: factor', factor)
  requireTime('retrying: maxDelay', maxDelay)
  requireFraction('retrying: jitter', jitter)
  return (attempt) => {
    // Bounded, since a wait of 0 times Infinity is not a number.
    const growth = Math.min(factor ** (attempt - 1), Number.MAX_VALUE)
    const longest = Math.min(maxDelay, delay * growth)
    return Math.round(longest * (1 - jitter * random()))
  }
}
