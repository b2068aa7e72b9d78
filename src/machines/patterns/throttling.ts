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
import { asPattern, type Pattern, type WorkChild } from '../kit/pattern.ts'

export interface ThrottlingContext<Data, Value> {
  /** The value that was delivered last. */
  readonly lastValue: Value | undefined
  /** What the work answered to it. */
  readonly data: Data | undefined
  readonly error: unknown
  /** Values that were delivered. */
  readonly delivered: number
  /** How many came in up to that delivery. */
  readonly received: number
}

export type ThrottlingEvent<Value> =
  | { readonly type: 'push'; readonly value: Value }
  /** Deliver what is pending now: before it is left, for one that is stopped delivers no more. */
  | { readonly type: 'flush' }

export type ThrottlingState = 'idle' | 'delivering' | 'resting'

export type Throttling<L extends AnyActorLogic> = Pattern<
  ThrottlingContext<AnswerFrom<L>, InputFrom<L>>,
  ThrottlingEvent<InputFrom<L>>,
  ThrottlingState,
  'busy',
  unknown,
  never,
  WorkChild<L>
>

/** Filled in place: a value that is not delivered yet is no change of state, and draws nothing. */
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
 * Delivers values at most every `interval` ms, and never two at a time: the first at once, the last always, those between
 * only when it is their turn. A delivery is a run of `work` with the value as its input; without work, it is the value in
 * the snapshot.
 *
 * ```ts
 * const saving = throttling(fromPromise(({ input }: { input: string }) => save(input)), 1_000)
 * actor.send({ type: 'push', value: 'text' })
 * ```
 *
 * @throws RangeError if `interval` isn't a finite time above 0.
 */
export function throttling<L extends AnyActorLogic>(work: L, interval: number): Throttling<L>
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

/** Stands for the work where there is none; it is left before it begins. */
const nothing = fromPromise(() => Promise.resolve(undefined))
