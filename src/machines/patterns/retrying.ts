import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { waitsOf } from '../kit/backoff.ts'
import { requireLimit } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { invokedWork, withEvent, type WorkEvent } from '../kit/chart.ts'
import { CancelledError, errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { errorName } from '../kit/message-of.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild, type PatternRules } from '../kit/pattern.ts'

/** How `retrying` retries. */
export interface RetryPolicy {
  /**
   * How many attempts there may be, the first included: a whole number, 1 or more, or `Infinity`.
   *
   * @defaultValue 3
   */
  readonly maxAttempts?: number
  /**
   * The wait after the first failure, in ms, 0 or more. Each further wait is `factor` times as long.
   *
   * @defaultValue 1,000
   */
  readonly delay?: number
  /**
   * How many times as long each wait is as the one before: a number, 1 or more.
   *
   * @defaultValue 2
   */
  readonly factor?: number
  /**
   * The longest wait, in ms, 0 or more.
   *
   * @defaultValue 30,000
   */
  readonly maxDelay?: number
  /**
   * The part of each wait that is random, from 0 to 1, so that many clients don't retry at the same moment.
   *
   * @defaultValue 0.5
   */
  readonly jitter?: number
  /**
   * Returns random numbers from 0 up to, but not including, 1.
   *
   * @defaultValue Math.random
   */
  readonly random?: () => number
  /**
   * Whether to try again after this error. `attempt` is the number of the attempt that failed, from 1.
   *
   * @defaultValue tries again unless the error is an AbortError
   */
  readonly retryIf?: (error: unknown, attempt: number) => boolean
}

/** The context of `retrying`. */
export interface RetryingContext {
  /** The number of the current attempt, or of the last one. The first is 1. */
  readonly attempt: number
  /** How many attempts there may be. */
  readonly maxAttempts: number
  /** Why the last attempt failed. */
  readonly error: unknown
  /** When the first attempt started, in ms on the clock of `now`. */
  readonly startedAt: number
  /** When the next attempt is due, in ms on the clock of `now`; undefined if none is planned. */
  readonly retryAt: number | undefined
  /** How long the last wait for another attempt was or is, in ms; 0 before the first. */
  readonly wait: number
}

/** What `retrying` can be told. */
export type RetryingEvent =
  /** Tries again now, without waiting. */
  | { readonly type: 'retry' }
  /** Gives up: the actor fails with a CancelledError. */
  | { readonly type: 'cancel' }

/** The states of `retrying`. */
export type RetryingState = 'attempting' | 'waiting' | 'done' | 'failed' | 'cancelled'

/** What `retrying` returns. */
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
}

/**
 * Tries work until it succeeds, with longer and longer waits between the attempts. It fails with the error of the last one.
 *
 * ```ts
 * const load = retrying(fromPromise(() => loadUsers()), { maxAttempts: 5, delay: 500 })
 * ```
 *
 * @param work - What is tried. Its input and output are those of the pattern.
 * @throws RangeError if a number of the policy is out of its range.
 */
export function retrying<L extends AnyActorLogic>(work: L, policy: RetryPolicy = {}): Retrying<L> {
  const { maxAttempts = 3, retryIf = isNotAborted } = policy
  requireLimit('retrying: maxAttempts', maxAttempts)
  const { delay = 1_000, factor = 2, maxDelay = 30_000, jitter = 0.5, random = () => Math.random() } = policy
  const waitAfter = waitsOf('retrying', { delay, factor, maxDelay, jitter, random })

  const machine = setup({
    types: { context: {} as Context, events: {} as RetryingEvent | FailEvent | WorkEvent },
    actors: { work: answering(work) },
    actions: {
      ...failingActions,
      countAttempt: assign({ attempt: ({ context }) => context.attempt + 1, retryAt: undefined }),
      keepOutput: assign((_, { output }: { output: unknown }) => ({ output, error: undefined })),
      keepError: assign(errorOf),
      keepCancelled: assign(({ context }) => ({
        error: new CancelledError('the work', context.error),
        retryAt: undefined,
      })),
      planRetry: assign(({ context, self }) => {
        const wait = waitAfter(context.attempt)
        return { wait, retryAt: now(self) + wait }
      }),
      noteStart: assign({ startedAt: ({ self }) => now(self) }),
    },
    guards: {
      isWorthRetrying: ({ context }, { error }: { error: unknown }) =>
        context.attempt < maxAttempts && retryIf(error, context.attempt),
      hasNoWait: ({ context }) => context.wait === 0,
    },
    delays: {
      untilRetry: ({ context: { retryAt = 0 }, self }) => Math.max(0, Math.ceil(retryAt - now(self))),
    },
  }).createMachine({
    id: 'retrying',
    meta: { resume: 'goesOn', canEnd: true, canFail: true } satisfies PatternRules,
    description: 'Work that is tried again when it fails.',
    context: ({ input }) => ({
      input,
      output: undefined,
      attempt: 0,
      maxAttempts,
      error: undefined,
      startedAt: 0,
      retryAt: undefined,
      wait: 0,
    }),
    entry: 'noteStart',
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
        always: { guard: 'hasNoWait', target: 'attempting' },
        after: { untilRetry: { target: 'attempting', description: 'Time to try again' } },
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

/**
 * If the actor is stopped, its work's error isn't heard. So this AbortError comes from elsewhere, such as the work itself.
 */
function isNotAborted(error: unknown): boolean {
  return errorName(error) !== 'AbortError'
}
