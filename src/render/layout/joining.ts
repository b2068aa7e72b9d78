import type { Box } from './box.ts'
import { distribute, type AxisSizing } from './distribute.ts'

/** How many of these boxes share a line with the next one. Two boxes do if both have borders. */
export function joints(boxes: readonly Box[]): number {
  let count = 0
  for (let i = 1; i < boxes.length; i++) if (isBordered(boxes[i - 1]!) && isBordered(boxes[i]!)) count++
  return count
}

/** Distributes `room` among boxes that share cells. A box that gets no cells is left out, and the others share again. */
export function distributeJoined(
  boxes: readonly Box[],
  room: number,
  sizings: readonly AxisSizing[],
): number[] {
  const sizes = new Array<number>(sizings.length).fill(0)
  let shown = sizings.map((_, index) => index)
  for (;;) {
    const shares = distribute(
      room + joints(shown.map((index) => boxes[index]!)),
      shown.map((index) => sizings[index]!),
    )
    if (!shares.includes(0)) {
      for (const [at, index] of shown.entries()) sizes[index] = shares[at]!
      return sizes
    }
    shown = shown.filter((_, at) => shares[at]! > 0)
  }
}

function isBordered(box: Box): boolean {
  return box.kind.isBordered(box)
}
