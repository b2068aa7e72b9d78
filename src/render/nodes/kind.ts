import type { NodeKind } from '../layout/box.ts'
import { firstCursor } from '../layout/locate.ts'
import type { Node } from './index.ts'

type Optional = 'cursor' | 'above' | 'overflow' | 'isBordered' | 'ownSides' | 'isStill'
type Container<N extends Node> = Omit<NodeKind<N>, Optional> & Partial<Pick<NodeKind<N>, Optional>>
type Leaf<N extends Node> = Omit<Container<N>, 'children' | 'arrange'> & Partial<Pick<NodeKind<N>, 'arrange'>>

const none: readonly never[] = []
const nothing = () => undefined

/** The base of all kinds. So all are objects of one shape, and calls through them stay fast. */
const base = {
  children: () => none,
  measure: nothing,
  arrange: nothing,
  paint: nothing,
  cursor: nothing,
  above: nothing,
  overflow: nothing,
  isBordered: () => false,
  ownSides: () => 0,
  isStill: false,
}

/** A kind of node that has children. */
export function container<N extends Node>(kind: Container<N>): NodeKind<N> {
  return { ...base, cursor: firstCursor, ...kind }
}

/** A kind of node without children. */
export function leaf<N extends Node>(kind: Leaf<N>): NodeKind<N> {
  return { ...base, ...kind }
}
