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

/** The new index of an item that was at `index`. If the item is gone: that index, or the last one. */
export function findAgain<Item>(
  items: ListSource<Item>,
  item: Item | undefined,
  index: number,
  key: ((item: Item) => unknown) | undefined,
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
