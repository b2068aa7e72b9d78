import { assign, sendTo, setup, type CallbackActorRef } from 'xstate'
import { requireCount } from '../kit/numbers.ts'
import { withEvent } from '../kit/chart.ts'
import { errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { Ring } from '../streams/ring.ts'
import { inlet, type InletEvent, type StreamSource } from '../streams/inlet.ts'
import type { Batched } from '../streams/batch.ts'

/** How much `streaming` keeps. */
export interface StreamingOptions {
  /**
   * How many items are kept: the last ones. No more than this are taken from a source for one frame. A whole number, 1 or
   * more.
   * @defaultValue 10,000
   */
  readonly maxItems?: number
}

/** The output of `streaming`. */
export interface StreamingOutput<Item> {
  /** The last items. */
  readonly items: Ring<Item>
  /** How many items came. */
  readonly received: number
  /** How many items were dropped, because they came during a pause from a source that can't wait, and there was no room. */
  readonly lost: number
}

/** The context of `streaming`. */
export interface StreamingContext<Item> extends StreamingOutput<Item> {
  /** Why the source failed. */
  readonly error: unknown
}

/** What `streaming` can be told. */
export type StreamingEvent =
  /** Takes no more items from the source. */
  | { readonly type: 'pause' }
  /** Takes items again. */
  | { readonly type: 'resume' }

/** The states of `streaming`. */
export type StreamingState = 'flowing' | 'paused' | 'ended' | 'failed'

/** What `streaming` returns. */
export type Streaming<Item, Input> = Pattern<
  StreamingContext<Item>,
  StreamingEvent,
  StreamingState,
  'busy',
  Input,
  StreamingOutput<Item>,
  { readonly inlet?: CallbackActorRef<{ type: 'never' }> | undefined }
>

interface Context extends StreamingContext<unknown> {
  readonly input: unknown
}

const MAX_ITEMS = 10_000

/**
 * Takes items from a source and keeps the last of them. They come in batches, one for each frame.
 *
 * A source that is read (an async iterable, a Node stream) waits while it is too fast or this is paused: no item is lost. A
 * source that pushes can't wait: during a pause, the last `maxItems` items are kept for later, and the others count as
 * `lost`.
 *
 * ```ts
 * const lines = streaming(({ input: path }: { input: string }) => linesOf(createReadStream(path)))
 * const moves = streaming(() => (push: (move: Move) => void) => subscribeToMoves(push))
 * ```
 *
 * The actor is done when the source ends, and fails if the source does.
 *
 * @throws RangeError if `maxItems` isn't a whole number, 1 or more.
 */
export function streaming<Item, Input = unknown>(
  source: StreamSource<Item, Input>,
  { maxItems = MAX_ITEMS }: StreamingOptions = {},
): Streaming<Item, Input> {
  requireCount('streaming: maxItems', maxItems)
  const machine = setup({
    types: { context: {} as Context, events: {} as StreamingEvent | InletEvent | FailEvent },
    actors: { inlet: inlet(source as StreamSource<unknown, unknown>, maxItems) },
    actions: {
      ...failingActions,
      keepItems: assign(({ context }, { items, skipped, lost }: Batched<unknown> & { lost: number }) => ({
        items: context.items.concat(items, skipped),
        received: context.received + items.length + skipped,
        lost,
      })),
      keepError: assign(errorOf),
      hold: sendTo('inlet', { type: 'hold' }),
      goOn: sendTo('inlet', { type: 'goOn' }),
    },
  }).createMachine({
    id: 'streaming',
    meta: { resume: 'beginsAgain', canEnd: true, canFail: true } satisfies PatternRules,
    description: 'Takes items from a source, and keeps the last of them.',
    context: ({ input }) => ({
      input,
      items: new Ring<unknown>(maxItems),
      received: 0,
      lost: 0,
      error: undefined,
    }),
    invoke: { src: 'inlet', id: 'inlet', input: ({ context }: { context: Context }) => context.input },
    initial: 'flowing',
    on: {
      'inlet.batch': { actions: withEvent('keepItems') },
      'inlet.ended': '.ended',
      'inlet.failed': { target: '.failed', actions: withEvent('keepError') },
    },
    states: {
      flowing: { tags: 'busy', on: { pause: { target: 'paused', description: 'Pause' } } },
      paused: {
        tags: 'busy',
        entry: 'hold',
        exit: 'goOn',
        on: { resume: { target: 'flowing', description: 'Resume' } },
      },
      ended: { type: 'final' },
      failed,
    },
    output: ({ context: { items, received, lost } }) => ({ items, received, lost }),
  })
  return asPattern(machine, (context: Context) => ({ ...context, items: Ring.from(context.items) }))
}
