import { assign, enqueueActions, fromCallback, setup, type ActorRefFromLogic, type AnyActorRef } from 'xstate'
import { matching, type MatchingEvent } from '../controls/matching.ts'
import { textInput, type TextInput } from '../controls/text-input.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, asWork, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'
import { FACE, type FoundRow } from './tree-branch.ts'
import {
  afterLoad,
  afterSearch,
  closedAt,
  closedBelow,
  openedInView,
  openedBelow,
  pathFor,
  pathToReload,
  pathToUnfold,
  reloadedAt,
  revealed,
  wentTo,
  windowMoved,
  withRoots,
  type LoadEvent,
} from './tree-changes.ts'
import { cursorPosition, listedRow, treeTop, type TreeContext } from './tree-context.ts'
import { loadsBesides, opened } from './tree-growth.ts'
import { canClose, canOpen, moves, nodeFor, parentPosition } from './tree-checks.ts'
import type { TreeEvent } from './tree-events.ts'
import type { TreeInput, TreeOptions } from './tree-options.ts'
import { firstContext, labelOf, shapeOf } from './tree-start.ts'
import { restoredTreeMatches, searchIn, textOfRow, treeMatches } from './tree-matches.ts'

/** The states of a `tree`. */
export type TreeState = 'browsing' | { filtering: 'scanning' | 'settled' } | 'chosen' | 'left'

/**
 * What `tree` returns. Its output is the node that was chosen, or undefined if it was left. Each load is a child of its own: `load 1`,
 * `load 2`, …
 */
export type Tree<Node> = Pattern<
  TreeContext<Node>,
  TreeEvent<Node>,
  TreeState,
  'busy',
  TreeInput<Node>,
  Node | undefined,
  {
    /** The text input, while the tree filters. */
    readonly filter?: ActorRefFromLogic<TextInput> | undefined
    readonly matching?: AnyActorRef | undefined
    readonly [load: `load ${number}`]: AnyActorRef | undefined
  }
>

type Context = TreeContext<unknown>
type Event = TreeEvent<unknown> | MatchingEvent | LoadEvent | { readonly type: 'searchAgain' }

/**
 * Nodes below nodes, one of which has the cursor. Only nodes that are opened cost anything, and only rows in view are asked for. Children that
 * aren't there are loaded when their node is opened.
 *
 * ```ts
 * const folders = tree<Folder>({
 *   label: ({ name }) => name,
 *   key: ({ path }) => path,
 *   load: fromPromise(({ input, signal }: { input: Folder; signal: AbortSignal }) => foldersIn(input.path, signal)),
 * })
 * createActor(folders, { input: { root: { name: 'src', path: 'src' } } }).start()
 * ```
 */
export function tree<Node>(options: TreeOptions<Node> = {}): Tree<Node> {
  const { load, keepOpen = false } = options
  const shape = shapeOf(options as unknown as TreeOptions<unknown>)
  const label = labelOf(options as unknown as TreeOptions<unknown>)

  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as Event,
      input: {} as TreeInput<unknown>,
    },
    actors: {
      filter: textInput({ keepOpen: true }),
      matching: matching((row) => textOfRow(row as FoundRow<unknown>, label)),
      load: asWork(load ?? fromCallback(() => {})),
    },
    actions: {
      /** Changes the context, and starts and stops actors as the tree says. */
      change: enqueueActions(({ context, enqueue }, change: Partial<Context>) => {
        const { root = context.root } = change
        for (const id of loadsBesides(context.root, root).keys()) enqueue.stopChild(id)
        enqueue.assign(change)
        for (const [id, path] of loadsBesides(root, context.root))
          enqueue.spawnChild('load', { id, input: nodeFor({ ...context, root }, path), syncSnapshot: true })
        const isSearched = context.matches !== undefined && !('matches' in change)
        if (isSearched && root !== context.root) enqueue.raise({ type: 'searchAgain' })
      }),
      begin: enqueueActions(({ context, enqueue }) => {
        for (const [id, path] of loadsBesides(context.root, undefined))
          enqueue.spawnChild('load', { id, input: nodeFor(context, path), syncSnapshot: true })
      }),
      look: assign({
        matches: ({ context: { root, matches } }, text: string) =>
          treeMatches(text, matches?.all ?? opened(root, shape), matches),
      }),
      // The tree isn't the one that was searched any more.
      lookAgain: assign({
        matches: ({ context: { root, matches } }) =>
          matches && treeMatches(matches.found.text, opened(root, shape)),
      }),
    },
    guards: {
      hasParent: ({ context }) => context.path.length > 1,
      hasNodes: ({ context }) => context.matches === undefined && context.root.nodes.length > 0,
      canReload: ({ context }) => pathToReload(context) !== undefined,
      canChoose: ({ context }) => !keepOpen && context.value !== undefined && context.path.at(-1) !== FACE,
      canLeave: () => !keepOpen,
    },
  }).createMachine({
    id: 'tree',
    meta: { resume: 'goesOn', canEnd: !keepOpen, canFail: false } satisfies PatternRules,
    description: 'Nodes below nodes, one of which has the cursor.',
    context: ({ input }) => firstContext(input, shape, label),
    entry: 'begin',
    initial: 'browsing',
    on: {
      move: {
        guard: ({ context, event: { by, rows } }) => moves(context, cursorPosition(context) + by, rows),
        actions: {
          type: 'change',
          params: ({ context, event: { by, rows } }) => wentTo(context, cursorPosition(context) + by, rows),
        },
      },
      first: {
        guard: ({ context, event }) => moves(context, 0, event.rows),
        actions: { type: 'change', params: ({ context, event }) => wentTo(context, 0, event.rows) },
      },
      last: {
        guard: ({ context, event }) => moves(context, Infinity, event.rows),
        actions: { type: 'change', params: ({ context, event }) => wentTo(context, Infinity, event.rows) },
      },
      parent: {
        guard: 'hasParent',
        actions: {
          type: 'change',
          params: ({ context, event: { rows } }) => wentTo(context, parentPosition(context), rows),
        },
        description: 'Parent',
      },
      select: {
        guard: ({ context, event }) => listedRow(context, event.position) !== undefined,
        actions: {
          type: 'change',
          params: ({ context, event: { position, rows } }) => wentTo(context, position, rows),
        },
      },
      scroll: {
        guard: ({ context, event: { by, rows } }) =>
          windowMoved(context, by, rows).top !== treeTop(context, rows),
        actions: {
          type: 'change',
          params: ({ context, event: { by, rows } }) => windowMoved(context, by, rows),
        },
      },
      hold: { actions: assign({ held: ({ event }) => event.at }) },
      drop: { actions: assign({ held: undefined }) },
      open: {
        guard: ({ context, event }) => canOpen(context, event.position, shape),
        actions: {
          type: 'change',
          params: ({ context, event }) => openedInView(context, event, shape),
        },
        description: 'Open',
      },
      close: {
        guard: ({ context, event }) => canClose(context, event.position),
        actions: {
          type: 'change',
          params: ({ context, event }) => closedAt(context, pathFor(context, event.position), shape),
        },
        description: 'Close',
      },
      toggle: [
        {
          guard: ({ context, event }) => canClose(context, event.position),
          actions: {
            type: 'change',
            params: ({ context, event }) => closedAt(context, pathFor(context, event.position), shape),
          },
          description: 'Close',
        },
        {
          guard: ({ context, event }) => canOpen(context, event.position, shape),
          actions: {
            type: 'change',
            params: ({ context, event }) => openedInView(context, event, shape),
          },
          description: 'Open',
        },
      ],
      openAll: {
        guard: 'hasNodes',
        actions: {
          type: 'change',
          params: ({ context }) => openedBelow(context, pathToUnfold(context, shape), shape),
        },
        description: 'Open all',
      },
      closeAll: {
        guard: 'hasNodes',
        actions: {
          type: 'change',
          params: ({ context }) => closedBelow(context, pathToUnfold(context, shape), shape),
        },
        description: 'Close all',
      },
      reload: {
        guard: 'canReload',
        actions: {
          type: 'change',
          params: ({ context }) => reloadedAt(context, pathToReload(context) ?? [], shape),
        },
        description: 'Load again',
      },
      nodes: {
        actions: { type: 'change', params: ({ context, event }) => withRoots(context, event.nodes, shape) },
      },
      [XSTATE_EVENTS.anyChildDone]: {
        guard: ({ context, event }) => afterLoad(context, event, shape) !== undefined,
        actions: { type: 'change', params: ({ context, event }) => afterLoad(context, event, shape) ?? {} },
      },
      [XSTATE_EVENTS.anyChildFailed]: {
        guard: ({ context, event }) => afterLoad(context, event, shape) !== undefined,
        actions: { type: 'change', params: ({ context, event }) => afterLoad(context, event, shape) ?? {} },
      },
      [XSTATE_EVENTS.anyChildSnapshot]: {
        guard: ({ context, event }) => afterLoad(context, event, shape) !== undefined,
        actions: { type: 'change', params: ({ context, event }) => afterLoad(context, event, shape) ?? {} },
      },
      choose: { guard: 'canChoose', target: '.chosen', description: 'Choose' },
      leave: { guard: 'canLeave', target: '.left', description: 'Leave' },
    },
    states: {
      browsing: { on: { filter: { target: 'filtering', description: 'Filter' } } },
      filtering: {
        description:
          'A text is being typed, and the nodes that contain it are listed, with those around them.',
        invoke: {
          src: 'filter',
          id: 'filter',
          input: ({ event }) => ({ value: event.type === 'filter' ? event.text : undefined }),
          onSnapshot: [
            {
              guard: ({ context, event }) =>
                event.snapshot.context.value === (context.matches?.found.text ?? ''),
              actions: [],
            },
            {
              guard: ({ event }) => event.snapshot.context.value === '',
              target: '.settled',
              actions: { type: 'change', params: ({ context }) => revealed(context, shape) },
            },
            {
              target: '.scanning',
              actions: { type: 'look', params: ({ event }) => event.snapshot.context.value },
            },
          ],
        },
        on: {
          searchAgain: { target: '.scanning', actions: 'lookAgain' },
          clear: {
            target: 'browsing',
            actions: { type: 'change', params: ({ context }) => revealed(context, shape) },
            description: 'Show all',
          },
        },
        initial: 'settled',
        states: {
          scanning: {
            tags: 'busy',
            description: 'The nodes are searched, a slice at a time.',
            invoke: {
              src: 'matching',
              id: 'matching',
              input: ({ context }) => searchIn(context.matches!),
            },
            on: {
              'matching.progress': {
                actions: { type: 'change', params: ({ context, event }) => afterSearch(context, event) },
              },
              'matching.done': {
                target: 'settled',
                actions: { type: 'change', params: ({ context, event }) => afterSearch(context, event) },
              },
            },
          },
          settled: {},
        },
      },
      chosen: { type: 'final', output: ({ context }) => context.value },
      left: { type: 'final' },
    },
    output: ({ event }) => (event as { output?: unknown }).output,
  })
  return asPattern(announcing(machine), ({ matches, ...context }: Context) => ({
    ...context,
    label,
    hasChildren: shape.hasChildren,
    matches: matches && restoredTreeMatches(matches),
  }))
}
