import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, SETTLED, type AnswerFrom } from '../kit/answer.ts'
import { invokedWork, withEvent, type WorkEvent } from '../kit/chart.ts'
import { errorOf } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild } from '../kit/pattern.ts'

export interface FetchingContext<Data> {
  /** What was loaded last. It is kept while it is loaded anew, and when that fails. */
  readonly data: Data | undefined
  /** Why the last load failed. */
  readonly error: unknown
  readonly input: unknown
}

export type FetchingEvent =
  /** Load, or load anew. What is under way is aborted: an older answer is never shown. */
  { readonly type: 'refresh' } | { readonly type: 'cancel' }

export type FetchingState = 'idle' | 'loading' | 'loaded' | 'refreshing' | 'failed' | 'cancelled'

/** Its tags: 'busy' while something is under way, 'settled' when that has been answered. */
export type Fetching<L extends AnyActorLogic> = Pattern<
  FetchingContext<AnswerFrom<L>>,
  FetchingEvent,
  FetchingState,
  'busy' | 'settled',
  InputFrom<L>,
  never,
  WorkChild<L>
>

/**
 * Loads, and loads again when asked. The actor lives on: its snapshot says what there is to show.
 *
 * ```ts
 * const users = fetching(fromPromise(({ signal }: { signal: AbortSignal }) => loadUsers(signal)))
 * ```
 *
 * It starts with loading; with `{ lazy: true }` it waits for the first `refresh`. Its input is that of `work`.
 */
export function fetching<L extends AnyActorLogic>(
  work: L,
  options: { readonly lazy?: boolean } = {},
): Fetching<L> {
  const invoke = {
    ...invokedWork,
    onDone: { target: '#fetching.loaded', actions: withEvent('keepData') },
    onError: { target: '#fetching.failed', actions: withEvent('keepError') },
  } as const
  const again = [
    { guard: 'hasData', target: 'refreshing', description: 'Refresh' },
    { target: 'loading', description: 'Load' },
  ] as const

  const machine = setup({
    types: { context: {} as FetchingContext<unknown>, events: {} as FetchingEvent | WorkEvent },
    actors: { work: answering(work) },
    actions: {
      keepData: assign((_, { output }: { output: unknown }) => ({ data: output, error: undefined })),
      keepError: assign(errorOf),
    },
    guards: { hasData: ({ context }) => context.data !== undefined },
  }).createMachine({
    id: 'fetching',
    description: 'Loads, and loads again when asked.',
    context: ({ input }) => ({ data: undefined, error: undefined, input }),
    initial: options.lazy ? 'idle' : 'loading',
    states: {
      idle: { on: { refresh: { target: 'loading', description: 'Load' } } },
      loading: {
        tags: 'busy',
        invoke,
        on: {
          refresh: { target: 'loading', reenter: true, description: 'Load' },
          cancel: { target: 'cancelled', description: 'Cancel' },
        },
      },
      loaded: { tags: SETTLED, on: { refresh: { target: 'refreshing', description: 'Refresh' } } },
      refreshing: {
        tags: 'busy',
        invoke,
        on: {
          refresh: { target: 'refreshing', reenter: true, description: 'Refresh' },
          cancel: { target: 'cancelled', description: 'Cancel' },
        },
      },
      failed: { tags: SETTLED, on: { refresh: again } },
      cancelled: { on: { refresh: again } },
    },
  })
  return asPattern(seenThrough(machine, 'work'))
}
