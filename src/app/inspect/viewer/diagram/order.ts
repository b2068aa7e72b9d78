import type { Cell, Link } from './plan.ts'

/** Rounds of sorting, each from the top and from the bottom. */
const ROUNDS = 4

/**
 * Sorts the cells of each row so that few links cross: each cell stands at the mean of those that it is linked to (barycenter
 * method), from row to row, downward and upward. The best order of all is kept.
 */
export function order(rows: readonly Cell[][], keepsStates: boolean): void {
  for (const row of rows) number(row)
  let best = rows.map((row) => [...row])
  let least = crossings(rows)
  for (let round = 0; round < ROUNDS && least > 0; round++) {
    for (const row of rows) sort(row, 'up', keepsStates)
    for (const row of [...rows].reverse()) sort(row, 'down', keepsStates)
    const count = crossings(rows)
    if (count >= least) continue
    least = count
    best = rows.map((row) => [...row])
  }
  for (const [index, row] of best.entries()) {
    rows[index]!.splice(0, row.length, ...row)
    number(row)
  }
}

function number(row: readonly Cell[]): void {
  for (const [index, cell] of row.entries()) cell.order = index
}

function sort(row: Cell[], direction: 'up' | 'down', keepsStates: boolean): void {
  if (row.length < 2) return
  for (const cell of row) cell.place = placeOf(cell, direction, keepsStates)
  row.sort((one, other) => one.place - other.place || one.order - other.order)
  number(row)
}

function placeOf(cell: Cell, direction: 'up' | 'down', keepsStates: boolean): number {
  if (cell.kind === 'header') return -1
  const links = cell[direction]
  if (links.length === 0 || (keepsStates && cell.kind === 'state')) return cell.order
  let sum = 0
  for (const link of links) sum += end(link, direction)
  return sum / links.length
}

/** The place of a link's other end: its cell's number, and a part of one for where it touches the cell. */
function end({ upper, lower, arrow }: Link, direction: 'up' | 'down'): number {
  const cell = direction === 'up' ? upper : lower
  if (arrow === undefined || cell.plan === undefined) return cell.order
  const port = cell.plan.ports.get(arrow.number)
  return port === undefined ? cell.order : cell.order + port / cell.plan.width - 0.5
}

function crossings(rows: readonly Cell[][]): number {
  let count = 0
  for (const row of rows) {
    if (row.length < 2) continue
    const lower: number[] = []
    for (const { down } of row)
      if (down.length === 1) lower.push(end(down[0]!, 'down'))
      else lower.push(...down.map((link) => end(link, 'down')).sort((a, b) => a - b))
    count += inversions(lower)
  }
  return count
}

/** Pairs in the wrong order, by sorting with merging. */
function inversions(values: number[]): number {
  if (values.length < 2) return 0
  const middle = values.length >> 1
  const [left, right] = [values.slice(0, middle), values.slice(middle)]
  let count = inversions(left) + inversions(right)
  for (let index = 0, a = 0, b = 0; index < values.length; index++)
    if (b >= right.length || (a < left.length && left[a]! <= right[b]!)) values[index] = left[a++]!
    else {
      count += left.length - a
      values[index] = right[b++]!
    }
  return count
}
