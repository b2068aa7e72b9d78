/** Items on their way to a ring: an event carries them. */
export interface Batched<Item> {
  readonly items: readonly Item[]
  /** How many came before these, and had no room. */
  readonly skipped: number
}

/** What has come and isn't told yet, for a ring of `capacity`: of more than that, the last. */
export class Batch<Item> {
  readonly #capacity: number
  #items: Item[] = []
  #skipped = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get isFull(): boolean {
    return this.#items.length >= this.#capacity
  }

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  push(item: Item): void {
    this.#items.push(item)
    if (this.#items.length >= 2 * this.#capacity) this.#shorten()
  }

  /** Hands over what there is, and begins again. */
  take(): Batched<Item> {
    this.#shorten()
    const taken = { items: this.#items, skipped: this.#skipped }
    this.#items = []
    this.#skipped = 0
    return taken
  }

  #shorten(): void {
    this.#skipped += this.#items.splice(0, this.#items.length - this.#capacity).length
  }
}
