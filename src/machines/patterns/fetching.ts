import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, SETTLED, type AnswerFrom } from '../kit/answer.ts'
import { invokedWork, withEvent, type WorkEvent } from '../kit/chart.ts'
import { now } from '../kit/clock.ts'
import { errorOf } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild, type PatternRules } from '../kit/pattern.ts'

/** The context of `fetching`. */
export interface FetchingContext<Data> {
  /** The last data that was loaded. It stays while it is loaded again, and if that fails. */
  readonly data: Data | undefined
  /** Why the last load failed. */
  readonly error: unknown
  /** The input of the work. */
  readonly input: unknown
  /** When the last load started, in ms on the clock of `now`. */
  readonly startedAt: number | undefined
  /** When `data` was loaded, on the same clock. */
  readonly loadedAt: number | undefined
}

/** What `fetching` can be told. */
export type FetchingEvent =
  /** Loads, or loads again. A load that hasn't ended is aborted, so an older answer is never shown. */
  | { readonly type: 'refresh' }
  /** Aborts the load. */
  | { readonly type: 'cancel' }

/** The states of `fetching`. */
export type FetchingState = 'idle' | 'loading' | 'loaded' | 'refreshing' | 'failed' | 'cancelled'

/** What `fetching` returns. Its tags are 'busy' while it loads, and 'settled' once that has ended. */
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
 * Loads data, and loads it again when asked. The actor doesn't end: its snapshot says what to show.
 *
 * ```ts
 * const users = fetching(fromPromise(({ signal }: { signal: AbortSignal }) => loadUsers(signal)))
 * ```
 *
 * @param work - What loads. Its input is that of the pattern.
 * @param options - With `lazy: true` it waits for the first `refresh`; by default it loads at once.
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
      noteStart: assign({ startedAt: ({ self }) => now(self) }),
      keepData: assign(({ self }, { output }: { output: unknown }) => ({
        data: output,
        error: undefined,
        loadedAt: now(self),
      })),
      keepError: assign(errorOf),
    },
    guards: { hasData: ({ context }) => context.data !== undefined },
  }).createMachine({
    id: 'fetching',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    description: 'Loads, and loads again when asked.',
    context: ({ input }) => ({
      data: undefined,
      error: undefined,
      input,
      startedAt: undefined,
      loadedAt: undefined,
    }),
    initial: options.lazy ? 'idle' : 'loading',
    states: {
      idle: { on: { refresh: { target: 'loading', description: 'Load' } } },
      loading: {
        tags: 'busy',
        entry: 'noteStart',
        invoke,
        on: {
          refresh: { target: 'loading', reenter: true, description: 'Load' },
          cancel: { target: 'cancelled', description: 'Cancel' },
        },
      },
      loaded: { tags: SETTLED, on: { refresh: { target: 'refreshing', description: 'Refresh' } } },
      refreshing: {
        tags: 'busy',
        entry: 'noteStart',
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
