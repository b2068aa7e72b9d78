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

export interface ScrollingOptions {
  /** At the end it stays at the end, when what is shown grows; it begins there. */
  readonly sticky?: boolean | undefined
}

export interface ScrollingContext {
  /** Rows above the window. While it stays at the end, that is what it was before. */
  readonly value: number
  readonly input: unknown
}

/** `max` is how many rows do not fit into the window. */
export type ScrollingEvent =
  | { readonly type: 'scroll'; readonly by: number; readonly max: number }
  | { readonly type: 'toStart' }
  | { readonly type: 'toEnd'; readonly max: number }

export type ScrollingState = 'free' | 'stuck'

/** Its child `content` is the actor that is shown, and its output is that of `content`. */
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
 * Any logic, with a window onto what it shows. The actor `content` is its child; when that is done, so is this.
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
        // The window may be higher, or what it shows lower, than it was the last time.
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
    description: 'A window onto what its content shows.',
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
        description: 'It shows the end, whatever comes.',
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
