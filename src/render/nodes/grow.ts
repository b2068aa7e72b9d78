import { nodes, type Child } from './children.ts'
import type { Node } from './index.ts'
import { share } from './options.ts'
import { text } from './text.ts'

/** The same child, but it takes its share of the room that is left over along its parent's direction. */
export function grow(child: Node | string, weight?: number): Node
export function grow(child: Child, weight?: number): Node | undefined
export function grow(child: Child, weight = 1): Node | undefined {
  const [node] = nodes([child])
  return node && { ...node, sizing: { ...node.sizing, grow: share(weight) } }
}

/** Nothing, but it takes its share of the room that is left over: what stands after it is pushed to the end. */
export function spacer(weight = 1): Node {
  return text('', { grow: weight })
}
