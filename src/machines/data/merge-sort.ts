/** How many comparisons, or rows, there are between two pauses at which the work may be put off. */
export const STRIDE = 16

/** Of so few items beside those that are sorted already, each is inserted by itself. */
const FEW = 16

type Compare = (a: number, b: number) => number

/**
 * Sorts a list in steps, and merges it with one that is sorted: it yields after every sixteenth comparison. Runs that are in order already are
 * merged as they are, so a list that is nearly sorted takes few comparisons.
 */
export function* mergeSort(
  items: readonly number[],
  compare: Compare,
  others: readonly number[] = [],
): Generator<void, number[]> {
  const sorted = yield* sort(items, compare)
  if (others.length === 0) return sorted
  if (sorted.length * FEW < others.length) return yield* insert(sorted, others, compare)
  const merged = new Array<number>(others.length + sorted.length)
  yield* merge(others.concat(sorted), merged, 0, others.length, merged.length, compare)
  return merged
}

function* sort(items: readonly number[], compare: Compare): Generator<void, number[]> {
  let from = items.slice()
  let starts = yield* runsOf(from, compare)
  let to = new Array<number>(from.length)
  while (starts.length > 2) {
    const merged: number[] = []
    for (let run = 0; run + 1 < starts.length; run += 2) {
      const [start, middle, end] = [starts[run]!, starts[run + 1]!, starts[run + 2] ?? starts[run + 1]!]
      merged.push(start)
      yield* merge(from, to, start, middle, end, compare)
    }
    merged.push(from.length)
    starts = merged
    ;[from, to] = [to, from]
  }
  return from
}

/** Where runs in ascending order begin, and the length of the list. */
function* runsOf(items: readonly number[], compare: Compare): Generator<void, number[]> {
  const starts = [0]
  for (let at = 1; at < items.length; at++) {
    if (compare(items[at - 1]!, items[at]!) > 0) starts.push(at)
    if (at % STRIDE === 0) yield
  }
  starts.push(items.length)
  return starts
}

/** Merges two runs that are side by side. Of items that are equal, those of the first run stand first. */
function* merge(
  from: readonly number[],
  to: number[],
  start: number,
  middle: number,
  end: number,
  compare: Compare,
): Generator<void, void> {
  let [left, right] = [start, middle]
  for (let at = start; at < end; at++) {
    const takesLeft = right >= end || (left < middle && compare(from[left]!, from[right]!) <= 0)
    to[at] = from[takesLeft ? left++ : right++]!
    if (at % STRIDE === 0) yield
  }
}

/** Inserts a few sorted items among many. Of items that are equal, those of the many stand first. */
function* insert(
  few: readonly number[],
  many: readonly number[],
  compare: Compare,
): Generator<void, number[]> {
  const all = new Array<number>(few.length + many.length)
  let [next, at] = [0, 0]
  for (const item of few) {
    const end = placeOf(item, many, next, compare)
    while (next < end) all[at++] = many[next++]!
    all[at++] = item
    yield
  }
  while (next < many.length) all[at++] = many[next++]!
  return all
}

/** The first place from `from` on that is greater than an item, by a binary search. */
function placeOf(item: number, sorted: readonly number[], from: number, compare: Compare): number {
  let [low, high] = [from, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(sorted[middle]!, item) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
