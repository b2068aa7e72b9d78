import type { Cell, Link, Plan } from './plan.ts'
import { order } from './order.ts'
import { attach, place } from './place.ts'
import type { TextBlock } from './texts.ts'
import { TRACK, tracksOf } from './tracks.ts'

/** Pixels between the border of a state and what is inside. */
const PADDING = 14

/** Pixels above and below the tracks between two rows; below there is an arrow's head. */
const ABOVE = 10
const BELOW = 14

/** Pixels between a box and the label of its loop. */
export const LOOP = 20

/** The least width of a box. */
const MIN_WIDTH = 70

/** Gives a state and all that is inside their sizes and places, from the inside out. */
export function arrange(plan: Plan): void {
  const { rows, node, text } = plan
  if (rows.length === 0) {
    plan.width = even(Math.max(text.width, MIN_WIDTH))
    plan.height = text.height
    return
  }
  for (const cell of rows.flat()) if (cell.plan !== undefined) size(cell, cell.plan)
  order(rows, node.kind === 'parallel')
  place(rows)
  widen(plan)
  attach(rows)
  stack(plan)
}

function size(cell: Cell, plan: Plan): void {
  arrange(plan)
  cell.left = plan.width / 2
  cell.right = plan.width / 2 + loopWidth(plan.loop)
  cell.height = Math.max(plan.height, loopHeight(plan.loop))
}

/** The middle of a box is a whole pixel. */
function even(width: number): number {
  return 2 * Math.ceil(width / 2)
}

/** The room beside a box that its loop takes. */
export function loopWidth(loop: TextBlock | undefined): number {
  return loop === undefined ? 0 : LOOP + loop.width
}

export function loopHeight(loop: TextBlock | undefined): number {
  return loop === undefined ? 0 : loop.height + 16
}

/** Moves everything to the right of the left border. The header stands at the border, before all ports. */
function widen(plan: Plan): void {
  const [header, next] = plan.rows[0]!
  const others = plan.rows.flat().filter((cell) => cell !== header)
  const left = Math.min(...others.map((cell) => cell.x - cell.left)) - PADDING
  const room = next === undefined ? Infinity : next.x - next.left - PADDING - 2 * header!.left
  const shift = -Math.floor(Math.min(left, room))
  for (const cell of others) cell.x += shift
  header!.x = header!.left
  const right = Math.max(...others.map((cell) => cell.x + cell.right))
  plan.width = even(Math.max(right + PADDING, 2 * header!.left))
  for (const { kind, arrow, x } of others) if (kind === 'port') plan.ports.set(arrow!.number, x)
}

/** Gives the rows their heights, one below the other, with the tracks of the arrows between them. */
function stack(plan: Plan): void {
  const { rows, node } = plan
  let y = 0
  for (const [index, row] of rows.entries()) {
    const height = Math.max(...row.map((cell) => cell.height))
    for (const cell of row) {
      if (node.kind === 'parallel' && cell.plan !== undefined) cell.plan.height = cell.height = height
      cell.y = y + (height - cell.height) * (cell.kind === 'initial' ? 1 : 0.5)
      if (index === 0 && cell.kind === 'port') cell.y = 0
    }
    const links = row.flatMap(({ down }) => down)
    if (index < rows.length - 1) y += height + between(links, y + height)
    else plan.height = Math.ceil(y + height + (row.some(({ kind }) => kind === 'port') ? 0 : PADDING))
  }
}

/** The height between two rows. */
function between(links: readonly Link[], top: number): number {
  if (links.length === 0) return ABOVE
  const count = tracksOf(links)
  for (const link of links) link.middle = top + ABOVE + link.middle * TRACK
  const isTight = count === 0 && links.every(({ lower }) => lower.kind !== 'state')
  return isTight ? ABOVE : ABOVE + BELOW + Math.max(0, count - 1) * TRACK
}
