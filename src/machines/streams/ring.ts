import { requireCount, requireLimit } from '../kit/numbers.ts'

/** What JSON makes of a ring. */
export interface RingJson<Item> {
  /** Null stands for Infinity, which JSON can't say. */
  readonly capacity: number | null
  readonly dropped: number
  readonly items: readonly Item[]
}

/**
 * The last items of a stream: up to `capacity` of them; older ones give way and are counted. A ring is a value: it never
 * changes, and `concat` returns another one. So a snapshot can hold it, and shows the same items at any later time.
 *
 * ```ts
 * const two = new Ring<string>(2).concat(['a', 'b'])
 * const later = two.concat(['c']) // has 'b' and 'c', and dropped one; `two` still has 'a' and 'b'
 * ```
 *
 * Rings that grow out of one another share one array, so that appending costs what the new items cost. It holds at most
 * twice the capacity. `JSON.stringify` writes the items and the counts, and `Ring.from` reads them.
 */
export class Ring<Item> implements Iterable<Item> {
  readonly capacity: number
  /** How many items have given way. */
  readonly dropped: number
  /** Shared with the rings before and after this one, of which the newest alone appends: this is a window onto it. */
  #items: Item[] = []
  #start = 0
  #end = 0
  /** The same for all rings that grow out of one. */
  #stream: object = {}

  /**
   * @param dropped - How many items there were before these.
   * @throws RangeError if `capacity` isn't a whole number, 1 or more, or Infinity; or `dropped` isn't one, 0 or more.
   */
  constructor(capacity: number, items: readonly Item[] = [], dropped = 0) {
    requireLimit('Ring: capacity', capacity)
    requireCount('Ring: dropped', dropped, 0)
    this.capacity = capacity
    this.dropped = dropped + Math.max(0, items.length - capacity)
    this.#show(items.slice(-capacity), 0)
  }

  /** A ring as it was before JSON. It is the start of another stream: it continues no other ring. */
  static from<Item>(saved: Ring<Item> | RingJson<Item>): Ring<Item> {
    return saved instanceof Ring ? saved : new Ring(saved.capacity ?? Infinity, saved.items, saved.dropped)
  }

  get length(): number {
    return this.#end - this.#start
  }

  /** The item at an index from the oldest, or from the newest if it is negative. */
  at(index: number): Item | undefined {
    const at = index < 0 ? this.#end + index : this.#start + index
    return at >= this.#start && at < this.#end ? this.#items[at] : undefined
  }

  /**
   * A ring with more items.
   *
   * @param skipped - How many came before these and have given way already: then all that is here gives way too.
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

  /** Whether the two are windows onto one stream: one of them has grown out of the other, or both out of a third. */
  continues(other: object): boolean {
    return other instanceof Ring && other.#stream === this.#stream
  }

  *[Symbol.iterator](): IterableIterator<Item> {
    for (let at = this.#start; at < this.#end; at++) yield this.#items[at] as Item
  }

  toJSON(): RingJson<Item> {
    const { capacity, dropped } = this
    return { capacity, dropped, items: this.#items.slice(this.#start, this.#end) }
  }

  /** Another ring may have appended already: what comes after this one then has an array of its own. */
  #hasRoomFor(count: number): boolean {
    return this.#items.length === this.#end && this.#end + count <= 2 * this.capacity
  }

  #show(items: Item[], start: number): void {
    this.#items = items
    this.#start = start
    this.#end = items.length
  }
}
