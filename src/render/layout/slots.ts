import type { Node, SlotNode } from '../nodes/node.ts'

/** The slots in a view, in the order in which they stand. */
export function slotsIn(node: Node | undefined): SlotNode[] {
  const slots: SlotNode[] = []
  collect(node, slots)
  return slots
}

function collect(node: Node | undefined, slots: SlotNode[]): void {
  if (node === undefined) return
  if (node.kind === 'slot') slots.push(node)
  else if (node.kind === 'stack') for (const child of node.children) collect(child, slots)
  else if (node.kind === 'grid') for (const cell of node.cells) collect(cell, slots)
  else if (node.kind === 'overlay') for (const layer of node.layers) collect(layer, slots)
  else if (node.kind === 'scroll') collect(node.child, slots)
}
