import { branchAt, FACE, nodeAt, type TreePath } from './tree-branch.ts'
import { wentTo } from './tree-changes.ts'
import { cursorPosition, listedRow, treeTop, type TreeContext } from './tree-context.ts'
import type { TreeShape } from './tree-growth.ts'

type Context = TreeContext<unknown>

/** The node at a path, or the one around the first ones. */
export function nodeFor({ root, rootNode }: Pick<Context, 'root' | 'rootNode'>, path: TreePath): unknown {
  return path.length === 0 ? rootNode : nodeAt(root, path)
}

/** The position of the node around the cursor. */
export function parentPosition(context: Context): number {
  const around = context.path.slice(0, -1)
  return cursorPosition({ ...context, path: around })
}

/** Whether the cursor or the window would move. What moves nothing is for the region around. */
export function moves(context: Context, to: number, rows: number | undefined): boolean {
  const { path = context.path, top } = wentTo(context, to, rows)
  const isSame =
    path.length === context.path.length && path.every((index, level) => context.path[level] === index)
  return !isSame || (rows !== undefined && top !== treeTop(context, rows))
}

/** Whether the node of a row is closed and may have children. While a filter lists rows, all are open. */
export function canOpen(context: Context, position: number | undefined, shape: TreeShape): boolean {
  const path = rowPath(context, position)
  if (context.matches !== undefined || path === undefined) return false
  return branchAt(context.root, path)?.isOpen !== true && shape.hasChildren(nodeAt(context.root, path))
}

/** Whether the node of a row is open. */
export function canClose(context: Context, position: number | undefined): boolean {
  const path = rowPath(context, position)
  return context.matches === undefined && path !== undefined && branchAt(context.root, path)?.isOpen === true
}

/** The path of a row with a node. */
function rowPath(context: Context, position: number | undefined): TreePath | undefined {
  const path = position === undefined ? context.path : listedRow(context, position)?.path
  return path === undefined || path.at(-1) === FACE ? undefined : path
}
