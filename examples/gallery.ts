import {
  assign,
  enqueueActions,
  setup,
  type AnyActorLogic,
  type AnyActorRef,
  type DoneActorEvent,
  type ErrorActorEvent,
  type Snapshot,
  type SnapshotFrom,
} from 'xstate'
import { box, column, component, grow, keyHelp, listView, region, row, statePath, text } from 'actty'
import { list, selectedItem } from 'actty/machines'
import type { Example } from './example.ts'

interface Context {
  /** Which example is shown. */
  readonly selected: number
  /** The selected example, running; undefined after it failed. */
  readonly live: AnyActorRef | undefined
  readonly error: unknown
}

type Event = { readonly type: 'open' | 'back' | 'quit' } | DoneActorEvent | ErrorActorEvent

const menu = list<Example>({ label: ({ name }) => name, stays: true })

const menuView = listView(menu, {
  row: ({ name }, { selected }) => text(` ${name} `, { inverse: selected }),
})

/** Which example is selected; none where no name has the text of the filter. */
const indexIn = (snapshot: Snapshot<unknown>) => selectedItem(snapshot as SnapshotFrom<typeof menu>)?.index

/** The gallery's chart. The selected example runs as its child, from one selection to the next. */
const machineOf = (examples: readonly Example[]) =>
  setup({
    types: { context: {} as Context, events: {} as Event },
    actors: Object.fromEntries<AnyActorLogic>([
      ['menu', menu],
      ...examples.map(({ name, component }) => [name, component.logic] as const),
    ]),
    actions: {
      /** Ends the example that runs, and begins the one at `index`. */
      show: enqueueActions(({ context, enqueue }, index: number) => {
        const example = examples[index]!
        if (context.live !== undefined) enqueue.stopChild(context.live)
        enqueue.assign({
          selected: index,
          error: undefined,
          live: ({ spawn }) => spawn(example.name, { id: example.name, input: example.input?.([]) }),
        })
      }),
      keepError: assign({ live: undefined, error: ({ event }) => (event as ErrorActorEvent).error }),
    },
  }).createMachine({
    id: 'gallery',
    description: 'Shows what there is, each running.',
    context: { selected: 0, live: undefined, error: undefined },
    entry: { type: 'show', params: 0 },
    invoke: {
      src: 'menu',
      id: 'menu',
      input: { items: examples },
      onSnapshot: {
        guard: ({ context, event }) => (indexIn(event.snapshot) ?? context.selected) !== context.selected,
        actions: { type: 'show', params: ({ event }) => indexIn(event.snapshot)! },
      },
    },
    initial: 'browsing',
    on: {
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
          quit: { target: 'left', description: 'Quit' },
        },
      },
      open: { on: { back: { target: 'browsing', description: 'Back' } } },
      left: { type: 'final' },
    },
  })

/** The state that an actor is in. */
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
      escape: { type: 'back' },
      q: { type: 'quit' },
    },
    view: ({ context: { selected, live, error }, children, value }, { columns, rows }) => {
      const example = examples[selected]!
      if (value === 'open') return region(live, example.component, { grow: 1, focus: true })
      const names = box({ title: 'actty', border: 'round', width: columns < 50 ? columns : 20 }, [
        region(children['menu'], menuView, { grow: 1, focus: true }),
      ])
      const preview = box({ title: example.name, border: 'round', grow: 1, borderColor: 'gray' }, [
        region(live, example.component, { grow: 1, focus: false }),
        error instanceof Error && text(`It failed: ${error.message}`, { color: 'red', grow: 1 }),
      ])
      return column([
        grow(row([names, columns >= 50 && preview])),
        rows > 8 && text(` ${example.shows}`, { overflow: 'truncate' }),
        rows > 8 && row({ gap: 2, padding: [0, 1] }, [region(live, state), keyHelp({ of: live })]),
        row({ padding: [0, 1] }, [keyHelp()]),
      ])
    },
  })
