import type { NodeKind } from '../layout/box.ts'
import { firstCursor } from '../layout/locate.ts'
import type { Node } from './index.ts'

type Optional = 'cursor' | 'overflow' | 'isBordered'
type Container<N extends Node> = Omit<NodeKind<N>, Optional> & Partial<Pick<NodeKind<N>, Optional>>
type Leaf<N extends Node> = Omit<Container<N>, 'children' | 'arrange'> & Partial<Pick<NodeKind<N>, 'arrange'>>

const none: readonly never[] = []
const nothing = () => undefined

/** All kinds are made from it, so they are objects of one shape: calls through them stay fast. */
const base = {
  children: () => none,
  measure: nothing,
  arrange: nothing,
  paint: nothing,
  cursor: nothing,
  overflow: nothing,
  isBordered: () => false,
}

/** A kind of node with others in it. */
export function container<N extends Node>(kind: Container<N>): NodeKind<N> {
  return { ...base, cursor: firstCursor, ...kind }
}

/** A kind of node without others in it. */
export function leaf<N extends Node>(kind: Leaf<N>): NodeKind<N> {
  return { ...base, ...kind }
}
