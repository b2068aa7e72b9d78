import type { AxisSizing } from './distribute.ts'

/** A size on the screen: whole cells, or a percentage of the parent's room. */
export type Length = number | `${number}%`

/** The size that a node asks for, in cells. Without any, a node is as large as its content. */
export interface Sizing {
  readonly width?: Length | undefined
  readonly height?: Length | undefined
  readonly minWidth?: Length | undefined
  readonly maxWidth?: Length | undefined
  readonly minHeight?: Length | undefined
  readonly maxHeight?: Length | undefined
  /**
   * Its share of the room that is left over along its parent's direction: with 2 it gets twice as much as with 1. A size
   * given as a number stays. */
  readonly grow?: number | undefined
}

/** Shared by all nodes without sizing. It is compared by identity: most nodes take the short way. */
export const unsized: Sizing = Object.freeze({})

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
export function axisSizing(sizing: Sizing, axis: Axis, room: number, natural: number): AxisSizing {
  if (sizing === unsized) return { basis: natural, min: 0, max: UNLIMITED, grow: 0, fixed: false }
  const size = exact(sizing[axis.size], room)
  const grow = size === undefined ? (sizing.grow ?? 0) : 0
  return {
    basis: size ?? (grow > 0 ? 0 : natural),
    min: resolve(sizing[axis.min], room) ?? 0,
    max: resolve(sizing[axis.max], room) ?? UNLIMITED,
    grow,
    fixed: size !== undefined,
  }
}

/** A length in whole cells; undefined where none was asked for. */
export function resolve(length: Length | undefined, room: number): number | undefined {
  const size = exact(length, room)
  return size && Math.floor(size)
}

/** A length in cells, with the fraction that a percentage may have: those of a row are rounded together. */
function exact(length: Length | undefined, room: number): number | undefined {
  return typeof length === 'string' ? (room * Number.parseFloat(length)) / 100 : length
}
