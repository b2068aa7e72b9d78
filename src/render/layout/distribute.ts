/** What a child of a row or column asks for along the direction, in cells. */
export interface AxisSizing {
  /** Its size before free room is shared. A percentage may give a fraction. */
  readonly basis: number
  readonly min: number
  readonly max: number
  /** Its share of the free room. 0 takes none. */
  readonly grow: number
  /** Whether its size was given as a number. It then shrinks only if nothing else can. */
  readonly fixed: boolean
}

/**
 * Distributes `room` cells: whole cells, never negative, never more than the room. If something can grow, all the room is
 * used. If the room is too small, the largest shrink first, so that a help line survives a page of text.
 */
export function distribute(room: number, sizings: readonly AxisSizing[]): number[] {
  const sizes = roundTogether(sizings.map((sizing) => within(sizing, sizing.basis)))
  let left = room - sum(sizes)
  if (left > 0) growInto(sizes, sizings, left)
  if (left < 0)
    left = shrinkLargest(sizes, left, (index) =>
      sizings[index]!.fixed ? sizes[index]! : sizings[index]!.min,
    )
  if (left < 0) shrinkLargest(sizes, left, () => 0)
  return sizes
}

/** Rounds numbers. It rounds the running total and not each number, so that the sum stays right. */
function roundTogether(numbers: readonly number[]): number[] {
  let passed = 0
  let given = 0
  return numbers.map((number) => {
    passed += number
    const share = Math.round(passed) - given
    given += share
    return share
  })
}

/** A size within its limits. */
function within({ min, max }: AxisSizing, size: number): number {
  return Math.max(min, Math.min(size, max))
}

/**
 * Shares by weight what is free (CSS Flexbox 9.7). Whatever would get less than its minimum or more than its maximum gets
 * that limit, and the rest is shared again.
 */
function growInto(sizes: number[], sizings: readonly AxisSizing[], left: number): void {
  let open = sizings.flatMap((sizing, index) => (sizing.grow > 0 ? [index] : []))
  let free = left + sum(open.map((index) => sizes[index]! - sizings[index]!.basis))
  for (;;) {
    const weight = sum(open.map((index) => sizings[index]!.grow))
    const wanted = open.map((index) => sizings[index]!.basis + (free * sizings[index]!.grow) / weight)
    const beyond = wanted.map((size, at) => within(sizings[open[at]!]!, size) - size)
    const total = sum(beyond)
    const held = open.filter((_, at) =>
      total > 0 ? beyond[at]! > 0 : total < 0 ? beyond[at]! < 0 : beyond[at] !== 0,
    )
    if (held.length === 0) {
      for (const [at, size] of roundTogether(wanted).entries()) sizes[open[at]!] = size
      return
    }
    for (const index of held) {
      const sizing = sizings[index]!
      sizes[index] = within(sizing, wanted[open.indexOf(index)]!)
      free -= sizes[index] - sizing.basis
    }
    open = open.filter((index) => !held.includes(index))
  }
}

/** Shrinks the largest sizes, the last ones first, until `left` is made up for or each size is at its floor. */
function shrinkLargest(sizes: number[], left: number, floorOf: (index: number) => number): number {
  const floors = sizes.map((_, index) => floorOf(index))
  while (left < 0) {
    let largest = 0
    for (let i = 0; i < sizes.length; i++) if (sizes[i]! > floors[i]!) largest = Math.max(largest, sizes[i]!)
    if (largest === 0) return left
    let next = 0
    let count = 0
    for (let i = 0; i < sizes.length; i++) {
      if (sizes[i]! <= floors[i]!) continue
      if (sizes[i] === largest) {
        count++
        next = Math.max(next, floors[i]!)
      } else next = Math.max(next, sizes[i]!)
    }
    const step = Math.max(1, Math.min(largest - next, Math.floor(-left / count)))
    for (let i = sizes.length - 1; i >= 0 && left < 0; i--) {
      if (sizes[i] !== largest || sizes[i]! <= floors[i]!) continue
      const cut = Math.min(step, -left)
      sizes[i] = largest - cut
      left += cut
    }
  }
  return left
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
