import {
  assign,
  setup,
  type ActorRefFromLogic,
  type AnyActorLogic,
  type InputFrom,
  type OutputFrom,
} from 'xstate'
import { withEvent } from '../kit/chart.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, asWork, type Pattern } from '../kit/pattern.ts'

/** How `scrolling` behaves at the end. */
export interface ScrollingOptions {
  /**
   * Whether it starts at the end, and stays at the end when the content grows. Scrolling up stops that, and scrolling back
   * to the end starts it again.
   *
   * @defaultValue false
   */
  readonly sticky?: boolean | undefined
}

/** The context of `scrolling`. */
export interface ScrollingContext {
  /** How many rows are above the window. While it sticks to the end, this is the last value before that. */
  readonly value: number
  /** The input of the content. */
  readonly input: unknown
}

/** What `scrolling` can be told. `max` is how many rows of the content don't fit in the window. */
export type ScrollingEvent =
  /** Moves the window by so many rows: down, or up if `by` is negative. */
  | { readonly type: 'scroll'; readonly by: number; readonly max: number }
  /** Moves the window to the first row. */
  | { readonly type: 'toStart' }
  /** Moves the window to the last row. */
  | { readonly type: 'toEnd'; readonly max: number }

/** The states of `scrolling`. */
export type ScrollingState = 'free' | 'stuck'

/** What `scrolling` returns. The content is its child `content`, and its output is that of the content. */
export type Scrolling<L extends AnyActorLogic> = Pattern<
  ScrollingContext,
  ScrollingEvent,
  ScrollingState | 'done',
  never,
  InputFrom<L>,
  OutputFrom<L>,
  { readonly content?: ActorRefFromLogic<L> | undefined }
>

/**
 * Puts a window on what any logic shows. The content runs as the child `content`. When that is done, so is this.
 *
 * ```ts
 * const report = scrolling(reportMachine, { sticky: true })
 * ```
 */
export function scrolling<L extends AnyActorLogic>(content: L, options: ScrollingOptions = {}): Scrolling<L> {
  const { sticky = false } = options
  const machine = setup({
    types: {
      context: {} as ScrollingContext,
      events: {} as ScrollingEvent,
      children: {} as { content: 'content' },
    },
    actors: { content: asWork(content) },
    actions: {
      scrollBy: assign({
        // The window may have grown, or the content shrunk, since the last event.
        value: ({ context }, { by, max }: { by: number; max: number }) =>
          Math.max(0, Math.min(Math.min(context.value, max) + by, max)),
      }),
      scrollTo: assign({ value: (_, top: number) => Math.max(0, top) }),
    },
    guards: {
      reachesEnd: ({ context }, { by, max }: { by: number; max: number }) =>
        sticky && Math.min(context.value, max) + by >= max,
      isSticky: () => sticky,
      isUp: (_, { by, max }: { by: number; max: number }) => by < 0 && max > 0,
    },
  }).createMachine({
    id: 'scrolling',
    description: 'A window on its content.',
    context: ({ input }) => ({ value: 0, input }),
    invoke: {
      src: 'content',
      id: 'content',
      input: ({ context }: { context: ScrollingContext }) => context.input,
      onDone: '.done',
    },
    initial: sticky ? 'stuck' : 'free',
    states: {
      free: {
        on: {
          scroll: [
            {
              guard: withEvent('reachesEnd'),
              target: 'stuck',
              actions: { type: 'scrollTo', params: ({ event }) => event.max },
            },
            { actions: withEvent('scrollBy') },
          ],
          toStart: { actions: { type: 'scrollTo', params: 0 } },
          toEnd: [
            { guard: 'isSticky', target: 'stuck' },
            { actions: { type: 'scrollTo', params: ({ event }) => event.max } },
          ],
        },
      },
      stuck: {
        description: 'It shows the end of the content, even if that grows.',
        on: {
          scroll: {
            guard: withEvent('isUp'),
            target: 'free',
            actions: [{ type: 'scrollTo', params: ({ event }) => event.max }, withEvent('scrollBy')],
          },
          toStart: { target: 'free', actions: { type: 'scrollTo', params: 0 } },
        },
      },
      done: { type: 'final', output: ({ event }) => (event as { output?: unknown }).output },
    },
    output: ({ event }) => (event as { output?: unknown }).output,
  })
  return asPattern(announcing(machine))
}
