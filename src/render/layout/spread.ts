import type { Box } from './box.ts'
import { sum } from './distribute.ts'
import { joints } from './joining.ts'

/** Where children are across the direction of a row or column. 'stretch' makes them as large as the row or column. */
export type Align = 'stretch' | 'start' | 'center' | 'end'
/** Where children are along the direction, if there is free room. 'between' puts the room between them. */
export type Justify = 'start' | 'center' | 'end' | 'between'

/** How the children of a row or column follow one another. */
export interface Spreading {
  readonly gap: number
  readonly justify: Justify
  readonly join: boolean
}

/** Where the children of a row or column start along its direction, one after the other, never after its end. */
export class Spread {
  readonly #end: number
  readonly #gap: number
  readonly #joins: boolean
  #before: Box | undefined
  #at: number
  #extra: number
  #gapsLeft: number

  constructor(
    children: readonly Box[],
    { gap, justify, join }: Spreading,
    start: number,
    room: number,
    sizes: readonly number[],
  ) {
    this.#joins = join
    this.#gap = gap
    this.#gapsLeft = children.length - 1
    const between = join
      ? -joints(children.filter((_, index) => sizes[index]! > 0))
      : gap * Math.max(0, this.#gapsLeft)
    const free = Math.max(0, room - sum(sizes) - between)
    this.#end = start + room
    this.#at = start + (justify === 'center' ? free >> 1 : justify === 'end' ? free : 0)
    this.#extra = justify === 'between' ? free : 0
  }

  next(child: Box, size: number): number {
    if (this.#joins && size > 0) {
      this.#at -= this.#before === undefined ? 0 : joints([this.#before, child])
      this.#before = child
    }
    const at = Math.min(this.#at, this.#end - size)
    const extra = this.#gapsLeft > 0 ? Math.floor(this.#extra / this.#gapsLeft) : 0
    this.#extra -= extra
    this.#gapsLeft--
    this.#at = at + size + this.#gap + extra
    return at
  }
}

/** Where something starts that leaves `free` cells. */
export function offset(align: Align, free: number): number {
  if (align === 'center') return free >> 1
  return align === 'end' ? free : 0
}
