import type { Sizing, SlotNode } from './node.ts'
import { sizing } from './options.ts'

/** A hole for something that is not a node: see SlotNode. */
export function slot(content: unknown, options: Sizing = {}): SlotNode {
  return { kind: 'slot', sizing: sizing(options), content }
}
