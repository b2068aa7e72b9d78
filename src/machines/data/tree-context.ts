import { positionIn } from '../controls/matching.ts'
import {
  belowAt,
  FACE,
  faceOf,
  positionOf,
  rowAt,
  type Branch,
  type FoundRow,
  type TreePath,
} from './tree-branch.ts'
import type { TreeMatches } from './tree-matches.ts'

/** The context of a `tree`. */
export interface TreeContext<Node> {
  /** The node at the cursor, or the one whose children are loading there; undefined if there is none. */
  readonly value: Node | undefined
  /** The nodes, as far as they were opened. */
  readonly root: Branch<Node>
  /** The node around the first ones, which isn't shown itself. */
  readonly rootNode: Node | undefined
  /** Where the cursor is: an index at each level. */
  readonly path: TreePath
  /** The position of the row at the top of the window. */
  readonly top: number
  /** What the filter has found, or undefined if there is none. */
  readonly matches: TreeMatches<Node> | undefined
  /** Where the mouse holds the scroll bar: rows below the upper end of its thumb. */
  readonly held: number | undefined
  /** How many loads were started. */
  readonly loads: number
  /** The text of a node. */
  readonly label: (node: Node) => string
  /** Whether a node may have children. */
  readonly hasChildren: (node: Node) => boolean
}

/** What is listed of a tree. */
type Listed<Node> = Pick<TreeContext<Node>, 'root' | 'matches' | 'path' | 'top'>

/** How many rows are listed. */
export function listedRows({ root, matches }: Listed<unknown>): number {
  return matches?.listed === undefined ? root.rows : matches.listed.length
}

/** The row at a position among the listed ones. */
export function listedRow<Node>(
  { root, matches }: Pick<Listed<Node>, 'root' | 'matches'>,
  position: number,
): FoundRow<Node> | undefined {
  if (matches?.listed === undefined) return rowAt(root, position)
  const place = position < 0 ? undefined : matches.listed.at(position)
  return place === undefined ? undefined : rowAt(matches.all, place)
}

/** The position of the cursor among the listed rows. */
export function cursorPosition({ root, matches, path }: Listed<unknown>): number {
  if (matches?.listed === undefined) return positionOf(root, path)
  return Math.max(0, positionIn(matches.listed, positionOf(matches.all, path)))
}

/** The position at the top of a window of so many rows. The window moves only if it has to, to show the cursor. */
export function treeTop(listed: Listed<unknown>, rows: number): number {
  const position = cursorPosition(listed)
  const max = Math.max(0, listedRows(listed) - rows)
  const min = Math.max(0, position - Math.max(1, rows) + 1)
  return Math.max(min, Math.min(listed.top, position, max))
}

/** For each level of a row but the first, whether there are listed rows further down at that level. */
export function guidesOf<Node>(
  { root, matches }: Pick<Listed<Node>, 'root' | 'matches'>,
  { path }: FoundRow<Node>,
): readonly boolean[] {
  const guides: boolean[] = []
  const tree = matches?.listed === undefined ? root : matches.all
  let branch: Branch<Node> = tree
  let start = 0
  for (const [level, index] of path.entries()) {
    const hasNext = branch.nodes.length > index + 1
    if (level > 0) guides.push(hasNext && isListed(matches, tree, path.slice(0, level), index, start, branch))
    if (index === FACE) break
    const below = belowAt(branch, index)
    if (below === undefined) break
    start += (faceOf(branch) === undefined ? 0 : 1) + index + below.before + 1
    branch = below.branch
  }
  return guides
}

/** Whether a filter leaves anything after the node at an index of a branch, whose first row is at `start`. */
function isListed<Node>(
  matches: TreeMatches<Node> | undefined,
  tree: Branch<Node>,
  around: TreePath,
  index: number,
  start: number,
  branch: Branch<Node>,
): boolean {
  if (matches?.listed === undefined) return true
  const next = positionOf(tree, [...around, index + 1])
  const { listed } = matches
  let low = 0
  let high = listed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (listed.at(middle)! < next) low = middle + 1
    else high = middle
  }
  return (listed.at(low) ?? Infinity) < start + branch.rows
}
