import {
  assign,
  enqueueActions,
  setup,
  type AnyActorLogic,
  type AnyActorRef,
  type DoneActorEvent,
  type ErrorActorEvent,
} from 'xstate'
import {
  box,
  column,
  component,
  grow,
  keyHelp,
  listView,
  region,
  row,
  statePath,
  text,
  type Changes,
} from 'actty'
import { messageOf } from 'actty/machines'
import type { Example } from './example.ts'

interface Context {
  /** The example that is shown. */
  readonly selected: Example
  /** The selected example, running; undefined after it failed. */
  readonly live: AnyActorRef | undefined
  readonly error: unknown
}

const menu = listView<Example>({
  label: ({ name }) => name,
  keepOpen: true,
  row: ({ name }, { selected }) => text(` ${name} `, { inverse: selected }),
})

type Event =
  | { readonly type: 'open' | 'back' | 'leave' }
  | Changes<{ menu: typeof menu }>
  | DoneActorEvent
  | ErrorActorEvent

/** The gallery's chart. The selected example runs as its child, from one selection to the next. */
const machineOf = (examples: readonly Example[]) =>
  setup({
    types: { context: {} as Context, events: {} as Event },
    actors: Object.fromEntries<AnyActorLogic>([
      ['menu', menu],
      ...examples.map(({ name, component }) => [name, component] as const),
    ]),
    actions: {
      /** Ends the current example, and starts this one. */
      show: enqueueActions(({ context, enqueue }, selected: Example) => {
        if (context.live !== undefined) enqueue.stopChild(context.live)
        enqueue.assign({
          selected,
          error: undefined,
          live: ({ spawn }) => spawn(selected.name, { id: selected.name, input: selected.input?.([]) }),
        })
      }),
      keepError: assign({ live: undefined, error: ({ event }) => (event as ErrorActorEvent).error }),
    },
  }).createMachine({
    id: 'gallery',
    description: 'Shows the examples, each running.',
    context: { selected: examples[0]!, live: undefined, error: undefined },
    entry: { type: 'show', params: examples[0]! },
    invoke: { src: 'menu', id: 'menu', input: { items: examples } },
    initial: 'browsing',
    on: {
      // Its value is undefined if no name has the text of the filter: what is shown stays.
      'menu.change': {
        guard: ({ context, event }) => (event.value ?? context.selected) !== context.selected,
        actions: { type: 'show', params: ({ event }) => event.value! },
      },
      'xstate.done.actor.*': {
        target: '.browsing',
        actions: { type: 'show', params: ({ context }) => context.selected },
      },
      'xstate.error.actor.*': {
        target: '.browsing',
        actions: 'keepError',
      },
    },
    states: {
      browsing: {
        on: {
          open: { guard: ({ context }) => context.live !== undefined, target: 'open', description: 'Open' },
        },
      },
      open: {
        on: {
          leave: {
            target: 'browsing',
            actions: { type: 'show', params: ({ context }) => context.selected },
            description: 'Quit',
          },
          back: { target: 'browsing', description: 'Back' },
        },
      },
    },
  })

/** The state of an actor. */
const state = component({
  name: 'state',
  logic: setup({}).createMachine({}),
  view: (snapshot) => text(statePath(snapshot), { color: 'yellow', overflow: 'truncate' }),
})

export const galleryOf = (examples: readonly Example[]) =>
  component({
    logic: machineOf(examples),
    keys: {
      enter: { type: 'open' },
      q: { type: 'leave' },
      escape: { type: 'back' },
    },
    quit: 'q',
    view: ({ context: { selected, live, error }, children, value }, { columns, rows }) => {
      if (value === 'open') return region(live, { grow: 1, focus: true })
      const names = box({ title: 'actty', border: 'round', width: columns < 50 ? columns : 20 }, [
        region(children['menu'], { grow: 1, focus: true }),
      ])
      const preview = box({ title: selected.name, border: 'round', grow: 1, borderColor: 'gray' }, [
        region(live, { grow: 1, focus: false }),
        error !== undefined && text(`It failed: ${messageOf(error)}`, { color: 'red', grow: 1 }),
      ])
      return column([
        grow(row([names, columns >= 50 && preview])),
        rows > 8 && text(` ${selected.shows}`, { overflow: 'truncate' }),
        rows > 8 && row({ gap: 2, padding: [0, 1] }, [region(live, state), keyHelp({ of: live })]),
        row({ padding: [0, 1] }, [keyHelp()]),
      ])
    },
  })
