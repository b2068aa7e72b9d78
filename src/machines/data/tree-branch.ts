import type { ListSource } from '../controls/list-source.ts'

/**
 * What is below a node. Only nodes that were opened have one: the others cost nothing, however many they are. It is a value: to open a node
 * makes other branches of those around it, and leaves all others as they are.
 */
export interface Branch<Node> {
  /** The nodes right below. */
  readonly nodes: ListSource<Node>
  /** Whether they are shown. */
  readonly isOpen: boolean
  /** The id of the actor that loads them, while it runs. */
  readonly load: string | undefined
  /** Whether it has yet to answer. */
  readonly isLoading: boolean
  /** Why the last load failed. */
  readonly problem: string | undefined
  /** Whether they come from such an actor, and not from the node. */
  readonly isLazy: boolean
  /** Whether they needn't be loaded when the node is opened. */
  readonly isComplete: boolean
  /** The branches of these nodes, by index. */
  readonly below: readonly Below<Node>[]
  /** How many rows it has if it's open. */
  readonly rows: number
}

/** The branch of one of the nodes. */
export interface Below<Node> {
  /** The index of the node. */
  readonly index: number
  /** What is below it. */
  readonly branch: Branch<Node>
  /** How many rows the branches of the nodes before it have. */
  readonly before: number
}

/** Where a node is: its index among the first nodes, then that among the nodes below, and so on. */
export type TreePath = readonly number[]

/** In a path, in place of an index: the row that says that a branch is loading, has failed, or is empty. */
export const FACE = -1

/** What a row shows: a node, or what is the matter with a branch. */
export type TreeRowKind = 'node' | 'loading' | 'failed' | 'empty'

/** A row of a tree. */
export interface FoundRow<Node> {
  readonly kind: TreeRowKind
  readonly path: TreePath
  /** The node; undefined for other kinds. */
  readonly node: Node | undefined
  /** The branch that it is in. */
  readonly parent: Branch<Node>
  /** Its own branch, if it has one. */
  readonly branch: Branch<Node> | undefined
}

/** A branch with its rows counted. */
export function branchOf<Node>(
  branch: Omit<Branch<Node>, 'rows' | 'below'>,
  below: readonly Omit<Below<Node>, 'before'>[] = [],
): Branch<Node> {
  let before = 0
  const counted = below.map(({ index, branch: inner }) => {
    const one = { index, branch: inner, before }
    before += shownRows(inner)
    return one
  })
  const whole = { ...branch, below: counted, rows: 0 }
  return { ...whole, rows: (faceOf(whole) === undefined ? 0 : 1) + branch.nodes.length + before }
}

/** What the first row of a branch says in place of a node, if anything. */
export function faceOf({
  problem,
  nodes,
  isLoading,
}: Branch<unknown>): Exclude<TreeRowKind, 'node'> | undefined {
  if (problem !== undefined) return 'failed'
  if (nodes.length > 0) return undefined
  return isLoading ? 'loading' : 'empty'
}

function shownRows({ isOpen, rows }: Branch<unknown>): number {
  return isOpen ? rows : 0
}

/** The row at a position, from 0. */
export function rowAt<Node>(root: Branch<Node>, position: number): FoundRow<Node> | undefined {
  if (!(position >= 0 && position < root.rows)) return undefined
  const path: number[] = []
  let [parent, at] = [root, position]
  for (;;) {
    const face = faceOf(parent)
    if (face !== undefined && at-- === 0)
      return { kind: face, path: [...path, FACE], node: undefined, parent, branch: undefined }
    const last = lastBelow(parent, ({ index, before }) => index + before <= at)
    // How many rows after the node of that branch, if there is one.
    const after = last === undefined ? -1 : at - last.index - last.before
    if (last !== undefined && after > 0 && after <= shownRows(last.branch)) {
      path.push(last.index)
      parent = last.branch
      at = after - 1
      continue
    }
    const index =
      last === undefined ? at : after === 0 ? last.index : at - last.before - shownRows(last.branch)
    const branch = after === 0 ? last?.branch : undefined
    return { kind: 'node', path: [...path, index], node: parent.nodes.at(index), parent, branch }
  }
}

/** The position of the row at a path. Of what isn't shown, it's that of the closed node around it. */
export function positionOf(root: Branch<unknown>, path: TreePath): number {
  let position = -1
  let branch: Branch<unknown> | undefined = root
  for (const index of path) {
    if (branch === undefined || (branch !== root && !branch.isOpen)) break
    position++
    if (index === FACE) break
    const last: Below<unknown> | undefined = lastBelow(branch, (below) => below.index <= index)
    position += faceOf(branch) === undefined ? 0 : 1
    position += index + (last === undefined ? 0 : last.before)
    if (last !== undefined && last.index < index) position += shownRows(last.branch)
    branch = last?.index === index ? last.branch : undefined
  }
  return Math.max(0, position)
}

/** The branch of the node at a path, if it has one. */
export function branchAt<Node>(root: Branch<Node>, path: TreePath): Branch<Node> | undefined {
  let branch: Branch<Node> | undefined = root
  for (const index of path) branch = branch && belowAt(branch, index)?.branch
  return branch
}

/** The node at a path. Of a row without a node, it's the node that the row is about. */
export function nodeAt<Node>(root: Branch<Node>, path: TreePath): Node | undefined {
  const index = path.at(-1)
  if (index === undefined) return undefined
  const around = path.slice(0, -1)
  return index === FACE ? nodeAt(root, around) : branchAt(root, around)?.nodes.at(index)
}

/** The tree with another branch at a path, or with none. Its other branches are the same. */
export function withBranch<Node>(
  root: Branch<Node>,
  path: TreePath,
  branch: Branch<Node> | undefined,
): Branch<Node> {
  const [index, ...rest] = path
  if (index === undefined) return branch ?? root
  const own = belowAt(root, index)?.branch
  const inner = rest.length === 0 ? branch : own && withBranch(own, rest, branch)
  const others = root.below.filter((below) => below.index !== index)
  if (inner === undefined) return branchOf(root, others)
  const place = others.findIndex((below) => below.index > index)
  return branchOf(
    root,
    others.toSpliced(place < 0 ? others.length : place, 0, { index, branch: inner, before: 0 }),
  )
}

/** The branch of the node at an index, if it has one. */
export function belowAt<Node>(branch: Branch<Node>, index: number): Below<Node> | undefined {
  const last = lastBelow(branch, (below) => below.index <= index)
  return last?.index === index ? last : undefined
}

/** The last of the branches for which it holds. It holds for all before it. */
function lastBelow<Node>(
  { below }: Branch<Node>,
  holds: (below: Below<Node>) => boolean,
): Below<Node> | undefined {
  let low = 0
  let high = below.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(below[middle]!)) low = middle + 1
    else high = middle
  }
  return below[low - 1]
}
