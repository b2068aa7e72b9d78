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
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { selfContained } from '../kit/self-contained.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'
import { Ring } from '../streams/ring.ts'

/** An item whose work failed. */
export interface ProcessingFailure<Item> {
  /** The item. */
  readonly item: Item
  /** Why its work failed. */
  readonly error: unknown
}

/** An item whose work is under way. */
export interface ActiveItem<Item> {
  /** The id of the child that works on it. */
  readonly id: `item ${number}`
  /** The item. */
  readonly item: Item
}

/** The context of `processing`. */
export interface ProcessingContext<Item> {
  /** How many items there are, or undefined if that isn't known yet. */
  readonly total: number | undefined
  /** How many items are done, those that failed included. */
  readonly done: number
  /** How many items failed. */
  readonly failed: number
  /** The first thousand items that failed. */
  readonly failures: readonly ProcessingFailure<Item>[]
  /** Items whose work is under way, in the order in which they were started. */
  readonly active: readonly ActiveItem<Item>[]
  /** Items per second, pauses not counted. */
  readonly rate: number
  /** How long the rest will take, in ms, or undefined if that can't be estimated. */
  readonly timeLeft: number | undefined
  /** Why the source of the items failed. */
  readonly error: unknown
}

/** What `processing` can be told. */
export type ProcessingEvent =
  /** Starts no further items. Items whose work is under way go on. */
  | { readonly type: 'pause' }
  /** Starts items again. */
  | { readonly type: 'resume' }
  /** Ends it. Work that is under way is aborted. */
  | { readonly type: 'cancel' }

/** The output of `processing`. */
export interface ProcessingOutput<Item, Result> {
  /** How many items are done, those that failed included. */
  readonly done: number
  /** How many items failed. */
  readonly failed: number
  /** The first thousand items that failed. */
  readonly failures: readonly ProcessingFailure<Item>[]
  /** The outputs of the work, in the order of the items. Undefined for items that failed or weren't done. */
  readonly results: readonly (Result | undefined)[]
  /** Whether it was cancelled. */
  readonly cancelled: boolean
}

/** The items for `processing`. If they have a `length` or a `size`, the total is known from the start. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>

/** What `processing` returns. */
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
  /** Index of the item, from 0. */
  readonly index: number
  readonly output: unknown
}

interface Context extends ProcessingContext<unknown> {
  readonly items: Items<unknown>
  /** The outputs, in the order in which the items were done. */
  readonly results: Ring<ItemResult>
  /** Items that were asked for and haven't come, those that have come but not started, and how many were started. */
  readonly asked: number
  readonly ready: readonly unknown[]
  readonly begun: number
  readonly exhausted: boolean
  /** When the current run began, if it isn't paused, and how long it had run before, in ms. */
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

/** Further failures are only counted. */
const MAX_FAILURES = 1_000

/**
 * Works through items, some at a time, and keeps count: how many are done, how fast, and how long the rest will take. An
 * item that fails is kept with its error, and the others go on.
 *
 * ```ts
 * const hashing = processing(fromPromise(({ input: path }: { input: string }) => hash(path)), { concurrency: 8 })
 * const actor = createActor(hashing, { input: { items: ['one.iso', 'two.iso'] } }).start()
 * ```
 *
 * The items may be an async iterable: no more are taken from it than are worked on.
 *
 * @param work - Its input is an item.
 * @param options - `concurrency` is how many items are worked on at a time. The default is 4.
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
      /** Starts the items that are ready, and asks for as many as there is room for. */
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
    meta: { resume: 'goesOn', canEnd: true, canFail: true } satisfies PatternRules,
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
        invoke: { src: 'feeder', id: 'feeder', input: ({ context }) => feedOf(context) },
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
  return asPattern(machine, (context: Context, gap) => ({
    ...context,
    results: Ring.from(context.results),
    // Nothing ran meanwhile.
    ...(gap !== undefined &&
      context.runningSince !== undefined && { ranBefore: ranUntil(context, gap.from), runningSince: gap.to }),
  }))
}

/** Where the feeder takes items from, and how many it had handed out before it began again. */
interface Feed {
  readonly items: Items<unknown>
  readonly from: number
}

function feedOf({ items, begun, ready }: Context): Feed {
  return { items, from: begun + ready.length }
}

/** Hands out one item for each `next`. */
const feeder = selfContained(
  fromCallback<{ type: 'next' }, Feed>(({ input: { items, from }, self, receive, sendBack }) => {
    const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
    for (let at = 0; at < from; at++) void iterator.next()
    const deliver = ({ done, value }: IteratorResult<unknown>) =>
      sendBack(done ? { type: 'feeder.exhausted' } : { type: 'feeder.item', item: value })
    const fail = (error: unknown) => sendBack({ type: 'feeder.failed', error })
    receive(() => {
      try {
        const next = iterator.next()
        if (Symbol.asyncIterator in items) Promise.resolve(next).then(deliver, fail)
        else deliver(next as IteratorResult<unknown>)
      } catch (error) {
        fail(error)
      }
    })
    // The iterator may have something to release. If that fails, only `run` can report it.
    return () =>
      holdWork(
        self,
        'the items',
        Promise.resolve().then(() => iterator.return?.()),
      )
  }),
  ({ items }: Feed) => !(Symbol.asyncIterator in items),
)

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

/** How long it has run, in ms, pauses not counted. */
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
