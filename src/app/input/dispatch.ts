import type { EventObject } from 'xstate'
import { eventOf, ifLegal } from './bindings.ts'
import { nextStop, stopsAtModal, tabStops } from './focus.ts'
import type { InputEvent, KeyEvent, MouseEvent, PasteEvent } from './events.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'
import type { Selecting } from '../mouse/selecting.ts'

/** What input does when no component on the screen has a use for it. */
export interface Defaults {
  /** Keys that leave the app. */
  readonly quitKeys: readonly string[]
  quit(): void
  focus(region: MountedRegion): void
  /** The region with the focus has taken a key. */
  showFocus(): void
  interrupt(): void
  suspend(): void
  /** What the user selects with the mouse; undefined before the app has had the mouse. */
  readonly selecting: Selecting | undefined
}

/** Sends a key, a paste or a mouse event to the first region that can take it, from the innermost outwards. */
export function dispatch(input: InputEvent, regions: Regions, defaults: Defaults): void {
  if (input.type === 'mouse') dispatchMouse(input, regions, defaults)
  else if (input.type === 'key' || input.type === 'paste') {
    const { keyChain } = regions
    const taker = keyChain.find((region) => offer(region, input))
    if (taker !== undefined && taker === keyChain[0]) defaults.showFocus()
    if (taker === undefined && input.type === 'key') fallBack(input, regions, defaults)
  }
}

/** A key first as it is, and then as what it is on a Latin keyboard. */
function offer(region: MountedRegion, input: KeyEvent | PasteEvent): boolean {
  const { shown } = region
  const event = region.attempt(
    'the keys of',
    () => eventOf(shown, input) ?? (isForeign(input) ? eventOf(shown, onLatin(input)) : undefined),
  )
  return send(region, event)
}

function onLatin({ base, repeat }: KeyEvent & { readonly base: string }): KeyEvent {
  return { type: 'key', name: base, text: '', repeat }
}

function isForeign(input: KeyEvent | PasteEvent): input is KeyEvent & { readonly base: string } {
  return input.type === 'key' && input.base !== undefined
}

function dispatchMouse(mouse: MouseEvent, regions: Regions, defaults: Defaults): void {
  const { selecting } = defaults
  const isLeft = mouse.button === 'left'
  if (mouse.action === 'release') selecting?.release()
  if (mouse.action === 'press' && isLeft && selecting?.press(mouse)) return
  if (mouse.action === 'move' && selecting?.isDragging) return selecting.drag(mouse)
  if (mouse.action === 'press') focusAt(mouse, regions, defaults)
  const isTaken = offerAt(regions, mouse)
  if (mouse.action !== 'move' || !isLeft) return
  // Who takes the first move has them all.
  if (isTaken) selecting?.drop()
  else selecting?.drag(mouse)
}

function focusAt({ x, y }: MouseEvent, regions: Regions, defaults: Defaults): void {
  const stops = tabStops(tabRoot(regions))
  const stop = regions.at(x, y).find((region) => stops.includes(region))
  if (stop !== undefined) defaults.focus(stop)
}

/** Offers a mouse event to the regions at its place, from the innermost outwards. Returns whether one has taken it. */
export function offerAt(regions: Regions, mouse: MouseEvent): boolean {
  return regions.at(mouse.x, mouse.y).some((region) => offerMouse(region, mouse))
}

function offerMouse(region: MountedRegion, mouse: MouseEvent): boolean {
  const { component, snapshot, place } = region.shown
  const here = { ...mouse, x: mouse.x - region.pane.x, y: mouse.y - region.pane.y }
  const event = region.attempt('the mouse function of', () =>
    ifLegal(component.mouse?.(snapshot, here, place) as EventObject | undefined, snapshot),
  )
  return send(region, event)
}

function send({ content }: MountedRegion, event: EventObject | undefined): boolean {
  if (event !== undefined) content.ref.send(event)
  return event !== undefined
}

function fallBack({ name, base = name }: KeyEvent, regions: Regions, defaults: Defaults): void {
  if (leaves(name, regions, defaults) || leaves(base, regions, defaults)) defaults.quit()
  else if (name === 'ctrl+c') defaults.interrupt()
  else if (name === 'ctrl+z') defaults.suspend()
  else if (name === 'tab' || name === 'shift+tab') {
    const stop = nextStop(tabRoot(regions), name === 'tab' ? 1 : -1)
    if (stop !== undefined) defaults.focus(stop)
  }
}

function leaves(key: string, { modalOwner }: Regions, { quitKeys }: Defaults): boolean {
  return quitKeys.includes(key) && !(modalOwner !== undefined && stopsAtModal(key))
}

/** Tab goes round in the modal layer, if there is one. */
function tabRoot({ modalOwner, root }: Regions): MountedRegion {
  return modalOwner ?? root
}
