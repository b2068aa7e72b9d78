import {
  assign,
  setup,
  type AnyActorLogic,
  type DoneActorEvent,
  type ErrorActorEvent,
  type InputFrom,
} from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { requireAtLeast } from '../kit/numbers.ts'
import { failingActions, reasonOf, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'

export interface DeadlineContext {
  /** Why it failed, once it has. */
  readonly error: unknown
}

export type DeadlineState = 'running' | 'done' | 'failed' | 'timedOut'

export type Deadline<Output, Input> = Pattern<
  DeadlineContext,
  { type: 'never' },
  DeadlineState,
  'busy',
  Input,
  Output
>

/** Work took longer than it may. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
  /** How long it was given, in ms. */
  readonly limit: number

  constructor(limit: number) {
    super(`timed out after ${limit} ms`)
    this.limit = limit
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
 * Its input, output and failures are those of the work. Throws a RangeError where `limit` is not a number above 0.
 */
export function deadline<L extends AnyActorLogic>(
  work: L,
  limit: number,
): Deadline<AnswerFrom<L>, InputFrom<L>> {
  requireAtLeast(1, limit, 'deadline: limit')
  return asPattern(
    setup({
      types: { context: {} as Context, events: {} as FailEvent | DoneActorEvent | ErrorActorEvent },
      actors: { work: answering(work) },
      actions: {
        ...failingActions,
        keepOutput: assign((_, { output }: { output: unknown }) => ({ output })),
        keepError: assign((_, { error }: { error: unknown }) => ({ error: reasonOf(error) })),
        keepTimeout: assign({ error: () => new TimeoutError(limit) }),
      },
      delays: { limit },
    }).createMachine({
      id: 'deadline',
      description: 'Work that has so long and no longer.',
      context: ({ input }) => ({ input, output: undefined, error: undefined }),
      initial: 'running',
      states: {
        running: {
          tags: 'busy',
          invoke: {
            src: 'work',
            id: 'work',
            input: ({ context }: { context: Context }) => context.input,
            onDone: { target: 'done', actions: { type: 'keepOutput', params: ({ event }) => event } },
            onError: { target: 'failed', actions: { type: 'keepError', params: ({ event }) => event } },
          },
          after: { limit: { target: 'timedOut', actions: 'keepTimeout', description: 'Out of time' } },
        },
        done: { type: 'final' },
        failed: { entry: 'announceFailure', on: { fail: { actions: 'failWithError' } } },
        timedOut: { entry: 'announceFailure', on: { fail: { actions: 'failWithError' } } },
      },
      output: ({ context }) => context.output,
    }),
  )
}
