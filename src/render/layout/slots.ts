import { unsized, type Pointing } from './sizing.ts'
import { kindOf, type Node, type SlotNode } from '../nodes/index.ts'

/** The slots in a view, in order, and its modal layers. */
export class Slots {
  readonly nodes: SlotNode[] = []
  /** For each slot, the number of the innermost modal layer that it is in, from 1. 0 if it is in none. */
  readonly modalOf: number[] = []
  /** The modal layers. The last one is above the others. */
  readonly modals: Node[] = []
  /** Whether one of its nodes can be clicked, and whether one looks different under the pointer. */
  hasPress = false
  hasHover = false

  constructor(view: Node | undefined) {
    if (view !== undefined) this.#collect(view, 0)
  }

  #collect(node: Node, modal: number): void {
    if (node.sizing !== unsized) this.#notePointing(node.sizing)
    if (node.kind === 'text') return
    if (node.kind === 'slot') {
      this.nodes.push(node)
      this.modalOf.push(modal)
    } else if (node.kind === 'overlay') {
      for (const { layer, isModal, pressOutside } of node.layers) {
        this.hasPress ||= pressOutside !== undefined
        this.#collect(layer, isModal ? this.modals.push(layer) : modal)
      }
    } else for (const child of kindOf(node).children(node)) this.#collect(child, modal)
  }

  #notePointing({ press, hover }: Pointing): void {
    this.hasPress ||= press !== undefined
    this.hasHover ||= hover !== undefined
  }
}
