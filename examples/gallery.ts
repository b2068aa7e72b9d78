import {
  assign,
  enqueueActions,
  fromPromise,
  setup,
  type AnyActorLogic,
  type AnyActorRef,
  type DoneActorEvent,
  type ErrorActorEvent,
} from 'xstate'
import {
  badge,
  column,
  component,
  copy,
  keyHelp,
  mark,
  region,
  row,
  setTheme,
  spacer,
  stateChips,
  statePath,
  text,
  themeNames,
  type Changes,
  type Child,
} from 'actty'
import { messageOf } from 'actty/machines'
import { code } from 'actty/text'
import type { Example } from './example.ts'
import { menu } from './menu.ts'
import { readPatternDocs, type PatternDocs } from './pattern-docs.ts'

interface Context {
  /** The example that is shown. */
  readonly selected: Example
  /** The selected example, running; undefined after it failed. */
  readonly live: AnyActorRef | undefined
  readonly error: unknown
  /** What docs/patterns.md says of each pattern; empty before it is read, and if it can't be. */
  readonly docs: ReadonlyMap<string, PatternDocs>
  /** The index of the theme. */
  readonly theme: number
}

type Event =
  | { readonly type: 'open' | 'back' | 'leave' | 'theme' | 'copy' }
  | Changes<{ menu: typeof menu }>
  | DoneActorEvent
  | ErrorActorEvent

const docsOf = ({ docs, selected }: Context) => docs.get(selected.pattern ?? '')

/** The gallery's chart. The selected example runs as its child, from one selection to the next. */
const machineOf = (examples: readonly Example[]) =>
  setup({
    types: { context: {} as Context, events: {} as Event },
    actors: Object.fromEntries<AnyActorLogic>([
      ['menu', menu],
      ['docs', fromPromise(readPatternDocs)],
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
      keepDocs: assign({ docs: ({ event }) => (event as DoneActorEvent).output as Context['docs'] }),
      nextTheme: assign({ theme: ({ context }) => (context.theme + 1) % themeNames.length }),
    },
  }).createMachine({
    id: 'gallery',
    description: 'Shows the examples, each running.',
    context: { selected: examples[0]!, live: undefined, error: undefined, docs: new Map(), theme: 0 },
    entry: { type: 'show', params: examples[0]! },
    invoke: [
      { src: 'menu', id: 'menu', input: { items: examples } },
      { src: 'docs', id: 'docs', onDone: { actions: 'keepDocs' }, onError: {} },
    ],
    initial: 'browsing',
    on: {
      theme: {
        actions: ['nextTheme', setTheme(({ context }) => themeNames[context.theme]!)],
        description: 'Theme',
      },
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
          copy: {
            guard: ({ context }) => docsOf(context) !== undefined,
            actions: copy(({ context }) => docsOf(context)!.code),
            description: 'Copy the code',
          },
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

/** The state of an actor, as a mark and a word. */
const state = component({
  name: 'state',
  logic: setup({}).createMachine({}),
  view: (snapshot) =>
    text([mark('on', { color: 'accent' }), ` ${statePath(snapshot)}`], { overflow: 'truncate' }),
})

/** From so many columns on, the list stands beside the example. */
const COLUMNS_FOR_TWO = 60

export const galleryOf = (examples: readonly Example[]) =>
  component({
    logic: machineOf(examples),
    keys: {
      enter: { type: 'open' },
      c: { type: 'copy' },
      t: { type: 'theme' },
      q: { type: 'leave' },
      escape: { type: 'back' },
    },
    quit: 'q',
    view: ({ context, children, value }, { columns, rows }) => {
      if (value === 'open')
        return column([rows >= 20 && strip(context), region(context.live, { grow: 1, focus: true })])
      const isWide = columns >= COLUMNS_FOR_TWO
      const menu = region(children['menu'], {
        focus: true,
        ...(isWide ? { width: columns >= 100 ? 32 : 18 } : { grow: 1 }),
      })
      return column([
        rows >= 12 && header(examples, rows),
        row({ grow: 1 }, [menu, isWide && showcase(context, rows)]),
        keyHelp(),
      ])
    },
  })

function header(examples: readonly Example[], rows: number): Child {
  const bar = row({ background: 'surface', gap: 1, padding: [0, 1, 0, 0] }, [
    badge('actty', { color: 'accent' }),
    text('Terminal apps as actors', { bold: true, overflow: 'truncate' }),
    spacer(),
    text(`${examples.length} examples`, { color: 'muted', overflow: 'truncate' }),
  ])
  return column({ margin: [0, 0, rows >= 24 ? 1 : 0, 0] }, [bar])
}

/** Above an open example: its name, and its states. */
function strip({ selected, live }: Context): Child {
  return row({ background: 'surface', gap: 2, padding: [0, 1, 0, 0], height: 1 }, [
    badge(selected.name, { color: 'accent' }),
    stateChips(live, { grow: 1 }),
  ])
}

/** The selected example: alive, with what it is about. */
function showcase({ selected, live, error, docs }: Context, rows: number): Child {
  const { insteadOf, code: source } = docs.get(selected.pattern ?? '') ?? {}
  const space = rows >= 30 ? 1 : 0
  const about = (label: string, content: Child, least: number): Child =>
    rows >= least &&
    row({ gap: 2, margin: [space, 0, 0, 0] }, [
      text(label, { width: 10, bold: true, color: 'muted' }),
      content,
    ])
  return column({ grow: 1, margin: [0, 1, 0, 2] }, [
    row({ gap: 2 }, [text(selected.name, { bold: true }), spacer(), region(live, state)]),
    rows >= 16 && text(selected.shows, { color: 'muted', maxHeight: 2 }),
    column({ grow: 1, margin: [rows >= 20 ? 1 : 0, 0, 0, 0] }, [
      region(live, { grow: 1, focus: false }),
      error !== undefined &&
        text([mark('failed', { color: 'danger' }), ` It failed: ${messageOf(error)}`], { grow: 1 }),
    ]),
    about('Chart', stateChips(live, { grow: 1 }), 18),
    about('Keys', keyHelp({ of: live, all: true, grow: 1 }), 14),
    about('Instead of', insteadOf && text(insteadOf, { color: 'muted', maxHeight: 2, grow: 1 }), 22),
    rows >= 30 &&
      source &&
      column({ margin: [1, 0, 0, 0] }, [code(source, { language: 'ts', maxHeight: 8 })]),
  ])
}
