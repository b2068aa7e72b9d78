import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, SETTLED, type AnswerFrom } from '../kit/answer.ts'
import { requireTime } from '../kit/numbers.ts'
import { withEvent, type WorkEvent } from '../kit/chart.ts'
import { errorOf } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild, type PatternRules } from '../kit/pattern.ts'

/** The context of `debouncing`. */
export interface DebouncingContext<Data, Value> {
  /** The last value that came: the input of the work. */
  readonly input: Value | undefined
  /** The answer to `input`, or undefined if there is none yet. */
  readonly data: Data | undefined
  /** Why the work failed for `input`. */
  readonly error: unknown
  /** The last answer to any value. Show it while there is no `data`, so the screen doesn't go blank. */
  readonly previous: Data | undefined
}

/** What `debouncing` can be told. */
export type DebouncingEvent<Value> =
  /** Another value. The same value again changes nothing. */
  | { readonly type: 'change'; readonly value: Value }
  /** Asks now, without waiting; or asks again after a failure. */
  | { readonly type: 'flush' }

/** The states of `debouncing`. */
export type DebouncingState = 'empty' | 'waiting' | 'asking' | 'answered' | 'failed'

/**
 * What `debouncing` returns. Its tags are 'busy' while it waits or asks, and 'settled' while it has an answer or an error.
 */
export type Debouncing<L extends AnyActorLogic> = Pattern<
  DebouncingContext<AnswerFrom<L>, InputFrom<L>>,
  DebouncingEvent<InputFrom<L>>,
  DebouncingState,
  'busy' | 'settled',
  InputFrom<L> | undefined,
  never,
  WorkChild<L>
>

type Context = DebouncingContext<unknown, unknown>

/**
 * Asks once a value has stayed the same for `wait` ms: for a search while the user types. A new value aborts the request for
 * the old one, so an answer always belongs to the current value. An empty value ('', undefined, null) asks nothing.
 *
 * ```ts
 * const search = debouncing(fromPromise(({ input: text }: { input: string }) => find(text)), 200)
 * const actor = createActor(search).start()
 * actor.send({ type: 'change', value: 'actors' })
 * ```
 *
 * @param work - What asks. Its input is the value.
 * @param wait - How long a value must stay the same, in ms.
 * @throws RangeError if `wait` isn't a finite time, 0 or more.
 */
export function debouncing<L extends AnyActorLogic>(work: L, wait: number): Debouncing<L> {
  requireTime('debouncing: wait', wait)
  const machine = setup({
    types: { context: {} as Context, events: {} as DebouncingEvent<unknown> | WorkEvent },
    actors: { work: answering(work) },
    actions: {
      keepValue: assign((_, { value }: { value: unknown }) => ({
        input: value,
        data: undefined,
        error: undefined,
      })),
      keepData: assign((_, { output }: { output: unknown }) => ({ data: output, previous: output })),
      keepError: assign(errorOf),
      forget: assign({ previous: undefined }),
    },
    guards: {
      isSame: ({ context }, { value }: { value: unknown }) => Object.is(value, context.input),
      isNothing: (_, { value }: { value: unknown }) => isEmpty(value),
      hasValue: ({ context }) => !isEmpty(context.input),
    },
    delays: { wait },
  }).createMachine({
    id: 'debouncing',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    description: 'Asks once its value has stayed the same for a while.',
    context: ({ input }) => ({ input, data: undefined, error: undefined, previous: undefined }),
    initial: 'empty',
    on: {
      change: [
        { guard: withEvent('isSame') },
        { guard: withEvent('isNothing'), target: '.empty', actions: withEvent('keepValue') },
        { target: '.waiting', actions: withEvent('keepValue'), description: 'Another value' },
      ],
    },
    states: {
      empty: {
        entry: 'forget',
        // The input may already have a value.
        always: { guard: 'hasValue', target: 'waiting' },
      },
      waiting: {
        description: 'Until the value has stayed the same for a while.',
        tags: 'busy',
        after: { wait: { target: 'asking', description: 'The value stayed the same' } },
        on: { flush: { target: 'asking', description: 'Ask now' } },
      },
      asking: {
        tags: 'busy',
        invoke: {
          src: 'work',
          id: 'work',
          input: ({ context }: { context: Context }) => context.input,
          onDone: { target: 'answered', actions: withEvent('keepData') },
          onError: { target: 'failed', actions: withEvent('keepError') },
        },
      },
      answered: { tags: SETTLED },
      failed: { tags: SETTLED, on: { flush: { target: 'asking', description: 'Ask again' } } },
    },
  })
  return asPattern(seenThrough(machine, 'work'))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
