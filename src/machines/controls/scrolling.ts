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
import { asPattern, asWork, mayFail, type Pattern, type PatternRules } from '../kit/pattern.ts'

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
  /** Where the mouse holds the scroll bar: rows below the upper end of its thumb. */
  readonly held: number | undefined
  /** How often it was scrolled. */
  readonly moves: number
  /** The input of the content. */
  readonly input: unknown
}

/**
 * What `scrolling` can be told. `max` is how many rows of the content don't fit in the window, and `above` is how many are above it now,
 * if something else than these events has moved it. What moves nothing can't be taken.
 */
export type ScrollingEvent =
  /** Moves the window by so many rows: down, or up if `by` is negative. */
  | { readonly type: 'scroll'; readonly by: number; readonly max: number; readonly above?: number }
  /** The mouse holds the scroll bar, so many rows below the upper end of its thumb, or lets go of it. */
  | { readonly type: 'hold'; readonly at: number }
  | { readonly type: 'drop' }
  /** Moves the window to the first row. */
  | { readonly type: 'toStart'; readonly above?: number }
  /** Moves the window to the last row. */
  | { readonly type: 'toEnd'; readonly max: number; readonly above?: number }

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
      scrollBy: assign(({ context }, { by, max, above }: Scrolled) => ({
        value: within((above ?? context.value) + by, max),
        moves: context.moves + 1,
      })),
      scrollTo: assign(({ context }, top: number) => ({ value: Math.max(0, top), moves: context.moves + 1 })),
      follow: assign({ moves: ({ context }) => context.moves + 1 }),
    },
    guards: {
      reachesEnd: ({ context }, { by, max, above }: Scrolled) =>
        sticky && (above ?? Math.min(context.value, max)) + by >= max,
      moves: ({ context }, { by, max, above }: Scrolled) => {
        const now = above ?? Math.min(context.value, max)
        return within(now + by, max) !== now
      },
      isBelowStart: ({ context }, { above }: { above?: number }) => (above ?? context.value) > 0,
      isSticky: () => sticky,
    },
  }).createMachine({
    id: 'scrolling',
    meta: { resume: 'goesOn', canEnd: true, canFail: mayFail(content) } satisfies PatternRules,
    description: 'A window on its content.',
    context: ({ input }) => ({ value: 0, held: undefined, moves: 0, input }),
    invoke: {
      src: 'content',
      id: 'content',
      input: ({ context }: { context: ScrollingContext }) => context.input,
      onDone: '.done',
    },
    on: {
      hold: { actions: assign({ held: ({ event }) => event.at }) },
      drop: { actions: assign({ held: undefined }) },
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
            {
              guard: withEvent('moves'),
              // The window may have grown, or the content shrunk, since the last event.
              actions: {
                type: 'scrollBy',
                params: ({ context, event }) => ({
                  ...event,
                  above: event.above ?? Math.min(context.value, event.max),
                }),
              },
            },
          ],
          toStart: { guard: withEvent('isBelowStart'), actions: { type: 'scrollTo', params: 0 } },
          toEnd: [
            { guard: 'isSticky', target: 'stuck', actions: 'follow' },
            {
              guard: {
                type: 'moves',
                params: ({ event: { max, above } }) => ({
                  by: max,
                  max,
                  ...(above !== undefined && { above }),
                }),
              },
              actions: { type: 'scrollTo', params: ({ event }) => event.max },
            },
          ],
        },
      },
      stuck: {
        description: 'It shows the end of the content, even if that grows.',
        on: {
          scroll: {
            guard: { type: 'moves', params: ({ event }) => fromEnd(event) },
            target: 'free',
            actions: { type: 'scrollBy', params: ({ event }) => fromEnd(event) },
          },
          toStart: {
            guard: { type: 'isBelowStart', params: ({ event }) => ({ above: event.above ?? Infinity }) },
            target: 'free',
            actions: { type: 'scrollTo', params: 0 },
          },
          // What it shows may have been moved away from the end.
          toEnd: { guard: ({ event: { max, above = max } }) => above < max, actions: 'follow' },
        },
      },
      done: { type: 'final', output: ({ event }) => (event as { output?: unknown }).output },
    },
    output: ({ event }) => (event as { output?: unknown }).output,
  })
  return asPattern(announcing(machine))
}

interface Scrolled {
  readonly by: number
  readonly max: number
  readonly above?: number
}

function within(top: number, max: number): number {
  return Math.max(0, Math.min(top, max))
}

/** While the window sticks to the end, that is where it is, unless it was moved away. */
function fromEnd({ by, max, above = max }: Scrolled): Scrolled {
  return { by, max, above }
}
