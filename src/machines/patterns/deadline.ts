import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { requirePositiveTime } from '../kit/numbers.ts'
import { invokedWork, outputOf, withEvent, type WorkEvent } from '../kit/chart.ts'
import { now } from '../kit/clock.ts'
import { errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { dropStack } from '../kit/no-stack.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild, type PatternRules } from '../kit/pattern.ts'

/** The context of `deadline`. */
export interface DeadlineContext {
  /** Why it failed, if it did. */
  readonly error: unknown
  /** When the work started, in ms on the clock of `now`. */
  readonly startedAt: number
  /** When it must have ended, on the same clock. */
  readonly dueAt: number
}

/** The states of `deadline`. */
export type DeadlineState = 'running' | 'done' | 'failed' | 'timedOut'

/** What `deadline` returns. */
export type Deadline<L extends AnyActorLogic> = Pattern<
  DeadlineContext,
  { type: 'never' },
  DeadlineState,
  'busy',
  InputFrom<L>,
  AnswerFrom<L>,
  WorkChild<L>
>

/**
 * Work took longer than its `deadline`.
 *
 * ```ts
 * if (error instanceof TimeoutError) console.log(`no answer within ${error.maxTime} ms`)
 * ```
 */
export class TimeoutError extends Error {
  /** The name of the class. */
  override readonly name = 'TimeoutError'
  /** How long the work was given, in ms. */
  readonly maxTime: number

  constructor(maxTime: number) {
    super(`timed out after ${maxTime} ms`)
    this.maxTime = maxTime
    dropStack(this)
  }
}

interface Context extends DeadlineContext {
  readonly input: unknown
  readonly output: unknown
}

/**
 * Gives work at most `maxTime` ms. Then the work is stopped, which aborts it, and the actor fails with a TimeoutError.
 *
 * ```ts
 * const load = deadline(fromPromise(({ signal }: { signal: AbortSignal }) => loadUsers(signal)), 5_000)
 * ```
 *
 * @param work - Its input, output and errors are those of the pattern.
 * @param maxTime - In ms.
 * @throws RangeError if `maxTime` isn't a finite time above 0.
 */
export function deadline<L extends AnyActorLogic>(work: L, maxTime: number): Deadline<L> {
  requirePositiveTime('deadline: maxTime', maxTime)
  const machine = setup({
    types: { context: {} as Context, events: {} as FailEvent | WorkEvent },
    actors: { work: answering(work) },
    actions: {
      ...failingActions,
      noteStart: assign(({ self }) => ({ startedAt: now(self), dueAt: now(self) + maxTime })),
      keepOutput: assign(outputOf),
      keepError: assign(errorOf),
      keepTimeout: assign({ error: () => new TimeoutError(maxTime) }),
    },
    delays: { maxTime },
  }).createMachine({
    id: 'deadline',
    meta: { resume: 'goesOn', canEnd: true, canFail: true } satisfies PatternRules,
    description: 'Work that must end in time.',
    context: ({ input }) => ({ input, output: undefined, error: undefined, startedAt: 0, dueAt: 0 }),
    entry: 'noteStart',
    initial: 'running',
    states: {
      running: {
        tags: 'busy',
        invoke: {
          ...invokedWork,
          onDone: { target: 'done', actions: withEvent('keepOutput') },
          onError: { target: 'failed', actions: withEvent('keepError') },
        },
        after: { maxTime: { target: 'timedOut', actions: 'keepTimeout', description: 'Out of time' } },
      },
      done: { type: 'final' },
      failed,
      timedOut: failed,
    },
    output: ({ context }) => context.output,
  })
  return asPattern(seenThrough(machine, 'work'))
}
