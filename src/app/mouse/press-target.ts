import type { EventObject } from 'xstate'
import type { Box } from '../../render/layout/box.ts'
import { fromModal } from '../../render/layout/locate.ts'
import type { Hovered } from '../../render/selection/mouse-look.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { HitBox, Regions } from '../frames/regions.ts'
import { ifLegal } from '../input/bindings.ts'
import type { MouseEvent } from '../input/events.ts'

/** A node with `press`, and what it sends. */
export interface PressTarget {
  /** The region whose view the node is in. */
  readonly region: MountedRegion
  readonly box: Box
  readonly event: EventObject
}

/** The innermost node with `press` at a cell whose event can be taken now. */
export function pressTargetAt(regions: Regions, x: number, y: number): PressTarget | undefined {
  for (const { region, box } of regions.pathAt(x, y).reverse()) {
    const press = box?.node.sizing.press as EventObject | undefined
    const event = ifLegal(press, region.shown.snapshot)
    if (box !== undefined && event !== undefined) return { region, box, event }
  }
  return undefined
}

/** Sends what a modal layer sends if the mouse is pressed outside of it. Returns whether it does. */
export function pressOutside(regions: Regions, { action, button, x, y }: MouseEvent): boolean {
  const { modalOwner: owner } = regions
  if (action !== 'press' || button === 'middle' || owner?.pane.box === undefined) return false
  if (regions.pathAt(x, y).length > 0) return false
  const event = fromModal(owner.pane.box)?.modal.pressOutside as EventObject | undefined
  return owner.send(ifLegal(event, owner.shown.snapshot))
}

/** Whether both are the same node, which another call of the view may have made again. */
export function isSameTarget(a: PressTarget, b: PressTarget): boolean {
  const [one, other] = [a.box, b.box]
  const isInPlace = one.x === other.x && one.y === other.y
  const isAsLarge = one.width === other.width && one.height === other.height
  return a.region === b.region && a.event.type === b.event.type && isInPlace && isAsLarge
}

/** The innermost node with `hover` at a cell. */
export function hoveredAt(regions: Regions, x: number, y: number): Hovered | undefined {
  const path = regions.pathAt(x, y)
  const at = path.findLastIndex(({ box }) => box?.node.sizing.hover !== undefined)
  const box = path[at]?.box
  const style = box?.node.sizing.hover
  if (box === undefined || style === undefined) return undefined
  return { box, style, path: path.slice(0, at + 1).flatMap((hit: HitBox) => hit.box ?? []) }
}
