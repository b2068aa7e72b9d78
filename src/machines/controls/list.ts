import { assign, setup, type ActorRefFromLogic, type CallbackActorRef } from 'xstate'
import { findAgain, type ListSource } from './list-source.ts'
import {
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
import { asPattern, type Pattern } from '../kit/pattern.ts'
import { textInput, type TextInput } from './text-input.ts'

export interface ListOptions<Item> {
  /** What an item says: the filter looks for its text in it. The item as a string unless told. */
  readonly label?: ((item: Item) => string) | undefined
  /** What makes an item the same when the items change: the item itself unless told. */
  readonly key?: ((item: Item) => unknown) | undefined
  /**
   * It is there to stay: it takes neither `choose` nor `leave`, so that Enter and Escape go on to the region around, whose
   * state says what they mean. Without it, they end it, and its output is the choice.
   */
  readonly keepOpen?: boolean | undefined
}

export interface ListInput<Item> {
  readonly items: ListSource<Item>
  /** Index of the item that is selected at first. */
  readonly selected?: number | undefined
}

export interface ListContext<Item> extends Listed<Item> {
  /** The selected item; undefined if nothing is listed. */
  readonly value: Item | undefined
  readonly label: (item: Item) => string
}

/** Where `rows` (the height of the window that shows it) is given, the window follows. */
export type ListEvent<Item> =
  | { readonly type: 'move'; readonly by: number; readonly rows?: number }
  | { readonly type: 'first' | 'last'; readonly rows?: number }
  /** Selects what stands at a position of what is listed. */
  | { readonly type: 'select'; readonly position: number; readonly rows?: number }
  /** Moves the window; the selection stays in it. */
  | { readonly type: 'scroll'; readonly by: number; readonly rows: number }
  /** Other items, or more of them; what is selected stays selected, wherever it is now. */
  | { readonly type: 'items'; readonly items: ListSource<Item> }
  /** Begins to filter: the actor's child `filter` is the text input for it. */
  | { readonly type: 'filter'; readonly text?: string }
  /** Ends that: everything is listed again. */
  | { readonly type: 'clear' }
  | { readonly type: 'choose' | 'leave' }

export type ListState = 'browsing' | { filtering: 'scanning' | 'settled' } | 'chosen' | 'left'

/** Its output is what was chosen, or undefined where it was left. 'busy' while the filter has not seen all items. */
export type List<Item> = Pattern<
  ListContext<Item>,
  ListEvent<Item>,
  ListState,
  'busy',
  ListInput<Item>,
  ListItem<Item> | undefined,
  {
    /** While it filters. */
    readonly filter?: ActorRefFromLogic<TextInput> | undefined
    readonly matching?: CallbackActorRef<{ type: 'never' }> | undefined
  }
>

type Context = ListContext<unknown>
type Event = ListEvent<unknown> | MatchingEvent

/** What is listed, with the value that follows from it. */
function withValue(listed: Omit<Context, 'value'>): Context {
  return { ...listed, value: selectedItem({ context: listed })?.item }
}

function changed(context: Context, change: Partial<Context>): Context {
  return withValue({ ...context, ...change })
}

/**
 * Items of which one is selected. A million cost what those in view cost; a filter goes through them in slices, so that
 * no frame waits for it, and a later text takes the place of an earlier one at once.
 *
 * ```ts
 * const users = createActor(list<User>({ label: (user) => user.name }), { input: { items } }).start()
 * users.send({ type: 'filter', text: 'ada' })
 * users.send({ type: 'choose' }) // and its output is { item, index }
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
        const { item, index } = selectedItem({ context }) ?? {}
        return changed(context, { items, current: findAgain(items, item, index ?? context.current, key) })
      }),
      look: assign({ matches: ({ context }, text: string) => matchesFor(text, context.matches) }),
      lookAgain: assign({ matches: ({ context }) => matchesFor(context.matches?.text ?? '') }),
      // The value stays until something is found, or it is known that there is nothing.
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
      hasItems: ({ context }) => listedLength(context) > 0,
      isSame: ({ context }, text: string) => text === (context.matches?.text ?? ''),
      isEmpty: (_, text: string) => text === '',
    },
  }).createMachine({
    id: 'list',
    description: 'Items of which one is selected.',
    context: ({ input }) =>
      withValue({
        items: input.items,
        matches: undefined,
        current: Math.max(0, Math.trunc(input.selected ?? 0) || 0),
        top: 0,
        label,
      }),
    initial: 'browsing',
    on: {
      move: {
        guard: 'hasItems',
        actions: {
          type: 'select',
          params: ({ context, event: { by, rows } }) => ({ position: selectedPosition(context) + by, rows }),
        },
      },
      first: {
        guard: 'hasItems',
        actions: { type: 'select', params: ({ event }) => ({ position: 0, rows: event.rows }) },
      },
      last: {
        guard: 'hasItems',
        actions: {
          type: 'select',
          params: ({ context, event }) => ({ position: listedLength(context) - 1, rows: event.rows }),
        },
      },
      select: {
        guard: ({ context, event }) => listedAt(context, event.position) !== undefined,
        actions: { type: 'select', params: ({ event: { position, rows } }) => ({ position, rows }) },
      },
      scroll: { actions: withEvent('scroll') },
      items: { actions: { type: 'change', params: ({ event }) => event.items } },
      choose: { guard: 'canChoose', target: '.chosen', description: 'Choose' },
      leave: { guard: 'canLeave', target: '.left', description: 'Leave' },
    },
    states: {
      browsing: { on: { filter: { target: 'filtering', description: 'Filter' } } },
      filtering: {
        description: 'A text is written, and what has it is listed.',
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
            description: 'The items are looked through, a slice at a time.',
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
