/** Items on their way to a ring, carried by an event. */
export interface Batched<Item> {
  readonly items: readonly Item[]
  /** How many items came before these and were dropped. */
  readonly skipped: number
}

/** Items that have come but haven't been sent yet, for a ring of `capacity`. If more come, only the last are kept. */
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

  /** Returns the items, and starts again. */
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
