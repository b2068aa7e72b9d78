import type { ListSource } from '../controls/list-source.ts'
import { ownKey } from './table-changes.ts'
import { FACE, nodeAt } from './tree-branch.ts'
import type { TreeContext } from './tree-context.ts'
import { filled, growing, grown, type TreeShape } from './tree-growth.ts'
import type { TreeInput, TreeOptions } from './tree-options.ts'

type Context = TreeContext<unknown>

/** How a tree grows, as its options say. */
export function shapeOf({
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

/** What nodes are called. */
export function labelOf({ label }: Pick<TreeOptions<unknown>, 'label'>): (node: unknown) => string {
  return label ?? ((node) => String((node as { readonly label?: unknown } | null | undefined)?.label ?? node))
}

/** The context that a tree begins with. */
export function firstContext(
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
