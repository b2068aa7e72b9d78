import type { ScrollNode } from '../nodes/scroll.ts'

/**
 * Where a scrolled view stands, for as long as it is on the screen. What its node says counts, until something in it is brought into
 * view; and again when the node says something else.
 */
export class ScrollWindow {
  /** Rows above the window, where it was moved to; undefined where its node says. */
  above: number | undefined
  /** Its node says something else since this was last reset: the user has scrolled. */
  isMoved = false
  #node: ScrollNode

  constructor(node: ScrollNode) {
    this.#node = node
  }

  /** Whether its end stays in view as its content grows. */
  get isAtEnd(): boolean {
    return this.above === undefined && (this.#node.from === 'end' || this.#node.fromEnd !== undefined)
  }

  show(node: ScrollNode): this {
    const { from, fromEnd, moves } = this.#node
    if (node.from !== from || node.fromEnd !== fromEnd || node.moves !== moves) {
      this.above = undefined
      this.isMoved = true
    }
    this.#node = node
    return this
  }
}
