import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, SETTLED, type AnswerFrom } from '../kit/answer.ts'
import { requirePositiveTime } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { invokedWork, withEvent, type WorkEvent } from '../kit/chart.ts'
import { errorOf } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild, type PatternRules } from '../kit/pattern.ts'

/** The context of `polling`. */
export interface PollingContext<Data> {
  /** The last answer. It stays while the next request is under way, and if that fails. */
  readonly data: Data | undefined
  /** Why the last request failed, if it did. */
  readonly error: unknown
  /** When the last answer came, in ms on the clock of `now`. */
  readonly answeredAt: number | undefined
  /** When the last request started, on the same clock. */
  readonly startedAt: number | undefined
}

/** What `polling` can be told. */
export type PollingEvent =
  /** Asks now, unless a request is under way. */
  | { readonly type: 'refresh' }
  /** Stops asking until `resume`. */
  | { readonly type: 'pause' }
  /** Asks at once, and then in intervals again. */
  | { readonly type: 'resume' }

/** The states of `polling`. */
export type PollingState = 'asking' | 'answered' | 'failed' | 'paused'

/** What `polling` returns. Its tags are 'busy' while it asks, and 'settled' while it has an answer or an error. */
export type Polling<L extends AnyActorLogic> = Pattern<
  PollingContext<AnswerFrom<L>>,
  PollingEvent,
  PollingState,
  'busy' | 'settled',
  InputFrom<L>,
  never,
  WorkChild<L>
>

interface Context extends PollingContext<unknown> {
  readonly input: unknown
}

/**
 * Asks again and again, `interval` ms after each answer, so slow answers never pile up. After a failure it asks again, too.
 *
 * ```ts
 * const load = polling(fromPromise(() => readLoad()), 2_000)
 * ```
 *
 * @param work - What asks. Its input is that of the pattern.
 * @param interval - From an answer to the next request, in ms.
 * @throws RangeError if `interval` isn't a finite time above 0.
 */
export function polling<L extends AnyActorLogic>(work: L, interval: number): Polling<L> {
  requirePositiveTime('polling: interval', interval)
  const resting = {
    tags: SETTLED,
    after: { interval: { target: 'asking', description: 'Time to ask again' } },
    on: {
      refresh: { target: 'asking', description: 'Refresh' },
      pause: { target: 'paused', description: 'Pause' },
    },
  } as const

  const machine = setup({
    types: { context: {} as Context, events: {} as PollingEvent | WorkEvent },
    actors: { work: answering(work) },
    actions: {
      noteStart: assign({ startedAt: ({ self }) => now(self) }),
      keepData: assign(({ self }, { output }: { output: unknown }) => ({
        data: output,
        error: undefined,
        answeredAt: now(self),
      })),
      keepError: assign(errorOf),
    },
    delays: { interval },
  }).createMachine({
    id: 'polling',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    description: 'Asks again and again.',
    context: ({ input }) => ({
      input,
      data: undefined,
      error: undefined,
      answeredAt: undefined,
      startedAt: undefined,
    }),
    initial: 'asking',
    states: {
      asking: {
        tags: 'busy',
        entry: 'noteStart',
        invoke: {
          ...invokedWork,
          onDone: { target: 'answered', actions: withEvent('keepData') },
          onError: { target: 'failed', actions: withEvent('keepError') },
        },
        on: { pause: { target: 'paused', description: 'Pause' } },
      },
      answered: resting,
      failed: resting,
      paused: { on: { resume: { target: 'asking', description: 'Resume' } } },
    },
  })
  return asPattern(seenThrough(machine, 'work'))
}
