import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { requirePositiveTime } from '../kit/numbers.ts'
import { invokedWork, outputOf, withEvent, type WorkEvent } from '../kit/chart.ts'
import { errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild } from '../kit/pattern.ts'

export interface DeadlineContext {
  /** Why it failed, once it has. */
  readonly error: unknown
}

export type DeadlineState = 'running' | 'done' | 'failed' | 'timedOut'

export type Deadline<L extends AnyActorLogic> = Pattern<
  DeadlineContext,
  { type: 'never' },
  DeadlineState,
  'busy',
  InputFrom<L>,
  AnswerFrom<L>,
  WorkChild<L>
>

/** Work took longer than it may. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
  /** How long it was given, in ms. */
  readonly maxTime: number

  constructor(maxTime: number) {
    super(`timed out after ${maxTime} ms`)
    this.maxTime = maxTime
  }
}

interface Context extends DeadlineContext {
  readonly input: unknown
  readonly output: unknown
}

/**
 * Work that has so many ms. Then it is stopped, which aborts it, and the actor fails with a TimeoutError.
 *
 * ```ts
 * const load = deadline(fromPromise(({ signal }: { signal: AbortSignal }) => loadUsers(signal)), 5_000)
 * ```
 *
 * Its input, output and failures are those of the work.
 *
 * @throws RangeError if `maxTime` isn't a finite time above 0.
 */
export function deadline<L extends AnyActorLogic>(work: L, maxTime: number): Deadline<L> {
  requirePositiveTime('deadline: maxTime', maxTime)
  const machine = setup({
    types: { context: {} as Context, events: {} as FailEvent | WorkEvent },
    actors: { work: answering(work) },
    actions: {
      ...failingActions,
      keepOutput: assign(outputOf),
      keepError: assign(errorOf),
      keepTimeout: assign({ error: () => new TimeoutError(maxTime) }),
    },
    delays: { maxTime },
  }).createMachine({
    id: 'deadline',
    description: 'Work that has so long and no longer.',
    context: ({ input }) => ({ input, output: undefined, error: undefined }),
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
