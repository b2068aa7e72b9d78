import type { ListSource } from '../controls/list-source.ts'

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
