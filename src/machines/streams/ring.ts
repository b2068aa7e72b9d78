import { requireCount } from '../kit/numbers.ts'

/**
 * The last items of a stream: up to `capacity` of them; older ones give way and are counted. It is filled in place, so
 * that ten thousand items a second cost no more than their own size: a snapshot that holds one also holds a number that
 * goes up when it has changed.
 */
export class Ring<Item> {
  readonly capacity: number
  readonly #items: Item[] = []
  /** Where the oldest item is. */
  #start = 0
  /** Items that have given way. */
  dropped = 0

  /** @throws RangeError if `capacity` isn't a whole number, 1 or more. */
  constructor(capacity: number) {
    requireCount('Ring: capacity', capacity)
    this.capacity = capacity
  }

  get length(): number {
    return this.#items.length
  }

  push(item: Item): void {
    if (this.#items.length < this.capacity) {
      this.#items.push(item)
      return
    }
    this.#items[this.#start] = item
    this.#start = (this.#start + 1) % this.capacity
    this.dropped++
  }

  /** The item at an index from the oldest, or from the newest where it is negative. */
  at(index: number): Item | undefined {
    const from = index < 0 ? index + this.#items.length : index
    return from < 0 || from >= this.#items.length
      ? undefined
      : this.#items[(this.#start + from) % this.#items.length]
  }

  /** For tools that show a snapshot. */
  toJSON(): unknown {
    return { length: this.length, dropped: this.dropped, last: this.at(-1) }
  }
}
