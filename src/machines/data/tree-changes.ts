import type { AnyMachineSnapshot, DoneActorEvent, ErrorActorEvent, SnapshotEvent } from 'xstate'
import type { ListSource } from '../controls/list-source.ts'
import { positionIn, type MatchingEvent } from '../controls/matching.ts'
import { settledIn } from '../kit/answer.ts'
import { reasonOf } from '../kit/failure.ts'
import { messageOf } from '../kit/message-of.ts'
import { XSTATE_EVENTS } from '../kit/xstate-internals.ts'
import {
  branchAt,
  branchOf,
  FACE,
  nodeAt,
  positionOf,
  rowAt,
  withBranch,
  type Branch,
  type TreePath,
} from './tree-branch.ts'
import { cursorPosition, listedRow, listedRows, treeTop, type TreeContext } from './tree-context.ts'
import {
  closed,
  filled,
  folded,
  growing,
  grown,
  opened,
  pathIn,
  pathOfLoad,
  reloading,
  withNodes,
  type Growing,
  type TreeShape,
} from './tree-growth.ts'
import { treeMatchesWith } from './tree-matches.ts'

type Context = TreeContext<unknown>
type Change = Partial<Context>
type AnyBranch = Branch<unknown>

/** What an actor that loads tells the tree. */
export type LoadEvent = DoneActorEvent | ErrorActorEvent | SnapshotEvent

/** A change, with the node at the cursor as the value. */
function changed(context: Context, change: Change): Change {
  const { root, path } = { ...context, ...change }
  return { ...change, value: nodeAt(root, path) }
}

/** What changes if the cursor goes to a position in a window of so many rows. */
export function wentTo(context: Context, to: number, rows?: number): Change {
  const position = Math.max(0, Math.min(to, listedRows(context) - 1))
  const path = listedRow(context, position)?.path ?? context.path
  const top = rows === undefined ? context.top : treeTop(context, rows)
  const moved = { ...context, path, top }
  return changed(moved, { path, top: rows === undefined ? top : treeTop(moved, rows) })
}

/** What changes if the window moves by so many rows. The cursor stays inside it. */
export function windowMoved(context: Context, by: number, rows: number): Change {
  const max = Math.max(0, listedRows(context) - rows)
  const top = Math.max(0, Math.min(treeTop(context, rows) + by, max))
  const position = Math.max(top, Math.min(cursorPosition(context), top + Math.max(1, rows) - 1))
  return { ...wentTo(context, position), top }
}

/** The path of the node that an event is about: the one at a position, or at the cursor. Of a row without a node, the one around it. */
export function pathFor(context: Context, position: number | undefined): TreePath {
  const path = position === undefined ? context.path : (listedRow(context, position)?.path ?? [])
  return path.at(-1) === FACE ? path.slice(0, -1) : path
}

/** Opens the node at a path, and loads what is below it if that isn't there. */
function openedAt(context: Context, path: TreePath, shape: TreeShape): Change {
  const growth = growing(context.loads)
  const before = branchAt(context.root, path)
  const fresh = before === undefined ? grown(nodeAt(context.root, path), shape, growth) : undefined
  const again = before?.isComplete === false && before.load === undefined
  const branch =
    before && (again ? reloading(before, growth) : branchOf({ ...before, isOpen: true }, before.below))
  return reshaped(context, withBranch(context.root, path, branch ?? fresh), growth.loads)
}

/** The same, by an event. In a window of so many rows, as much of what is below comes into view as there is room for. */
export function openedInView(
  context: Context,
  { position, rows }: { readonly position?: number; readonly rows?: number },
  shape: TreeShape,
): Change {
  const path = pathFor(context, position)
  const change = openedAt(context, path, shape)
  const branch = change.root && branchAt(change.root, path)
  if (rows === undefined || branch === undefined) return change
  // Nobody knows how many will be loaded. The window moves once they are there.
  const wanted = branch.isLoading ? rows >> 1 : branch.rows
  const at = positionOf(context.root, path)
  const top = Math.min(at, Math.max(treeTop(context, rows), at + 1 + wanted - rows))
  return { ...change, top }
}

/** Closes the node at a path. The cursor goes to it if it was below. */
export function closedAt(context: Context, path: TreePath, { keep }: TreeShape): Change {
  const branch = branchAt(context.root, path)
  return reshaped(
    context,
    withBranch(context.root, path, branch && closed(branch, keep)),
    context.loads,
    path,
  )
}

/** Opens everything that is there, below the node at a path, and that node itself. */
export function openedBelow(context: Context, path: TreePath, shape: TreeShape): Change {
  const open = openedAt(context, path, shape)
  const root = open.root ?? context.root
  const branch = branchAt(root, path)
  return { ...open, root: branch ? withBranch(root, path, opened(branch, shape)) : root }
}

/** Closes everything below the node at a path, and that node itself. */
export function closedBelow(context: Context, path: TreePath, shape: TreeShape): Change {
  const branch = branchAt(context.root, path)
  const root = branch ? withBranch(context.root, path, folded(branch, shape.keep)) : context.root
  if (path.length > 0) return { ...closedAt({ ...context, root }, path, shape) }
  return reshaped(context, root, context.loads, context.path.slice(0, 1))
}

/** Loads again what is below the node at a path. */
export function reloadedAt(context: Context, path: TreePath, { key }: TreeShape): Change {
  const growth = growing(context.loads)
  const branch = branchAt(context.root, path)
  if (branch === undefined) return {}
  return followed(context, withBranch(context.root, path, reloading(branch, growth)), growth.loads, key)
}

/** The path of the branch that can be loaded again from the cursor: its own, or the one around it. */
export function pathToReload({ root, path }: Context): TreePath | undefined {
  if (path.at(-1) !== FACE && branchAt(root, path)?.isLazy === true) return path
  const around = path.slice(0, -1)
  return path.length > 0 && branchAt(root, around)?.isLazy === true ? around : undefined
}

/** The path of what is opened as a whole from the cursor: the node there, or the one around it if nothing can be below. */
export function pathToUnfold(context: Context, { hasChildren }: TreeShape): TreePath {
  const path = pathFor(context, undefined)
  return path.length > 0 && !hasChildren(nodeAt(context.root, path)) ? path.slice(0, -1) : path
}

/** What changes with other first nodes. */
export function withRoots(context: Context, nodes: ListSource<unknown>, shape: TreeShape): Change {
  const growth = growing(context.loads)
  const { root } = context
  const next = root.isLazy ? filled(nodes, shape, growth) : withNodes(root, nodes, shape, growth)
  return followed(context, next, growth.loads, shape.key)
}

/** What changes by an event of an actor that loads; undefined if it's of no such actor, or says nothing new. */
export function afterLoad(context: Context, event: LoadEvent, shape: TreeShape): Change | undefined {
  const id = 'actorId' in event ? event.actorId : event.type.slice(XSTATE_EVENTS.childSnapshot.length)
  const path = pathOfLoad(context.root, id)
  const branch = path && branchAt(context.root, path)
  const told = answerIn(event)
  if (path === undefined || branch === undefined || told === undefined) return undefined
  const growth = growing(context.loads)
  const next = answered(branch, told, shape, growth)
  return next && followed(context, withBranch(context.root, path, next), growth.loads, shape.key)
}

type Answer = { nodes: unknown; isDone: boolean } | { problem: string; isDone: boolean } | 'busy'

/** What an event of an actor says. A pattern that doesn't end answers more than once. */
function answerIn(event: LoadEvent): Answer | undefined {
  if ('output' in event) return { nodes: event.output, isDone: true }
  if ('error' in event) return { problem: messageOf(reasonOf(event.error)), isDone: true }
  const settled = settledIn(event.snapshot)
  if (settled === undefined) {
    const { status, tags } = event.snapshot as Partial<AnyMachineSnapshot>
    return status === 'active' && tags?.has('busy') === true ? 'busy' : undefined
  }
  const { data, error } = settled.context as { readonly data?: unknown; readonly error?: unknown }
  if (error != null) return { problem: messageOf(error), isDone: false }
  return { nodes: data, isDone: false }
}

function answered(
  branch: AnyBranch,
  answer: Answer,
  shape: TreeShape,
  growth: Growing,
): AnyBranch | undefined {
  if (answer === 'busy')
    return branch.isLoading ? undefined : branchOf({ ...branch, isLoading: true }, branch.below)
  const load = answer.isDone ? undefined : branch.load
  if ('problem' in answer)
    return branchOf({ ...branch, load, isLoading: false, problem: answer.problem }, branch.below)
  const { nodes } = answer
  const state = { load, isLoading: false, isComplete: answer.isDone }
  if (isSource(nodes)) {
    if (nodes === branch.nodes && !branch.isLoading && !answer.isDone && branch.problem === undefined)
      return undefined
    return withNodes(
      branchOf({ ...branch, ...state, problem: undefined }, branch.below),
      nodes,
      shape,
      growth,
    )
  }
  const problem = `tree: the load returned ${nodes === null ? 'null' : typeof nodes}, not an array of nodes`
  return branchOf({ ...branch, ...state, isComplete: false, problem }, branch.below)
}

function isSource(value: unknown): value is ListSource<unknown> {
  return typeof (value as Partial<ListSource<unknown>> | undefined)?.at === 'function'
}

/** What is shown again if the filter is gone: all rows, and those around the cursor are open. */
export function revealed(context: Context, shape: TreeShape): Change {
  const { path } = context
  let shown: Context = { ...context, matches: undefined }
  for (let length = 1; length < path.length; length++)
    if (branchAt(shown.root, path.slice(0, length))?.isOpen !== true)
      shown = { ...shown, ...openedAt(shown, path.slice(0, length), shape) }
  return changed(shown, { root: shown.root, loads: shown.loads, matches: undefined })
}

/** What changes by an event of the search. If the cursor isn't on what was found, it goes to the first of it. */
export function afterSearch(context: Context, event: MatchingEvent): Change {
  const matches = treeMatchesWith(context.matches!, event)
  const { found, all } = matches
  const first = found.found.at(0)
  if (first === undefined) return found.isComplete ? { matches, value: undefined } : { matches }
  const isFound = positionIn(found.found, positionOf(all, context.path)) >= 0
  return changed(context, { matches, path: isFound ? context.path : rowAt(all, first)!.path })
}

/** Another tree. The cursor finds its node again, and stays on its row of the screen. */
function followed(context: Context, root: AnyBranch, loads: number, key: TreeShape['key']): Change {
  const path = pathIn(root, context.root, context.path, key)
  const by = positionOf(root, path) - positionOf(context.root, context.path)
  const top = Math.max(0, context.top + (context.matches === undefined ? by : 0))
  return changed(context, { root, loads, path, top })
}

/** Another tree with the same nodes. If the cursor isn't in view any more, it goes to the node that was closed. */
function reshaped(context: Context, root: AnyBranch, loads: number, shut?: TreePath): Change {
  const isBelow = shut !== undefined && shut.every((index, level) => context.path[level] === index)
  return changed(context, { root, loads, path: isBelow ? shut : context.path })
}
