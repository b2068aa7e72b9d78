import { leaveOut } from '../kit/kept-values.ts'
import { assign, setup, type ActorRefFromLogic, type CallbackActorRef } from 'xstate'
import { findAgain, requireKeys, type ListSource } from './list-source.ts'
import {
  differs,
  listedAt,
  listedLength,
  scrollWindow,
  selectedItem,
  selectedPosition,
  selectPosition,
  type Listed,
  type ListItem,
} from './list-selection.ts'
import {
  matchesFor,
  matchesWith,
  matching,
  restoredMatches,
  type MatchingEvent,
  type MatchingInput,
} from './matching.ts'
import { withEvent } from '../kit/chart.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { textInput, type TextInput } from './text-input.ts'

/** How a `list` names its items, tells them apart, and ends. */
export interface ListOptions<Item> {
  /**
   * The text of an item, which the filter searches.
   *
   * @defaultValue String
   */
  readonly label?: ((item: Item) => string) | undefined
  /**
   * What identifies an item when the items change. The selected item stays selected if its key is still there.
   *
   * @defaultValue the item itself
   */
  readonly key?: ((item: Item) => unknown) | undefined
  /**
   * Whether the list stays when an item is chosen. It then takes neither `choose` nor `leave`, so the keys Enter and Escape
   * go on to the region around it, whose state says what they mean.
   *
   * @defaultValue false: Enter and Escape end the list, and its output is the choice
   */
  readonly keepOpen?: boolean | undefined
}

/** The input of a `list`. */
export interface ListInput<Item> {
  /** The items: an array, or a source that is asked for items as they come into view. */
  readonly items: ListSource<Item>
  /**
   * Index of the item that is selected at first.
   *
   * @defaultValue 0
   */
  readonly selected?: number | undefined
}

/** The context of a `list`. */
export interface ListContext<Item> extends Listed<Item> {
  /** The selected item, or undefined if nothing is listed. */
  readonly value: Item | undefined
  /** Where the mouse holds the scroll bar: rows below the upper end of its thumb. */
  readonly held: number | undefined
  /** The text of an item. */
  readonly label: (item: Item) => string
}

/** What a `list` can be told. `rows` is the height of the window on the list. If it is given, the window follows. */
export type ListEvent<Item> =
  /** Moves the selection by so many items: down, or up if `by` is negative. */
  | { readonly type: 'move'; readonly by: number; readonly rows?: number }
  /** Selects the first or the last item. */
  | { readonly type: 'first' | 'last'; readonly rows?: number }
  /** Selects the item at a position among the listed ones, from 0. */
  | { readonly type: 'select'; readonly position: number; readonly rows?: number }
  /** Moves the window by so many rows. The selection stays inside it. */
  | { readonly type: 'scroll'; readonly by: number; readonly rows: number }
  /** The mouse holds the scroll bar, so many rows below the upper end of its thumb, or lets go of it. */
  | { readonly type: 'hold'; readonly at: number }
  | { readonly type: 'drop' }
  /** Other items, or more of them. The selected item stays selected, wherever it is now. */
  | { readonly type: 'items'; readonly items: ListSource<Item> }
  /** Starts to filter. The text input for it is the child `filter`. */
  | { readonly type: 'filter'; readonly text?: string }
  /** Stops filtering, and lists all items again. */
  | { readonly type: 'clear' }
  /** Ends the list, with the selected item as its output or without one. */
  | { readonly type: 'choose' | 'leave' }

/** The states of a `list`. */
export type ListState = 'browsing' | { filtering: 'scanning' | 'settled' } | 'chosen' | 'left'

/** What `list` returns. Its output is the chosen item, or undefined if it was left. 'busy' while the filter is searching. */
export type List<Item> = Pattern<
  ListContext<Item>,
  ListEvent<Item>,
  ListState,
  'busy',
  ListInput<Item>,
  ListItem<Item> | undefined,
  {
    /** The text input, while the list filters. */
    readonly filter?: ActorRefFromLogic<TextInput> | undefined
    readonly matching?: CallbackActorRef<{ type: 'never' }> | undefined
  }
>

type Context = ListContext<unknown>
type Event = ListEvent<unknown> | MatchingEvent

/** What is listed, with the selected item as the value. */
function withValue(listed: Omit<Context, 'value'>): Context {
  return { ...listed, value: selectedItem({ context: listed })?.item }
}

function changed(context: Context, change: Partial<Context>): Context {
  return withValue({ ...context, ...change })
}

/**
 * Items, one of which is selected. A list of a million items costs no more than the rows in view. A filter searches in
 * slices, so no frame waits for it, and a new text replaces the old one at once.
 *
 * ```ts
 * const users = createActor(list<User>({ label: (user) => user.name }), { input: { items } }).start()
 * users.send({ type: 'filter', text: 'ada' })
 * users.send({ type: 'choose' }) // its output is { item, index }
 * ```
 */
export function list<Item>(options: ListOptions<Item> = {}): List<Item> {
  const { label = String, key, keepOpen = false } = options as ListOptions<unknown>
  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as Event,
      input: {} as ListInput<unknown>,
      children: {} as { filter: 'filter'; matching: 'matching' },
    },
    actors: { filter: textInput({ keepOpen: true }), matching: matching(label) },
    actions: {
      select: assign(({ context }, { position, rows }: { position: number; rows: number | undefined }) =>
        changed(context, selectPosition(context, position, rows)),
      ),
      scroll: assign(({ context }, { by, rows }: { by: number; rows: number }) =>
        changed(context, scrollWindow(context, by, rows)),
      ),
      change: assign(({ context }, items: ListSource<unknown>) => {
        requireKeys(items, key)
        const { index = context.current } = selectedItem({ context }) ?? {}
        return changed(context, { items, current: findAgain(context.items, items, index, key) })
      }),
      look: assign({ matches: ({ context }, text: string) => matchesFor(text, context.matches) }),
      lookAgain: assign({ matches: ({ context }) => matchesFor(context.matches?.text ?? '') }),
      // The value stays until something is found, or all items have been searched.
      addFound: assign(({ context }, event: MatchingEvent) => {
        const matches = matchesWith(context.matches!, event)
        const isOpen = matches.found.length === 0 && !matches.isComplete
        return isOpen ? { matches } : changed(context, { matches })
      }),
      showAll: assign(({ context }) => {
        const current = selectedItem({ context })?.index ?? context.current
        return changed(context, { matches: undefined, current })
      }),
      matchAll: assign(({ context }) => changed(context, { matches: undefined })),
    },
    guards: {
      canChoose: ({ context }) => !keepOpen && listedLength(context) > 0,
      canLeave: () => !keepOpen,
      // What moves nothing is for the region around.
      moves: ({ context }, { position, rows }: { position: number; rows: number | undefined }) =>
        differs(context, selectPosition(context, position, rows), rows),
      scrolls: ({ context }, { by, rows }: { by: number; rows: number }) =>
        differs(context, scrollWindow(context, by, rows), rows),
      isSame: ({ context }, text: string) => text === (context.matches?.text ?? ''),
      isEmpty: (_, text: string) => text === '',
    },
  }).createMachine({
    id: 'list',
    meta: { resume: 'goesOn', canEnd: true, canFail: false } satisfies PatternRules,
    description: 'Items, one of which is selected.',
    context: ({ input }) => {
      requireKeys(input.items, key)
      return withValue({
        items: input.items,
        matches: undefined,
        current: Math.max(0, Math.trunc(input.selected ?? 0) || 0),
        top: 0,
        held: undefined,
        label: leaveOut(label),
      })
    },
    initial: 'browsing',
    on: {
      move: {
        guard: {
          type: 'moves',
          params: ({ context, event: { by, rows } }) => ({ position: selectedPosition(context) + by, rows }),
        },
        actions: {
          type: 'select',
          params: ({ context, event: { by, rows } }) => ({ position: selectedPosition(context) + by, rows }),
        },
      },
      first: {
        guard: { type: 'moves', params: ({ event }) => ({ position: 0, rows: event.rows }) },
        actions: { type: 'select', params: ({ event }) => ({ position: 0, rows: event.rows }) },
      },
      last: {
        guard: {
          type: 'moves',
          params: ({ context, event }) => ({ position: listedLength(context) - 1, rows: event.rows }),
        },
        actions: {
          type: 'select',
          params: ({ context, event }) => ({ position: listedLength(context) - 1, rows: event.rows }),
        },
      },
      select: {
        guard: ({ context, event }) => listedAt(context, event.position) !== undefined,
        actions: { type: 'select', params: ({ event: { position, rows } }) => ({ position, rows }) },
      },
      scroll: { guard: withEvent('scrolls'), actions: withEvent('scroll') },
      hold: { actions: assign({ held: ({ event }) => event.at }) },
      drop: { actions: assign({ held: undefined }) },
      items: { actions: { type: 'change', params: ({ event }) => event.items } },
      choose: { guard: 'canChoose', target: '.chosen', description: 'Choose' },
      leave: { guard: 'canLeave', target: '.left', description: 'Leave' },
    },
    states: {
      browsing: { on: { filter: { target: 'filtering', description: 'Filter' } } },
      filtering: {
        description: 'A text is being typed, and the items that contain it are listed.',
        invoke: {
          src: 'filter',
          id: 'filter',
          input: ({ event }) => ({ value: event.type === 'filter' ? event.text : undefined }),
          onSnapshot: [
            {
              guard: { type: 'isSame', params: ({ event }) => event.snapshot.context.value },
              actions: [],
            },
            {
              guard: { type: 'isEmpty', params: ({ event }) => event.snapshot.context.value },
              target: '.settled',
              actions: 'matchAll',
            },
            {
              target: '.scanning',
              actions: { type: 'look', params: ({ event }) => event.snapshot.context.value },
            },
          ],
        },
        on: {
          clear: { target: 'browsing', actions: 'showAll', description: 'Show all' },
          items: [
            {
              guard: ({ context }) => context.matches !== undefined,
              target: '.scanning',
              actions: [{ type: 'change', params: ({ event }) => event.items }, 'lookAgain'],
            },
            { actions: { type: 'change', params: ({ event }) => event.items } },
          ],
        },
        initial: 'settled',
        states: {
          scanning: {
            tags: 'busy',
            description: 'The items are searched, a slice at a time.',
            invoke: {
              src: 'matching',
              id: 'matching',
              input: ({ context: { items, matches } }): MatchingInput => ({
                items,
                text: matches!.text,
                candidates: matches!.candidates,
              }),
            },
            on: {
              'matching.progress': { actions: withEvent('addFound') },
              'matching.done': { target: 'settled', actions: withEvent('addFound') },
            },
          },
          settled: {},
        },
      },
      chosen: { type: 'final', output: ({ context }) => selectedItem({ context }) },
      left: { type: 'final' },
    },
    output: ({ event }) => (event as { output?: unknown }).output,
  })
  return asPattern(announcing(machine), ({ matches, ...context }: Context) => ({
    ...context,
    label,
    matches: matches && restoredMatches(matches),
  }))
}
