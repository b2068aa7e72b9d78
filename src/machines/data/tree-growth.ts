import { findAgain, type ListSource } from '../controls/list-source.ts'
import { belowAt, branchOf, FACE, faceOf, type Below, type Branch, type TreePath } from './tree-branch.ts'

/** What a tree has to know of nodes to grow. */
export interface TreeShape {
  readonly key: (node: unknown) => unknown
  /** The children of a node, if they are there. */
  readonly childrenOf: (node: unknown) => ListSource<unknown> | undefined
  readonly hasChildren: (node: unknown) => boolean
  /** Whether a node is open when it comes. */
  readonly isOpen: ((node: unknown) => boolean) | undefined
  readonly canLoad: boolean
  /** Whether nodes stay while the node around them is closed. */
  readonly keep: boolean
}

/** What is counted while a tree grows. */
export interface Growing {
  /** The number of the last actor that loads. */
  loads: number
  /** How many more nodes may be looked at to open them. */
  left: number
}

/** What is counted from here on, after so many loads. */
export function growing(loads: number): Growing {
  return { loads, left: MAX_LOOKED_AT }
}

type AnyBranch = Branch<unknown>
type Inner = Omit<Below<unknown>, 'before'>

/** How many nodes are looked at, and how deep, if more than one is opened: data may go round in circles. */
const MAX_LOOKED_AT = 200_000
const MAX_DEPTH = 100

const settled = { load: undefined, isLoading: false, problem: undefined } as const

/** What is below a node that is opened for the first time; undefined if there can't be anything. */
export function grown(node: unknown, shape: TreeShape, growth: Growing, depth = 0): AnyBranch | undefined {
  const nodes = shape.childrenOf(node)
  if (nodes !== undefined) return withNodes(given([]), nodes, shape, growth, depth)
  if (!shape.canLoad) return undefined
  return reloading(branchOf({ ...settled, nodes: [], isOpen: true, isLazy: true, isComplete: false }), growth)
}

/** A branch of nodes that are there. */
export function filled(nodes: ListSource<unknown>, shape: TreeShape, growth: Growing): AnyBranch {
  return withNodes(given([]), nodes, shape, growth)
}

function given(nodes: ListSource<unknown>): AnyBranch {
  return branchOf({ ...settled, nodes, isOpen: true, isLazy: false, isComplete: true })
}

/** The branch, open, while its nodes are loaded again. Those that are there stay. */
export function reloading(branch: AnyBranch, growth: Growing): AnyBranch {
  const state = { isOpen: true, load: `load ${++growth.loads}`, isLoading: true, problem: undefined }
  return branchOf({ ...branch, ...state, isComplete: false }, branch.below)
}

/** The branch with other nodes. What is open below nodes with the same keys stays so. */
export function withNodes(
  branch: AnyBranch,
  nodes: ListSource<unknown>,
  shape: TreeShape,
  growth: Growing,
  depth = 0,
): AnyBranch {
  const { key, childrenOf } = shape
  const before = new Map(branch.below.map((below) => [key(branch.nodes.at(below.index)), below.branch]))
  const known = shape.isOpen && new Set(itemsOf(branch.nodes).map(key))
  const below: Inner[] = []
  if (before.size > 0 || shape.isOpen !== undefined)
    for (const [index, node] of itemsOf(nodes).entries()) {
      const own = before.get(key(node))
      const isNew = own === undefined && known?.has(key(node)) === false
      const opens = isNew && depth < MAX_DEPTH && growth.left-- > 0 && opensAtFirst(node, shape)
      const inner = own ?? (opens ? grown(node, shape, growth, depth + 1) : undefined)
      const there = own && childrenOf(node)
      if (inner !== undefined)
        below.push({ index, branch: there ? withNodes(inner, there, shape, growth, depth + 1) : inner })
    }
  return branchOf({ ...branch, nodes }, below)
}

function itemsOf(nodes: ListSource<unknown>): unknown[] {
  return Array.from({ length: nodes.length }, (_, index) => nodes.at(index))
}

function opensAtFirst(node: unknown, { isOpen, hasChildren }: TreeShape): boolean {
  return hasChildren(node) && isOpen?.(node) === true
}

/** The branch, closed. Loads below it are aborted; undefined if nothing of it stays. */
export function closed(branch: AnyBranch, keep: boolean): AnyBranch | undefined {
  const silent = keep ? silenced(branch) : undefined
  return silent && branchOf({ ...silent, isOpen: false }, silent.below)
}

/** The branch without loads. Those whose load is aborted are closed, and the ones without nodes are gone. */
function silenced(branch: AnyBranch): AnyBranch | undefined {
  const below = branch.below.flatMap((one) => {
    const inner = silenced(one.branch)
    return inner === undefined ? [] : inner === one.branch ? [one] : [{ ...one, branch: inner }]
  })
  const isSame = below.length === branch.below.length && below.every((one, at) => one === branch.below[at])
  if (branch.load === undefined) return isSame ? branch : branchOf(branch, below)
  if (branch.nodes.length === 0) return undefined
  return branchOf({ ...branch, ...settled, isOpen: false }, below)
}

/** The branch with all branches below it open whose nodes are there. Nothing is loaded for it. */
export function opened(branch: AnyBranch, shape: TreeShape, growth = growing(0), depth = 0): AnyBranch {
  const below: Inner[] = []
  let next = 0
  for (let index = 0; index < branch.nodes.length && growth.left > 0 && depth < MAX_DEPTH; index++) {
    growth.left--
    const node = branch.nodes.at(index)
    const own = branch.below[next]?.index === index ? branch.below[next++]?.branch : undefined
    const inner = own ?? (shape.hasChildren(node) ? there(node, shape) : undefined)
    if (inner === undefined) continue
    const isEmpty = inner.nodes.length === 0 && inner.problem === undefined && !inner.isOpen
    below.push({ index, branch: isEmpty ? inner : opened(inner, shape, growth, depth + 1) })
  }
  below.push(...branch.below.slice(next))
  return branchOf({ ...branch, isOpen: true }, below)
}

function there(node: unknown, { childrenOf }: TreeShape): AnyBranch | undefined {
  const nodes = childrenOf(node)
  return nodes && given(nodes)
}

/** The branch with all branches below it closed. */
export function folded(branch: AnyBranch, keep: boolean): AnyBranch {
  const below = branch.below.flatMap(({ index, branch: inner }) => {
    const own = closed(folded(inner, keep), keep)
    return own === undefined ? [] : [{ index, branch: own }]
  })
  return branchOf(branch, below)
}

/** The loads that a tree has and another hasn't, with the paths of their nodes. What both share isn't looked at. */
export function loadsBesides(
  tree: AnyBranch,
  other: AnyBranch | undefined,
  path: TreePath = [],
  found = new Map<string, TreePath>(),
): ReadonlyMap<string, TreePath> {
  if (tree === other) return found
  if (tree.load !== undefined && tree.load !== other?.load) found.set(tree.load, path)
  const shared = new Set(other?.below.map(({ branch }) => branch))
  const others = new Map(other?.below.map(({ index, branch }) => [index, branch]))
  for (const { index, branch } of tree.below)
    if (!shared.has(branch)) loadsBesides(branch, others.get(index), [...path, index], found)
  return found
}

/** Where the branch is that is loaded by an actor. */
export function pathOfLoad(branch: AnyBranch, load: string): TreePath | undefined {
  if (branch.load === load) return []
  for (const { index, branch: inner } of branch.below) {
    const path = pathOfLoad(inner, load)
    if (path !== undefined) return [index, ...path]
  }
  return undefined
}

/** Where the row at a path is in the tree after a change. If its node is gone, it's the one after it, or else before it. */
export function pathIn(after: AnyBranch, before: AnyBranch, path: TreePath, key: TreeShape['key']): TreePath {
  const [index, ...rest] = path
  if (index === undefined) return []
  if (after.nodes.length === 0) return [FACE]
  if (index === FACE) return [faceOf(after) === undefined ? 0 : FACE]
  const place = after.nodes === before.nodes ? index : findAgain(before.nodes, after.nodes, index, key)
  if (rest.length === 0) return [place]
  const isSame = key(after.nodes.at(place)) === key(before.nodes.at(index))
  const [inner, old] = [belowAt(after, place)?.branch, belowAt(before, index)?.branch]
  if (!isSame || inner?.isOpen !== true || old === undefined) return [place]
  return [place, ...pathIn(inner, old, rest, key)]
}
