import type { EventObject } from 'xstate'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'
import { ifLegal } from './bindings.ts'
import type { MouseEvent } from './events.ts'
import type { PressTarget } from '../mouse/press-target.ts'
import { tabRoot, tabStops } from './focus.ts'

/** What the user does with the mouse besides the regions. */
export interface UsersMouse {
  /** The region that has the drag. */
  readonly captor: MountedRegion | undefined
  /** The node with `press` that the left button is pressed or released on. */
  targetOf(mouse: MouseEvent, regions: Regions): PressTarget | undefined
  /** Takes what is for the selection. Returns whether it was. */
  takes(mouse: MouseEvent, target: PressTarget | undefined): boolean
  /** A region has taken a mouse event, or none has. */
  offered(mouse: MouseEvent, taker: MountedRegion | undefined, target: PressTarget | undefined): void
}

/** What the mouse does besides sending events to regions. */
export interface MouseDefaults {
  focus(region: MountedRegion): void
  /** Undefined before the app has had the mouse. */
  readonly mouse: UsersMouse | undefined
}

/**
 * Sends a mouse event to the first region that can take it, from the innermost outwards. A region that takes the press, or the
 * first move of a drag, has the drag to its end. What no region takes, and what is on a node with `press`, is the user's own.
 */
export function dispatchMouse(mouse: MouseEvent, regions: Regions, defaults: MouseDefaults): void {
  const own = defaults.mouse
  const target = own?.targetOf(mouse, regions)
  if (own?.takes(mouse, target) === true) return
  if (mouse.action === 'press') focusAt(mouse, regions, defaults)
  const under = regionsFor(mouse, regions, own?.captor)
  const inner = target === undefined ? under : under.slice(0, under.indexOf(target.region))
  // Also before the app has what it needs for the user's own.
  const taker = inner.find((region) => offerMouse(region, mouse))
  own?.offered(mouse, taker, target)
}

/** Who has a drag is asked first, wherever the pointer is. */
function regionsFor({ action, button, x, y }: MouseEvent, regions: Regions, captor?: MountedRegion) {
  const under = regions.at(x, y)
  const isDrag = action === 'release' || (action === 'move' && button !== 'none')
  const isAsked = isDrag && captor !== undefined && regions.isReached(captor)
  return isAsked ? [captor, ...under.filter((region) => region !== captor)] : under
}

/** Offers a turn of the wheel to the regions at its place. Returns whether one has taken it. */
export function offerAt(regions: Regions, mouse: MouseEvent): boolean {
  return regions.at(mouse.x, mouse.y).some((region) => offerMouse(region, mouse))
}

function focusAt({ x, y }: MouseEvent, regions: Regions, defaults: MouseDefaults): void {
  const stops = tabStops(tabRoot(regions))
  const stop = regions.at(x, y).find((region) => stops.includes(region))
  if (stop !== undefined) defaults.focus(stop)
}

function offerMouse(region: MountedRegion, mouse: MouseEvent): boolean {
  const { component, snapshot, place } = region.shown
  const here = { ...mouse, x: mouse.x - region.pane.x, y: mouse.y - region.pane.y }
  const event = region.attempt('the mouse function of', () =>
    ifLegal(component.mouse?.(snapshot, here, place) as EventObject | undefined, snapshot),
  )
  return region.send(event)
}
