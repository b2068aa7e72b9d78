/** What a scrolled view says of where it stands. */
interface Wish {
  readonly from: number | 'end'
  readonly fromEnd: number | undefined
  readonly moves: number
}

/**
 * Where a scrolled view stands, for as long as it is on the screen. What its node says counts, until something in it is brought into
 * view; and again when the node says something else.
 */
export class ScrollWindow {
  /** Rows above the window, where it was moved to; undefined where its node says. */
  above: number | undefined
  /** Its node says something else since this was last reset: the user has scrolled. */
  isMoved = false
  #wish: Wish

  constructor(wish: Wish) {
    this.#wish = wish
  }

  /** Whether its end stays in view as its content grows. */
  get isAtEnd(): boolean {
    return this.above === undefined && (this.#wish.from === 'end' || this.#wish.fromEnd !== undefined)
  }

  show(wish: Wish): this {
    const { from, fromEnd, moves } = this.#wish
    if (wish.from !== from || wish.fromEnd !== fromEnd || wish.moves !== moves) {
      this.above = undefined
      this.isMoved = true
    }
    this.#wish = wish
    return this
  }
}
