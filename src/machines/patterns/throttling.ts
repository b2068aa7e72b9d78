import {
  assign,
  fromPromise,
  setup,
  type AnyActorLogic,
  type InputFrom,
  type PromiseActorLogic,
} from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { requirePositiveTime } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { withEvent, type WorkEvent } from '../kit/chart.ts'
import { errorOf } from '../kit/failure.ts'
import { seenThrough } from '../kit/change.ts'
import { asPattern, type Pattern, type WorkChild, type PatternRules } from '../kit/pattern.ts'

/** The context of `throttling`. */
export interface ThrottlingContext<Data, Value> {
  /** The last value that was delivered. */
  readonly lastValue: Value | undefined
  /** What the work answered to it. */
  readonly data: Data | undefined
  /** Why the work failed for it. */
  readonly error: unknown
  /** How many values were delivered. */
  readonly delivered: number
  /** How many values had come in by the last delivery. */
  readonly received: number
}

/** What `throttling` can be told. */
export type ThrottlingEvent<Value> =
  /** Another value. It replaces one that is waiting for its delivery. */
  | { readonly type: 'push'; readonly value: Value }
  /** Delivers the waiting value now. Send it before you stop the actor, which drops that value otherwise. */
  | { readonly type: 'flush' }

/** The states of `throttling`. */
export type ThrottlingState = 'idle' | 'delivering' | 'resting'

/** What `throttling` returns. */
export type Throttling<L extends AnyActorLogic> = Pattern<
  ThrottlingContext<AnswerFrom<L>, InputFrom<L>>,
  ThrottlingEvent<InputFrom<L>>,
  ThrottlingState,
  'busy',
  unknown,
  never,
  WorkChild<L>
>

/** Changed in place: a value that waits for its delivery doesn't change the state, so nothing is drawn for it. */
interface Inbox {
  received: number
  pending: boolean
  value: unknown
}

interface Context extends ThrottlingContext<unknown, unknown> {
  readonly inbox: Inbox
  /** On the clock of `now`. */
  readonly deliveredAt: number
}

/**
 * Delivers values at most every `interval` ms, and never two at a time: the first at once, the last always, and of those
 * between the newest when it is time. A delivery runs `work` with the value as its input.
 *
 * ```ts
 * const saving = throttling(fromPromise(({ input }: { input: string }) => save(input)), 1_000)
 * const actor = createActor(saving).start()
 * actor.send({ type: 'push', value: 'text' })
 * ```
 *
 * @param work - What delivers.
 * @param interval - From one delivery to the next, in ms.
 * @throws RangeError if `interval` isn't a finite time above 0.
 */
export function throttling<L extends AnyActorLogic>(work: L, interval: number): Throttling<L>
/**
 * The same without work: a delivered value is `lastValue` in the context, to be shown.
 *
 * ```ts
 * const position = throttling<number>(100)
 * ```
 *
 * @param interval - From one delivery to the next, in ms.
 * @throws RangeError if `interval` isn't a finite time above 0.
 */
export function throttling<Value>(interval: number): Throttling<PromiseActorLogic<undefined, Value>>
export function throttling(...args: [interval: number] | [work: AnyActorLogic, interval: number]): unknown {
  const [work, interval] = args.length === 1 ? [undefined, args[0]] : args
  requirePositiveTime('throttling: interval', interval)

  const machine = setup({
    types: { context: {} as Context, events: {} as ThrottlingEvent<unknown> | WorkEvent },
    actors: { work: answering(work ?? nothing) },
    actions: {
      receive: ({ context: { inbox } }, { value }: { value: unknown }) => {
        inbox.received++
        inbox.pending = true
        inbox.value = value
      },
      deliver: assign(({ context: { inbox, delivered }, self }) => {
        inbox.pending = false
        return {
          lastValue: inbox.value,
          received: inbox.received,
          delivered: delivered + 1,
          deliveredAt: now(self),
        }
      }),
      keepData: assign((_, { output }: { output: unknown }) => ({ data: output, error: undefined })),
      keepError: assign(errorOf),
    },
    guards: {
      isPending: ({ context }) => context.inbox.pending,
      isWithoutWork: () => work === undefined,
    },
    delays: { rest: ({ context, self }) => Math.max(0, context.deliveredAt + interval - now(self)) },
  }).createMachine({
    id: 'throttling',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    description: 'Delivers the latest value, now and then.',
    context: () => ({
      lastValue: undefined,
      data: undefined,
      error: undefined,
      delivered: 0,
      received: 0,
      deliveredAt: -Infinity,
      inbox: { received: 0, pending: false, value: undefined },
    }),
    initial: 'idle',
    on: { push: { actions: withEvent('receive') } },
    states: {
      idle: {
        on: { push: { target: 'delivering', actions: withEvent('receive'), description: 'Deliver' } },
      },
      delivering: {
        tags: 'busy',
        entry: 'deliver',
        always: { guard: 'isWithoutWork', target: 'resting' },
        invoke: {
          src: 'work',
          id: 'work',
          input: ({ context }: { context: Context }) => context.lastValue,
          onDone: { target: 'resting', actions: withEvent('keepData') },
          onError: { target: 'resting', actions: withEvent('keepError') },
        },
      },
      resting: {
        after: {
          rest: [
            { guard: 'isPending', target: 'delivering', description: 'Deliver what came meanwhile' },
            { target: 'idle' },
          ],
        },
        on: { flush: { guard: 'isPending', target: 'delivering', description: 'Deliver now' } },
      },
    },
  })
  return asPattern(seenThrough(machine, 'work'))
}

/** Takes the place of `work` if there is none. Its state is left before it starts. */
const nothing = fromPromise(() => Promise.resolve(undefined))
