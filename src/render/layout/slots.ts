import { kindOf, type Node, type SlotNode } from '../nodes/index.ts'

/** The slots in a view, in the order in which they stand. */
export function slotsIn(node: Node | undefined): SlotNode[] {
  const slots: SlotNode[] = []
  if (node !== undefined) collect(node, slots)
  return slots
}

function collect(node: Node, slots: SlotNode[]): void {
  if (node.kind === 'slot') slots.push(node)
  else for (const child of kindOf(node).children(node)) collect(child, slots)
}
