import type { Cell, Link } from './plan.ts'
import { spread, type Wish } from './spread.ts'

/** Rounds of moving cells toward those that they are linked to, each from the top and from the bottom. */
const ROUNDS = 6

/** How much a cell insists on its place if nothing pulls it. */
const FREE = 0.1

/** Pixels that an arrow isn't bent for at a label. Where it passes by, it goes straight if it can. */
const NEARLY = 24

/** Pixels between two cells of a row. */
const GAP = { wide: 26, narrow: 12 } as const

/** Pixels between two arrows at one box, and between an arrow and the corner of its box. */
const BESIDE = 13
const CORNER = 10

/** Half of what is between two ends of an arrow that comes to its label and leaves it at the same side. */
const TURN = 5

/** Gives each cell its `x`, so that arrows are as straight as the order of the cells allows. */
export function place(rows: readonly Cell[][]): void {
  for (const row of rows) {
    const wishes = row.map((_, index) => ({ at: 0, weight: 1, distance: distance(row, index) }))
    for (const [index, x] of spread(wishes).entries()) row[index]!.x = x
  }
  const upward = [...rows].reverse()
  for (let round = 0; round < ROUNDS; round++) {
    const isLast = round === ROUNDS - 1
    for (const row of rows) move(row, true, isLast)
    for (const row of upward) move(row, isLast, true)
  }
  for (const cell of rows.flat()) cell.x = Math.round(cell.x)
  for (const row of rows) straighten(row, 'up')
  for (const row of upward) straighten(row, 'down')
}

/** Moves what has one neighbor above or below to that, if it is nearly there and nothing is in the way. */
function straighten(row: readonly Cell[], direction: 'up' | 'down'): void {
  for (let index = 0; index < row.length; index++) {
    const cell = row[index]!
    const link = cell[direction][0]
    if (link === undefined || cell[direction].length > 1 || cell.plan !== undefined) continue
    const other = direction === 'up' ? link.upper : link.lower
    const wanted = Math.round(other.x + portOf(link, other))
    const isBox = other.plan !== undefined && portOf(link, other) === 0
    if (isBox || (cell.kind !== 'bend' && Math.abs(wanted - cell.x) > NEARLY)) continue
    const [before, after] = [row[index - 1], row[index + 1]]
    if (before !== undefined && wanted - before.x < distance(row, index)) continue
    if (after !== undefined && after.x - wanted < distance(row, index + 1)) continue
    cell.x = wanted
  }
}

function move(row: readonly Cell[], usesUp: boolean, usesDown: boolean): void {
  const wishes: Wish[] = []
  for (let index = 0; index < row.length; index++) {
    const cell = row[index]!
    let [sum, weight] = [0, 0]
    const pull = (link: Link, other: Cell) => {
      const strength = strengthOf(cell, other)
      weight += strength
      sum += strength * (other.x + portOf(link, other) - portOf(link, cell))
    }
    if (usesUp) for (const link of cell.up) pull(link, link.upper)
    if (usesDown) for (const link of cell.down) pull(link, link.lower)
    const at = weight === 0 ? cell.x : sum / weight
    wishes.push({ at, weight: weight === 0 ? FREE : weight, distance: distance(row, index) })
  }
  const places = spread(wishes)
  for (let index = 0; index < row.length; index++) row[index]!.x = places[index]!
}

function distance(row: readonly Cell[], index: number): number {
  const before = row[index - 1]
  if (before === undefined) return 0
  const cell = row[index]!
  const gap = isWide(before) && isWide(cell) ? GAP.wide : GAP.narrow
  return before.right + cell.left + gap
}

function isWide({ left, right }: Cell): boolean {
  return left + right > 0
}

/** What passes by should be straight. */
function strengthOf(one: Cell, other: Cell): number {
  if (one.kind === 'bend') return other.kind === 'bend' ? 8 : 3
  return other.kind === 'bend' ? 3 : 1
}

/** Where an arrow to the inside of a cell touches it, from its middle. */
function portOf({ arrow }: Link, cell: Cell): number {
  if (arrow === undefined || cell.plan === undefined) return 0
  const port = cell.plan.ports.get(arrow.number)
  return port === undefined ? 0 : port - cell.left
}

/** Gives each link the places where it touches its cells: those of a box stand beside each other. */
export function attach(rows: readonly Cell[][]): void {
  for (const cell of rows.flat()) {
    for (const [index, x] of touches(cell, 'up').entries()) cell.up[index]!.lowerX = x
    for (const [index, x] of touches(cell, 'down').entries()) cell.down[index]!.upperX = x
  }
}

function touches(cell: Cell, direction: 'up' | 'down'): readonly number[] {
  const links = cell[direction]
  if (cell.plan === undefined) return links.map((_, index) => cell.x + TURN * (2 * index + 1 - links.length))
  const width = cell.plan.width
  const [low, high] = [cell.x - cell.left + CORNER, cell.x - cell.left + width - CORNER]
  const between = Math.min(BESIDE, (high - low) / Math.max(1, links.length - 1))
  const wanted = links.map((link, index) => {
    const port = link.arrow && cell.plan!.ports.get(link.arrow.number)
    const at =
      port === undefined ? (direction === 'up' ? link.upper : link.lower).x : cell.x - cell.left + port
    return { at, isFixed: port !== undefined, index }
  })
  wanted.sort((one, other) => one.at - other.at)
  const wishes = wanted.map(({ at, isFixed }) => ({
    at: Math.max(low, Math.min(high, at)),
    weight: isFixed ? 1e6 : 1,
    distance: between,
  }))
  const found: number[] = []
  for (const [order, x] of spread(wishes).entries()) {
    const { isFixed, at, index } = wanted[order]!
    const inside = Math.max(low + order * between, Math.min(high - (links.length - 1 - order) * between, x))
    found[index] = Math.round(isFixed ? at : inside)
  }
  return found
}
