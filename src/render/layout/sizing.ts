import type { Claim } from './distribute.ts'
import { unsized, type Length, type Sizing } from '../nodes/node.ts'

/** No limit on a size, in cells. */
export const UNLIMITED = 0x3fffffff

/** The direction along which a length is meant. */
export const horizontal = { size: 'width', min: 'minWidth', max: 'maxWidth' } as const
export const vertical = { size: 'height', min: 'minHeight', max: 'maxHeight' } as const
type Axis = typeof horizontal | typeof vertical

/** How long a node is where nothing is shared out: what it asks for, or else `natural` within its limits and the room. */
export function extent(sizing: Sizing, axis: Axis, room: number, natural: number): number {
  if (sizing === unsized) return Math.min(room, natural)
  const size = resolve(sizing[axis.size], room)
  if (size !== undefined) return Math.min(room, size)
  const max = resolve(sizing[axis.max], room) ?? room
  return Math.min(room, Math.max(resolve(sizing[axis.min], room) ?? 0, Math.min(natural, max)))
}

/** Whether a node is as large as what is in it: it has no size of its own, and no share of what is left over. */
export function asksContent(sizing: Sizing, axis: Axis): boolean {
  return sizing === unsized || (sizing[axis.size] === undefined && !((sizing.grow ?? 0) > 0))
}

/** What a node asks for along a direction; `natural` is how large what is in it is, where that matters. */
export function claim(sizing: Sizing, axis: Axis, room: number, natural: number): Claim {
  if (sizing === unsized) return { basis: natural, min: 0, max: UNLIMITED, grow: 0, fixed: false }
  const size = resolve(sizing[axis.size], room)
  const grow = size === undefined ? (sizing.grow ?? 0) : 0
  return {
    basis: size ?? (grow > 0 ? 0 : natural),
    min: resolve(sizing[axis.min], room) ?? 0,
    max: resolve(sizing[axis.max], room) ?? UNLIMITED,
    grow,
    fixed: size !== undefined,
  }
}

/** A length in cells; undefined where none was asked for. */
export function resolve(length: Length | undefined, room: number): number | undefined {
  if (typeof length !== 'string') return length
  return Math.floor((room * Number.parseFloat(length)) / 100)
}
