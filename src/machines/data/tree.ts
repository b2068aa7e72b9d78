import {
  assign,
  enqueueActions,
  fromCallback,
  setup,
  type ActorRefFromLogic,
  type AnyActorLogic,
  type AnyActorRef,
} from 'xstate'
import type { ListSource } from '../controls/list-source.ts'
import { matching, type MatchingEvent } from '../controls/matching.ts'
import { textInput, type TextInput } from '../controls/text-input.ts'
import { announcing } from '../kit/change.ts'
import { ownKey } from './table-changes.ts'
import { asPattern, asWork, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'
import { branchAt, FACE, nodeAt, type FoundRow, type TreePath } from './tree-branch.ts'
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
import { filled, growing, grown, loadsBesides, opened, type TreeShape } from './tree-growth.ts'
import { restoredTreeMatches, searchIn, textOfRow, treeMatches } from './tree-matches.ts'

/** Logic whose output, or the `data` in its context if it never ends, is the children of the node that is its input. */
export type TreeLoad<Node> = AnyActorLogic & {
  getInitialSnapshot(
    scope: never,
    input: Node,
  ):
    | { readonly output?: ListSource<Node> | undefined }
    | { readonly context: { readonly data: ListSource<Node> | undefined } }
}

/** How a `tree` names its nodes, tells them apart, and where their children come from. */
export interface TreeOptions<Node> {
  /**
   * The text of a node, which the filter searches.
   *
   * @defaultValue the property `label` of the node if it has one, else String(node)
   */
  readonly label?: ((node: Node) => string) | undefined
  /**
   * What identifies a node among those with the same parent, when they are loaded again. The cursor stays on its node by it, and what is open
   * stays open.
   *
   * @defaultValue the property `id` of the node if it has one, else the node itself
   */
  readonly key?: ((node: Node) => unknown) | undefined
  /**
   * The children of a node, if they are there already.
   *
   * @defaultValue the property `children` of the node
   */
  readonly children?: ((node: Node) => ListSource<Node> | undefined) | undefined
  /**
   * What loads the children of a node that aren't there, when it is opened: any logic. Its input is the node, and its output the children.
   * A pattern that doesn't end, such as `polling`, goes on while the node is open, and each answer replaces the children.
   */
  readonly load?: TreeLoad<Node> | undefined
  /**
   * Whether a node may have children, so that it can be opened.
   *
   * @defaultValue true if it has any, or if they can be loaded
   */
  readonly hasChildren?: ((node: Node) => boolean) | undefined
  /**
   * Whether a node is open when it comes.
   *
   * @defaultValue no node is
   */
  readonly open?: ((node: Node) => boolean) | undefined
  /**
   * Whether what was loaded stays while its node is closed. Otherwise it's loaded again when the node is opened.
   *
   * @defaultValue true
   */
  readonly keep?: boolean | undefined
  /**
   * Whether the tree stays when a node is chosen. It then takes neither `choose` nor `leave`, so the keys Enter and Escape go on to the
   * region around it.
   *
   * @defaultValue false: Enter and Escape end the tree, and its output is the node at the cursor
   */
  readonly keepOpen?: boolean | undefined
}

/** The input of a `tree`: its first nodes, or a node around them that isn't shown itself. */
export type TreeInput<Node> =
  | { readonly nodes: ListSource<Node>; readonly root?: never }
  | { readonly root: Node; readonly nodes?: never }

/**
 * What a `tree` can be told. `position` is that of a row among the listed ones, from 0 (default: that of the cursor). `rows` is the height of
 * the window on the rows. If it is given, the window follows the cursor.
 */
export type TreeEvent<Node> =
  /** Moves the cursor by so many rows. */
  | { readonly type: 'move'; readonly by: number; readonly rows?: number }
  /** Moves the cursor to the first or the last row, or to the node around it. */
  | { readonly type: 'first' | 'last' | 'parent'; readonly rows?: number }
  /** Moves the cursor to a row. */
  | { readonly type: 'select'; readonly position: number; readonly rows?: number }
  /** Moves the window by so many rows. The cursor stays inside it. */
  | { readonly type: 'scroll'; readonly by: number; readonly rows: number }
  /** The mouse holds the scroll bar, so many rows below the upper end of its thumb, or lets go of it. */
  | { readonly type: 'hold'; readonly at: number }
  | { readonly type: 'drop' }
  /** Opens a node, and loads its children if they aren't there; closes it, and aborts all loads below it; or does what it isn't. */
  | { readonly type: 'open' | 'close' | 'toggle'; readonly position?: number; readonly rows?: number }
  /** Opens the node at the cursor and everything below it that is there, or closes it all. */
  | { readonly type: 'openAll' | 'closeAll' }
  /** Loads the children of the node at the cursor again, or those that it is one of. What is there stays meanwhile. */
  | { readonly type: 'reload' }
  /** Other first nodes. Nodes with the same keys stay as they are. */
  | { readonly type: 'nodes'; readonly nodes: ListSource<Node> }
  /** Starts to filter the nodes that are there. The text input for it is the child `filter`. */
  | { readonly type: 'filter'; readonly text?: string }
  /** Stops filtering. What is around the cursor is open then. */
  | { readonly type: 'clear' }
  /** Ends the tree, with the node at the cursor as its output or without one. */
  | { readonly type: 'choose' | 'leave' }

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

function shapeOf({
  key = ownKey,
  children = ownChildren,
  load,
  hasChildren,
  open,
  keep = true,
}: TreeOptions<unknown>): TreeShape {
  const canLoad = load !== undefined
  return {
    key,
    childrenOf: children,
    hasChildren: hasChildren ?? ((node) => (children(node)?.length ?? (canLoad ? 1 : 0)) > 0),
    isOpen: open,
    canLoad,
    keep,
  }
}

function ownChildren(node: unknown): ListSource<unknown> | undefined {
  return (node as { readonly children?: ListSource<unknown> } | null | undefined)?.children
}

function labelOf({ label }: Pick<TreeOptions<unknown>, 'label'>): (node: unknown) => string {
  return label ?? ((node) => String((node as { readonly label?: unknown } | null | undefined)?.label ?? node))
}

function firstContext(
  input: TreeInput<unknown>,
  shape: TreeShape,
  label: (node: unknown) => string,
): Context {
  const growth = growing(0)
  const root =
    input.nodes === undefined
      ? (grown(input.root, shape, growth) ?? filled([], shape, growth))
      : filled(input.nodes, shape, growth)
  const path = root.nodes.length > 0 ? [0] : [FACE]
  const { hasChildren } = shape
  const rest = { top: 0, matches: undefined, held: undefined, loads: growth.loads, label, hasChildren }
  return { value: nodeAt(root, path), root, rootNode: input.root, path, ...rest }
}

/** The node at a path, or the one around the first ones. */
function nodeFor({ root, rootNode }: Pick<Context, 'root' | 'rootNode'>, path: TreePath): unknown {
  return path.length === 0 ? rootNode : nodeAt(root, path)
}

function parentPosition(context: Context): number {
  const around = context.path.slice(0, -1)
  return cursorPosition({ ...context, path: around })
}

/** Whether the cursor or the window would move. What moves nothing is for the region around. */
function moves(context: Context, to: number, rows: number | undefined): boolean {
  const { path = context.path, top } = wentTo(context, to, rows)
  const isSame =
    path.length === context.path.length && path.every((index, level) => context.path[level] === index)
  return !isSame || (rows !== undefined && top !== treeTop(context, rows))
}

/** Whether the node of a row is closed and may have children. While a filter lists rows, all are open. */
function canOpen(context: Context, position: number | undefined, shape: TreeShape): boolean {
  const path = rowPath(context, position)
  if (context.matches !== undefined || path === undefined) return false
  return branchAt(context.root, path)?.isOpen !== true && shape.hasChildren(nodeAt(context.root, path))
}

function canClose(context: Context, position: number | undefined): boolean {
  const path = rowPath(context, position)
  return context.matches === undefined && path !== undefined && branchAt(context.root, path)?.isOpen === true
}

/** The path of a row with a node. */
function rowPath(context: Context, position: number | undefined): TreePath | undefined {
  const path = position === undefined ? context.path : listedRow(context, position)?.path
  return path === undefined || path.at(-1) === FACE ? undefined : path
}
