/** What one child of a row or column asks for along its direction, in cells. */
export interface Claim {
  /** What it takes before anything is shared out. */
  readonly basis: number
  readonly min: number
  readonly max: number
  /** Its share of what is left over; 0 takes none. */
  readonly grow: number
  /** Its size was asked for as a number: it gives way only when nothing else can. */
  readonly fixed: boolean
}

/**
 * Shares out `room` cells among the claims: whole cells, never negative, and together never more than the room. With a
 * claim that can grow they fill it exactly. Where the room is too small the largest give way first, so that a line of
 * help outlives a page of text.
 */
export function distribute(room: number, claims: readonly Claim[]): number[] {
  const sizes = claims.map(({ basis, min, max }) => Math.max(min, Math.min(basis, max)))
  let left = room - sum(sizes)
  if (left > 0) growInto(sizes, claims, left)
  if (left < 0)
    left = shrink(sizes, left, (index) => (claims[index]!.fixed ? sizes[index]! : claims[index]!.min))
  if (left < 0) shrink(sizes, left, () => 0)
  return sizes
}

/** Shares by weight; what a child's `max` leaves is shared again among the others. */
function growInto(sizes: number[], claims: readonly Claim[], room: number): void {
  let left = room
  for (;;) {
    const open = claims.flatMap((claim, index) =>
      claim.grow > 0 && sizes[index]! < claim.max ? [index] : [],
    )
    const shares = sum(open.map((index) => claims[index]!.grow))
    if (left <= 0 || shares === 0) return
    const before = left
    let passed = 0
    let given = 0
    for (const index of open) {
      // Rounding the running total, not each share, hands out every cell exactly once.
      passed += claims[index]!.grow
      const share = Math.round((before * passed) / shares) - given
      given += share
      const taken = Math.min(share, claims[index]!.max - sizes[index]!)
      sizes[index] = sizes[index]! + taken
      left -= taken
    }
  }
}

/** Lowers the largest sizes, the last ones first, until `left` is made up or each stands at its floor. */
function shrink(sizes: number[], left: number, floorOf: (index: number) => number): number {
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
