import {
  assign,
  enqueueActions,
  setup,
  type ActorRefFromLogic,
  type AnyActorLogic,
  type DoneActorEvent,
  type InputFrom,
  type OutputFrom,
} from 'xstate'
import { announcing } from '../kit/change.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'
import { asPattern, asWork, mayFail, type Pattern, type PatternRules } from '../kit/pattern.ts'

/** How a `collapsible` begins, and what its content does while it is closed. */
export interface CollapsibleOptions {
  /**
   * Whether it is open at first.
   *
   * @defaultValue false
   */
  readonly open?: boolean | undefined
  /**
   * Whether the content goes on while it is closed. Otherwise it's stopped, and begins again when it's opened.
   *
   * @defaultValue true
   */
  readonly keep?: boolean | undefined
}

/** The context of a `collapsible`. */
export interface CollapsibleContext {
  /** Whether it is open. */
  readonly value: boolean
  /** Whether the content runs. */
  readonly isRunning: boolean
  /** The input of the content. */
  readonly input: unknown
}

/** What a `collapsible` can be told. */
export interface CollapsibleEvent {
  /** Opens it, closes it, or does what it isn't. */
  readonly type: 'open' | 'close' | 'toggle'
}

/** The states of a `collapsible`. */
export type CollapsibleState = 'closed' | 'open'

/** What `collapsible` returns. The content is its child `content`, and its output is that of the content. */
export type Collapsible<L extends AnyActorLogic> = Pattern<
  CollapsibleContext,
  CollapsibleEvent,
  CollapsibleState | 'done',
  never,
  InputFrom<L>,
  OutputFrom<L>,
  { readonly content?: ActorRefFromLogic<L> | undefined }
>

/**
 * Content that is shown or not. It begins when it's opened for the first time: what nobody looks at does no work. When the content is done,
 * so is this. Its value is whether it is open.
 *
 * ```ts
 * const details = collapsible(loadDetails, { keep: false })
 * ```
 */
export function collapsible<L extends AnyActorLogic>(
  content: L,
  { open = false, keep = true }: CollapsibleOptions = {},
): Collapsible<L> {
  const machine = setup({
    types: {
      context: {} as CollapsibleContext,
      events: {} as CollapsibleEvent | DoneActorEvent,
      children: {} as { content: 'content' },
    },
    actors: { content: asWork(content) },
    actions: {
      begin: enqueueActions(({ context: { isRunning, input }, enqueue }) => {
        enqueue.assign({ value: true, isRunning: true })
        if (!isRunning) enqueue.spawnChild('content', { id: 'content', input })
      }),
      hide: enqueueActions(({ context: { isRunning }, enqueue }) => {
        enqueue.assign({ value: false, isRunning: isRunning && keep })
        if (isRunning && !keep) enqueue.stopChild('content')
      }),
      end: assign({ isRunning: false }),
    },
  }).createMachine({
    id: 'collapsible',
    meta: { resume: 'goesOn', canEnd: true, canFail: mayFail(content) } satisfies PatternRules,
    description: 'Content that is shown or not.',
    context: ({ input }) => ({ value: open, isRunning: false, input }),
    initial: open ? 'open' : 'closed',
    on: { [XSTATE_EVENTS.anyChildDone]: { target: '.done', actions: 'end' } },
    states: {
      closed: {
        entry: 'hide',
        on: {
          open: { target: 'open', description: 'Open' },
          toggle: { target: 'open', description: 'Open' },
        },
      },
      open: {
        entry: 'begin',
        on: {
          close: { target: 'closed', description: 'Close' },
          toggle: { target: 'closed', description: 'Close' },
        },
      },
      done: { type: 'final', output: ({ event }) => (event as unknown as { output?: unknown }).output },
    },
    output: ({ event }) => (event as { output?: unknown }).output,
  })
  return asPattern(announcing(machine))
}
