/** A thing on a line: where it wants to be, how much it insists, and how far it must be from the one before. */
export interface Wish {
  readonly at: number
  readonly weight: number
  readonly distance: number
}

/**
 * The places of things that keep their order and their distances, and are as near to where they want to be as that allows: the
 * sum of the weighted squares is least. Neighbors in each other's way become a block (the pool adjacent violators algorithm).
 * A large diagram does this a hundred thousand times, so a block is a number in three lists, not an object.
 */
export function spread(wishes: readonly Wish[]): number[] {
  const places: number[] = []
  const weights: number[] = []
  const counts: number[] = []
  let offset = 0
  for (const wish of wishes) {
    if (places.length > 0) offset += wish.distance
    let place = wish.at - offset
    let weight = wish.weight
    let count = 1
    while (places.length > 0 && places[places.length - 1]! > place) {
      const around = weights.pop()!
      place = (places.pop()! * around + place * weight) / (around + weight)
      weight += around
      count += counts.pop()!
    }
    places.push(place)
    weights.push(weight)
    counts.push(count)
  }
  return placed(wishes, places, counts)
}

function placed(wishes: readonly Wish[], places: readonly number[], counts: readonly number[]): number[] {
  const found: number[] = []
  let offset = 0
  for (let block = 0; block < places.length; block++)
    for (let left = counts[block]!; left > 0; left--) {
      if (found.length > 0) offset += wishes[found.length]!.distance
      found.push(places[block]! + offset)
    }
  return found
}
