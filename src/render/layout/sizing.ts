import type { Style } from '../paint/style.ts'
import type { AxisSizing } from './distribute.ts'

/** A size on the screen: whole cells, or a percentage of the parent's room. */
export type Length = number | `${number}%`

/** An event of an actor, by its type, with whatever else is in it. */
export type PressEvent =
  { readonly type: string } | ({ readonly type: string } & Readonly<Record<string, unknown>>)

/** What `press` may be. */
export type Press = PressEvent | undefined

/** `E`, as an argument of a builder says it, not what is around: the view may not decide which event a node sends. */
export type Sent<E> = [E][E extends unknown ? 0 : never]

/** Any event. What doesn't say whose events its nodes have, such as a function that returns a `Node`, isn't checked. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- it has to be assignable to the events of each component
export type AnyPress = any

/** What the mouse does to a node. `E` is the event that is sent. */
export interface Pointing<E = AnyPress> {
  /**
   * The event that is sent to the actor whose view has the node when it's clicked: the left button is pressed and released on it. It's
   * sent only if the actor can take it now. Not everybody has a mouse, so a key must do the same.
   */
  readonly press?: E | undefined
  /** What its cells look like while the pointer is on it, over their own styles. */
  readonly hover?: Style | undefined
  /**
   * Whether the user can select the text in it with the mouse, and copy it.
   *
   * @defaultValue true
   */
  readonly select?: boolean | undefined
}

/** The size that a node asks for, and what the mouse does to it. Without a size, a node is as large as its content. */
export interface Sizing<E = AnyPress> extends Pointing<E> {
  /** The width, in columns. */
  readonly width?: Length | undefined
  /** The height, in rows. */
  readonly height?: Length | undefined
  /** The smallest width, in columns. */
  readonly minWidth?: Length | undefined
  /** The largest width, in columns. */
  readonly maxWidth?: Length | undefined
  /** The smallest height, in rows. */
  readonly minHeight?: Length | undefined
  /** The largest height, in rows. */
  readonly maxHeight?: Length | undefined
  /**
   * Its share of the free room along its parent's direction. With 2 it gets twice as much as with 1. If `width` or `height`
   * gives the size along that direction, it doesn't grow.
   *
   * @defaultValue 0
   */
  readonly grow?: number | undefined
}

/** Shared by all nodes without sizing. It is compared by identity, which is faster for most nodes. */
export const unsized: Sizing<never> = Object.freeze({})

/** A small integer, as all sizes are: with a field of another kind, each box would have a number of its own on the heap. */
export const UNMEASURED = -2

/** A size without a limit, in cells. */
export const UNLIMITED = 0x3fffffff

/** The direction of a length. */
export const horizontal = { size: 'width', min: 'minWidth', max: 'maxWidth' } as const
export const vertical = { size: 'height', min: 'minHeight', max: 'maxHeight' } as const
type Axis = typeof horizontal | typeof vertical

/** The length of a node that shares no room: what it asks for, or else `natural`, within its limits and the room. */
export function extent(sizing: Sizing, axis: Axis, room: number, natural: number): number {
  if (sizing === unsized) return Math.min(room, natural)
  const size = resolve(sizing[axis.size], room)
  if (size !== undefined) return Math.min(room, size)
  const max = resolve(sizing[axis.max], room) ?? room
  return Math.min(room, Math.max(resolve(sizing[axis.min], room) ?? 0, Math.min(natural, max)))
}

/** Whether a node's size depends on its content, since it has no size of its own and doesn't grow. */
export function asksContent(sizing: Sizing, axis: Axis): boolean {
  return sizing === unsized || (sizing[axis.size] === undefined && !((sizing.grow ?? 0) > 0))
}

/** What a node asks for along a direction. `natural` is the size of its content, if that matters. */
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

/** A length in whole cells, or undefined if there is none. */
export function resolve(length: Length | undefined, room: number): number | undefined {
  const size = exact(length, room)
  return size && Math.floor(size)
}

/** A length in cells. A percentage may give a fraction, since the lengths of a row are rounded together. */
function exact(length: Length | undefined, room: number): number | undefined {
  return typeof length === 'string' ? (room * Number.parseFloat(length)) / 100 : length
}
