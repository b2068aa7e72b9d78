import { requireCount, requireLimit } from '../kit/numbers.ts'

/** A ring in JSON. */
export interface RingJson<Item> {
  /** How many items it holds. Null is Infinity, which JSON doesn't have. */
  readonly capacity: number | null
  /** How many older items it has dropped. */
  readonly dropped: number
  /** The items. */
  readonly items: readonly Item[]
}

/**
 * The last items of a stream, up to `capacity` of them. Older items are dropped and counted. A ring is a value: it never
 * changes, and `concat` returns another one. So a snapshot can hold a ring, and always shows the same items.
 *
 * ```ts
 * const two = new Ring<string>(2).concat(['a', 'b'])
 * const later = two.concat(['c']) // has 'b' and 'c', and dropped one; `two` still has 'a' and 'b'
 * ```
 *
 * Rings made by `concat` share one array of at most twice the capacity, so appending costs no more than the new items.
 * `JSON.stringify` writes the items and the counts, and `Ring.from` reads them.
 */
export class Ring<Item> implements Iterable<Item> {
  /** How many items it holds. */
  readonly capacity: number
  /** How many older items were dropped. */
  readonly dropped: number
  /** Shared with the rings before and after this one. Only the newest ring appends. Each ring is a window on the array. */
  #items: Item[] = []
  #start = 0
  #end = 0
  /** The same object for all rings of one stream. */
  #stream: object = {}

  /**
   * @param dropped - How many items were dropped before these.
   * @throws RangeError if `capacity` isn't a whole number, 1 or more, or Infinity.
   * @throws RangeError if `dropped` isn't a whole number, 0 or more.
   */
  constructor(capacity: number, items: readonly Item[] = [], dropped = 0) {
    requireLimit('Ring: capacity', capacity)
    requireCount('Ring: dropped', dropped, 0)
    this.capacity = capacity
    this.dropped = dropped + Math.max(0, items.length - capacity)
    this.#show(items.slice(-capacity), 0)
  }

  /** A ring from JSON. It starts a stream of its own: it continues no other ring. */
  static from<Item>(saved: Ring<Item> | RingJson<Item>): Ring<Item> {
    return saved instanceof Ring ? saved : new Ring(saved.capacity ?? Infinity, saved.items, saved.dropped)
  }

  /** How many items it has. */
  get length(): number {
    return this.#end - this.#start
  }

  /** The item at an index, from the oldest; if the index is negative, from the newest. */
  at(index: number): Item | undefined {
    const at = index < 0 ? this.#end + index : this.#start + index
    return at >= this.#start && at < this.#end ? this.#items[at] : undefined
  }

  /**
   * Returns a ring with more items.
   *
   * @param skipped - How many items came before these and were dropped. If there are any, all items of this ring are
   * dropped.
   * @throws RangeError if `skipped` isn't a whole number, 0 or more.
   */
  concat(items: readonly Item[], skipped = 0): Ring<Item> {
    requireCount('Ring: skipped', skipped, 0)
    if (items.length === 0 && skipped === 0) return this
    const { capacity, dropped, length } = this
    const more = items.length > capacity ? items.slice(-capacity) : items
    const kept = skipped > 0 ? 0 : Math.min(length, capacity - more.length)
    const count = kept + more.length
    const next = new Ring<Item>(capacity, [], dropped + length + skipped + items.length - count)
    const array = this.#hasRoomFor(more.length) ? this.#items : this.#items.slice(this.#end - kept, this.#end)
    for (const item of more) array.push(item)
    next.#show(array, array.length - count)
    next.#stream = this.#stream
    return next
  }

  /** Whether both rings belong to one stream: one was made from the other by `concat`, or both from a third. */
  continues(other: object): boolean {
    return other instanceof Ring && other.#stream === this.#stream
  }

  /** The items, the oldest first. */
  *[Symbol.iterator](): IterableIterator<Item> {
    for (let at = this.#start; at < this.#end; at++) yield this.#items[at] as Item
  }

  /** What `JSON.stringify` writes. */
  toJSON(): RingJson<Item> {
    const { capacity, dropped } = this
    return { capacity, dropped, items: this.#items.slice(this.#start, this.#end) }
  }

  /** If another ring has appended to the array already, the next ring needs an array of its own. */
  #hasRoomFor(count: number): boolean {
    return this.#items.length === this.#end && this.#end + count <= 2 * this.capacity
  }

  #show(items: Item[], start: number): void {
    this.#items = items
    this.#start = start
    this.#end = items.length
  }
}
