import { assign, sendTo, setup, type CallbackActorRef } from 'xstate'
import { requireCount } from '../kit/numbers.ts'
import { withEvent } from '../kit/chart.ts'
import { errorOf, failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'
import { Ring } from '../streams/ring.ts'
import { inlet, type InletEvent, type StreamSource } from '../streams/inlet.ts'
import type { Batched } from '../streams/batch.ts'

export interface StreamingOptions {
  /**
   * How many items are kept, the last ones. A source that is pulled gives no more than this a frame.
   *
   * @defaultValue 10,000
   */
  readonly maxItems?: number
}

export interface StreamingOutput<Item> {
  /** The last items. */
  readonly items: Ring<Item>
  /** All items that came. */
  readonly received: number
  /** Items that came while it was paused from a source that cannot wait, and that there was no room for. */
  readonly lost: number
}

export interface StreamingContext<Item> extends StreamingOutput<Item> {
  readonly error: unknown
}

export type StreamingEvent = { readonly type: 'pause' } | { readonly type: 'resume' }

export type StreamingState = 'flowing' | 'paused' | 'ended' | 'failed'

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
 * Takes items from a source, and keeps the last of them. They come in batches, as often as a screen is drawn. A source
 * that is pulled from (an async iterable, a Node stream) waits where it is too fast, or while this is paused: nothing is
 * lost. One that pushes cannot wait; what comes while it is paused is kept for later, as many items as `maxItems`, and the
 * rest is counted as lost.
 *
 * ```ts
 * const lines = streaming(({ input: path }: { input: string }) => linesOf(createReadStream(path)))
 * const moves = streaming(() => (push: (move: Move) => void) => subscribeToMoves(push))
 * ```
 *
 * It is done when the source ends, and fails when that does.
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
    description: 'Takes what comes, and keeps the last of it.',
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
