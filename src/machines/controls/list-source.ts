/** Items that are asked for as they come into view. An array is one, too. */
export interface ListSource<Item> {
  /** How many items there are. */
  readonly length: number
  /** The item at an index. */
  at(index: number): Item | undefined
  /** The index of an item, or -1. With it, the selected item is found again however far it has moved. */
  indexOf?(item: Item): number
}

/** How far from its old index an item is searched for, in both directions, if the source has no `indexOf`. */
const FAR = 10_000

/** An array of more items isn't searched for keys that occur twice, nor for what stood beside an item that is gone. */
const MAX_COMPARED = 10_000

type KeyOf<Item> = ((item: Item) => unknown) | undefined

/**
 * Throws a TypeError if two items have the same key. Items that are their own keys may be equal.
 *
 * It looks at arrays of up to 10,000 items: others may be longer than anyone can wait for.
 */
export function requireKeys<Item>(items: ListSource<Item>, key: KeyOf<Item>): void {
  if (key === undefined || !isComparable(items)) return
  const seen = new Map<unknown, number>()
  for (const [index, item] of items.entries()) {
    const own = key(item)
    const other = seen.get(own)
    if (other !== undefined)
      throw new TypeError(
        `list: items ${other} and ${index} have the same key, ${describeKey(own)}: return a key of its own for each item`,
      )
    seen.set(own, index)
  }
}

/** The new index of the item that was at `index` of other items. If it is gone: that of the item after it, or else before it. */
export function findAgain<Item>(
  before: ListSource<Item>,
  items: ListSource<Item>,
  index: number,
  key: KeyOf<Item>,
): number {
  const item = index < before.length ? before.at(index) : undefined
  if (item !== undefined && isComparable(before) && isComparable(items))
    return findAmong(before, items, index, key)
  return findNear(items, item, index, key)
}

function isComparable<Item>(items: ListSource<Item>): items is readonly Item[] {
  return Array.isArray(items) && items.length <= MAX_COMPARED
}

/** Of items that are equal, the second stays the second. */
function findAmong<Item>(
  before: readonly Item[],
  items: readonly Item[],
  index: number,
  key: KeyOf<Item>,
): number {
  const keyOf = key ?? ((item: Item): unknown => item)
  const wanted = keyOf(before[index]!)
  let earlier = 0
  for (let i = 0; i < index; i++) if (keyOf(before[i]!) === wanted) earlier++
  let found = -1
  for (let i = 0; i < items.length && earlier >= 0; i++)
    if (keyOf(items[i]!) === wanted) {
      found = i
      earlier--
    }
  return found >= 0 ? found : findNeighbor(before, items, index, keyOf)
}

function findNeighbor<Item>(
  before: readonly Item[],
  items: readonly Item[],
  index: number,
  keyOf: (item: Item) => unknown,
): number {
  const places = new Map(items.map((item, place) => [keyOf(item), place]))
  for (const neighbor of [...before.slice(index + 1), ...before.slice(0, index).reverse()]) {
    const place = places.get(keyOf(neighbor))
    if (place !== undefined) return place
  }
  return Math.max(0, Math.min(index, items.length - 1))
}

function findNear<Item>(
  items: ListSource<Item>,
  item: Item | undefined,
  index: number,
  key: KeyOf<Item>,
): number {
  const last = Math.max(0, items.length - 1)
  const fallback = Math.min(index, last)
  if (item === undefined) return fallback
  const wanted = key === undefined ? item : key(item)
  const isAt = (candidate: number) => {
    const found = candidate >= 0 && candidate <= last ? items.at(candidate) : undefined
    return found !== undefined && (key === undefined ? found : key(found)) === wanted
  }
  if (isAt(index)) return index
  if (key === undefined && items.indexOf !== undefined) {
    const found = items.indexOf(item)
    return found < 0 ? fallback : found
  }
  for (let distance = 1; distance <= FAR && (index - distance >= 0 || index + distance <= last); distance++) {
    if (isAt(index - distance)) return index - distance
    if (isAt(index + distance)) return index + distance
  }
  return fallback
}

function describeKey(key: unknown): string {
  if (typeof key === 'string') return `'${key}'`
  return typeof key === 'number' || typeof key === 'bigint' ? String(key) : `a ${typeof key}`
}
