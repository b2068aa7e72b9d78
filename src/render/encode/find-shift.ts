import type { CellBuffer, Shift } from '../paint/cell-buffer.ts'

/** A shift must save more rows than this to be worth its bytes. */
const MIN_GAIN = 2

/** Which rows of the damage are looked for elsewhere, as fractions of its height. */
const ANCHORS = [1 / 2, 1 / 4, 3 / 4]

/** A shift, and the rows [from, to) that it moves to their places. */
export interface FoundShift extends Shift {
  readonly from: number
  readonly to: number
}

/**
 * The shift that rows of `next` come from, if there is one, as when a log or a table was scrolled. A row of the damage is
 * looked for among the rows that are shown, and the rows that moved with it form a block. Most rows that differ do so in
 * their first cells, so a frame without a shift costs only a few hundred comparisons.
 */
export function findShift(shown: CellBuffer, next: CellBuffer): FoundShift | undefined {
  const [top, bottom] = damagedRows(next)
  if (bottom - top <= MIN_GAIN + 1) return undefined
  for (const share of ANCHORS) {
    const row = top + Math.floor((bottom - top) * share)
    if (isSameRow(shown, row, next, row)) continue
    for (let from = top; from < bottom; from++) {
      if (from === row || !isSameRow(shown, from, next, row)) continue
      const shift = blockAround(shown, next, row, from - row, top, bottom)
      if (shift !== undefined) return shift
    }
  }
  return undefined
}

/** The rows around `row` that moved with it, if moving them is worth it. */
function blockAround(
  shown: CellBuffer,
  next: CellBuffer,
  row: number,
  by: number,
  top: number,
  bottom: number,
): FoundShift | undefined {
  let start = row
  while (start > top && start + by > top && isSameRow(shown, start - 1 + by, next, start - 1)) start--
  let end = row + 1
  while (end < bottom && end + by < bottom && isSameRow(shown, end + by, next, end)) end++
  const shift = {
    top: Math.min(start, start + by),
    bottom: Math.max(end, end + by),
    by,
    from: start,
    to: end,
  }
  return gainOf(shift, shown, next) > MIN_GAIN ? shift : undefined
}

/** How many rows don't have to be written, minus those that are right now but would have to be written then. */
function gainOf({ top, bottom, from, to }: FoundShift, shown: CellBuffer, next: CellBuffer): number {
  let gain = 0
  for (let row = top; row < bottom; row++) {
    const isMoved = row >= from && row < to
    const isRight = isSameRow(shown, row, next, row)
    if (isMoved && !isRight) gain++
    else if (!isMoved && isRight) gain--
  }
  return gain
}

function damagedRows({ damageTo, damagedTop, damagedBottom }: CellBuffer): [number, number] {
  let top = damagedTop
  while (top < damagedBottom && damageTo[top] === 0) top++
  let bottom = damagedBottom
  while (bottom > top && damageTo[bottom - 1] === 0) bottom--
  return [top, bottom]
}

function isSameRow(a: CellBuffer, rowOfA: number, b: CellBuffer, rowOfB: number): boolean {
  const { columns, glyphs, styles } = a
  const { glyphs: others, styles: otherStyles } = b
  const start = rowOfA * columns
  const offset = (rowOfB - rowOfA) * columns
  for (let at = start; at < start + columns; at++)
    if (glyphs[at] !== others[at + offset] || styles[at] !== otherStyles[at + offset]) return false
  return true
}
