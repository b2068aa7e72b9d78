/** Any number of items, fetched as they come into view; an array is one. */
export interface ListSource<Item> {
  readonly length: number
  at(index: number): Item | undefined
  /** Where an item is, or -1. With it, a selected item is found again wherever it has moved to. */
  indexOf?(item: Item): number
}

/** How far from where it was an item is looked for, where a source cannot tell. */
const FAR = 10_000

/** Where an item is that was at `index` in other items; where it is gone, the index, or the last one. */
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
