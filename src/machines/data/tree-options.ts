import type { AnyActorLogic } from 'xstate'
import type { ListSource } from '../controls/list-source.ts'

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
