import {
  assertEvent,
  assign,
  enqueueActions,
  fromCallback,
  setup,
  type ActorRefFromLogic,
  type AnyActorLogic,
  type CallbackActorRef,
  type InputFrom,
} from 'xstate'
import { answering, type AnswerFrom } from '../kit/answer.ts'
import { requireCount } from '../kit/numbers.ts'
import { now } from '../kit/clock.ts'
import { holdWork } from '../kit/held-work.ts'
import type { WorkEvent } from '../kit/chart.ts'
import { failed, failingActions, reasonOf, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'
import { Ring } from '../streams/ring.ts'

export interface ProcessingFailure<Item> {
  readonly item: Item
  readonly error: unknown
}

export interface ActiveItem<Item> {
  /** Of the actor that works on it, which is a child. */
  readonly id: `item ${number}`
  readonly item: Item
}

export interface ProcessingContext<Item> {
  /** How many items there are; undefined while that is not known. */
  readonly total: number | undefined
  /** Items that are dealt with, well or not. */
  readonly done: number
  /** Items that failed, of which the first thousand are in `failures`. */
  readonly failed: number
  readonly failures: readonly ProcessingFailure<Item>[]
  /** Items that are being worked on, in the order in which they were begun. */
  readonly active: readonly ActiveItem<Item>[]
  /** Items a second, over the time that was not paused. */
  readonly rate: number
  /** Until all are done, in ms; undefined while that cannot be told. */
  readonly timeLeft: number | undefined
  /** Why there were no more items, where that was no end. */
  readonly error: unknown
}

export type ProcessingEvent =
  /** No further items are begun; those that are, go on. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Ends it; what is under way is aborted. */
  | { readonly type: 'cancel' }

export interface ProcessingOutput<Item, Result> {
  readonly done: number
  readonly failed: number
  readonly failures: readonly ProcessingFailure<Item>[]
  /** The outputs of the work, in the order of the items; undefined for what failed or was not done. */
  readonly results: readonly (Result | undefined)[]
  readonly cancelled: boolean
}

export type Items<Item> = Iterable<Item> | AsyncIterable<Item>

export type Processing<L extends AnyActorLogic> = Pattern<
  ProcessingContext<InputFrom<L>>,
  ProcessingEvent,
  { working: 'running' | 'paused' } | 'done' | 'cancelled' | 'failed',
  'busy',
  { readonly items: Items<InputFrom<L>> },
  ProcessingOutput<InputFrom<L>, AnswerFrom<L>>,
  {
    readonly feeder?: CallbackActorRef<{ type: 'never' }> | undefined
    readonly [item: ActiveItem<unknown>['id']]: ActorRefFromLogic<L> | undefined
  }
>

interface ItemResult {
  /** Among the items, from 0. */
  readonly index: number
  readonly output: unknown
}

interface Context extends ProcessingContext<unknown> {
  readonly items: Items<unknown>
  /** The outputs of items, in the order in which these were done. */
  readonly results: Ring<ItemResult>
  /** Items asked for and not yet come; come and not yet begun; begun. */
  readonly asked: number
  readonly ready: readonly unknown[]
  readonly begun: number
  readonly exhausted: boolean
  /** Since when it runs, if it does, and how long it had run before. */
  readonly runningSince: number | undefined
  readonly ranBefore: number
}

type Event =
  | ProcessingEvent
  | { readonly type: 'feeder.item'; readonly item: unknown }
  | { readonly type: 'feeder.exhausted' }
  | { readonly type: 'feeder.failed'; readonly error: unknown }
  | FailEvent
  | WorkEvent

/** Failures beyond these are only counted. */
const MAX_FAILURES = 1_000

/**
 * Works through items, some at a time, and counts: how many of how many, how fast, how long still. An item that fails is
 * kept with its error, and the others go on. Its output says how it went.
 *
 * ```ts
 * const hashing = processing(fromPromise(({ input: path, signal }) => hash(path, signal)), { concurrency: 4 })
 * createActor(hashing, { input: { items: paths } })
 * ```
 *
 * `work` gets an item as its input. Items may come from an async iterable: no more are taken than are worked on. By default
 * that is 4 at a time.
 *
 * @throws RangeError if `concurrency` isn't a whole number, 1 or more.
 */
export function processing<L extends AnyActorLogic>(
  work: L,
  { concurrency = 4 }: { readonly concurrency?: number } = {},
): Processing<L> {
  requireCount('processing: concurrency', concurrency)
  const machine = setup({
    types: { context: {} as Context, events: {} as Event, input: {} as { items: Items<unknown> } },
    actors: { work: answering(work), feeder },
    actions: {
      ...failingActions,
      keepError: assign(({ event }) => {
        assertEvent(event, 'feeder.failed')
        return { error: reasonOf(event.error) }
      }),
      startWatch: assign({ runningSince: ({ self }) => now(self) }),
      stopWatch: assign(({ context, self }) => ({
        ranBefore: ranUntil(context, now(self)),
        runningSince: undefined,
      })),
      /** Begins what is ready, and asks for as much as there is room for. */
      fill: enqueueActions(({ context, enqueue }) => {
        const begins = context.ready.map((item, index) => ({
          id: `item ${context.begun + index + 1}` as const,
          item,
        }))
        for (const { id, item } of begins) enqueue.spawnChild('work', { id, input: item })
        const active = [...context.active, ...begins]
        const room = context.exhausted ? 0 : concurrency - active.length - context.asked
        for (let i = 0; i < room; i++) enqueue.sendTo('feeder', { type: 'next' })
        enqueue.assign({
          active,
          begun: context.begun + begins.length,
          ready: [],
          asked: context.asked + Math.max(0, room),
        })
      }),
      receive: assign(({ context, event }) => {
        assertEvent(event, 'feeder.item')
        return { asked: context.asked - 1, ready: [...context.ready, event.item] }
      }),
      exhaust: assign(({ context }) => ({
        exhausted: true,
        asked: 0,
        total: context.begun + context.ready.length,
      })),
      finishItem: enqueueActions(({ context, enqueue, event, self }) => {
        const { actorId, ...outcome } = event as WorkEvent
        const at = context.active.findIndex(({ id }) => id === actorId)
        const { item } = context.active[at]!
        const failed = 'error' in outcome
        const index = Number(actorId.slice('item '.length)) - 1
        enqueue.stopChild(actorId)
        enqueue.assign({
          active: context.active.toSpliced(at, 1),
          failed: context.failed + (failed ? 1 : 0),
          failures:
            failed && context.failures.length < MAX_FAILURES
              ? [...context.failures, { item, error: outcome.error }]
              : context.failures,
          results: failed ? context.results : context.results.concat([{ index, output: outcome.output }]),
          ...progress(context, now(self)),
        })
      }),
    },
    guards: {
      isFinished: ({ context }) => isFinished(context),
      isItem: ({ context, event }) =>
        'actorId' in event && context.active.some(({ id }) => id === event.actorId),
    },
  }).createMachine({
    id: 'processing',
    context: ({ input }) => ({
      items: input.items,
      results: new Ring<ItemResult>(Infinity),
      total: sizeOf(input.items),
      done: 0,
      failed: 0,
      failures: [],
      active: [],
      rate: 0,
      timeLeft: undefined,
      error: undefined,
      asked: 0,
      ready: [],
      begun: 0,
      exhausted: false,
      runningSince: undefined,
      ranBefore: 0,
    }),
    initial: 'working',
    states: {
      working: {
        tags: 'busy',
        invoke: { src: 'feeder', id: 'feeder', input: ({ context }) => context.items },
        initial: 'running',
        always: { guard: 'isFinished', target: 'done' },
        on: {
          'feeder.item': { actions: 'receive' },
          'feeder.exhausted': { actions: 'exhaust' },
          'feeder.failed': { target: 'failed', actions: 'keepError' },
          [XSTATE_EVENTS.anyChildDone]: { guard: 'isItem', actions: 'finishItem' },
          [XSTATE_EVENTS.anyChildFailed]: { guard: 'isItem', actions: 'finishItem' },
          cancel: { target: 'cancelled', description: 'Cancel' },
        },
        states: {
          running: {
            entry: ['startWatch', 'fill'],
            exit: 'stopWatch',
            on: {
              pause: { target: 'paused', description: 'Pause' },
              'feeder.item': { actions: ['receive', 'fill'] },
              [XSTATE_EVENTS.anyChildDone]: { guard: 'isItem', actions: ['finishItem', 'fill'] },
              [XSTATE_EVENTS.anyChildFailed]: { guard: 'isItem', actions: ['finishItem', 'fill'] },
            },
          },
          paused: { on: { resume: { target: 'running', description: 'Resume' } } },
        },
      },
      done: { type: 'final' },
      cancelled: { type: 'final' },
      failed,
    },
    output: ({ context }) => ({
      done: context.done,
      failed: context.failed,
      failures: context.failures,
      results: inOrder(context),
      cancelled: !isFinished(context),
    }),
  })
  return asPattern(machine, (context: Context) => ({ ...context, results: Ring.from(context.results) }))
}

/** Hands out items one by one, when it is asked to. */
const feeder = fromCallback<{ type: 'next' }, Items<unknown>>(({ input, self, receive, sendBack }) => {
  const iterator = Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]()
  const deliver = ({ done, value }: IteratorResult<unknown>) =>
    sendBack(done ? { type: 'feeder.exhausted' } : { type: 'feeder.item', item: value })
  const fail = (error: unknown) => sendBack({ type: 'feeder.failed', error })
  receive(() => {
    try {
      const next = iterator.next()
      if (Symbol.asyncIterator in input) Promise.resolve(next).then(deliver, fail)
      else deliver(next as IteratorResult<unknown>)
    } catch (error) {
      fail(error)
    }
  })
  // It may have to give something back; where that fails, nobody else is told.
  return () =>
    holdWork(
      self,
      'the items',
      Promise.resolve().then(() => iterator.return?.()),
    )
})

/** The outputs in the order of the items. */
function inOrder({ results, begun }: Context): unknown[] {
  const outputs = new Array<unknown>(begun).fill(undefined)
  for (const { index, output } of results) outputs[index] = output
  return outputs
}

function isFinished({ exhausted, ready, active }: Context): boolean {
  return exhausted && ready.length === 0 && active.length === 0
}

function sizeOf(items: Items<unknown>): number | undefined {
  if ('length' in items) return items.length as number
  return 'size' in items ? (items.size as number) : undefined
}

/** How long it has run, in ms: without the time that it was paused. */
function ranUntil({ ranBefore, runningSince }: Context, time: number): number {
  return ranBefore + (runningSince === undefined ? 0 : time - runningSince)
}

function progress(context: Context, time: number) {
  const done = context.done + 1
  const seconds = ranUntil(context, time) / 1_000
  const rate = seconds > 0 ? done / seconds : 0
  const left = context.total === undefined ? undefined : context.total - done
  return { done, rate, timeLeft: left === undefined || rate === 0 ? undefined : (left / rate) * 1_000 }
}
