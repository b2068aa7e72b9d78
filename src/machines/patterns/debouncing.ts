import { assign, setup, type AnyActorLogic, type InputFrom } from 'xstate'
import { answering, SETTLED, type AnswerFrom } from '../kit/answer.ts'
import { requireTime } from '../kit/numbers.ts'
import { withEvent, type WorkEvent } from '../kit/chart.ts'
import { errorOf } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild } from '../kit/pattern.ts'

export interface DebouncingContext<Data, Value> {
  /** The last value that came: the input of the work. */
  readonly input: Value | undefined
  /** The answer to that input; undefined while there is none. */
  readonly data: Data | undefined
  /** Why there is none. */
  readonly error: unknown
  /** The last answer there was, to whatever value: for a screen that stays filled while it waits. */
  readonly previous: Data | undefined
}

export type DebouncingEvent<Value> =
  /** Ask for something else. The same value again changes nothing. */
  | { readonly type: 'change'; readonly value: Value }
  /** Ask now, without waiting; or ask again after a failure. */
  | { readonly type: 'flush' }

export type DebouncingState = 'empty' | 'waiting' | 'asking' | 'answered' | 'failed'

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
 * Asks when a value has stayed the same for `wait` ms: for a search while someone types. A new value aborts the question
 * that is under way, so that an answer is never that to an older value. An empty one ('', undefined, null) asks nothing.
 *
 * ```ts
 * const search = debouncing(fromPromise(({ input: text }: { input: string }) => find(text)), 200)
 * actor.send({ type: 'change', value: 'actors' })
 * ```
 *
 * The value is the work's input.
 *
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
    description: 'Asks when it has become quiet.',
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
        // It may have been given a value from the start.
        always: { guard: 'hasValue', target: 'waiting' },
      },
      waiting: {
        description: 'Until it is quiet.',
        tags: 'busy',
        after: { wait: { target: 'asking', description: 'It is quiet' } },
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
