import type { EventObject } from 'xstate'
import { eventOf, ifLegal, stateOf } from './bindings.ts'
import { AppError } from './errors.ts'
import type { InputEvent, KeyEvent, MouseEvent, PasteEvent } from './input/events.ts'
import type { Region, Regions } from './regions.ts'

/** What input does when no component on the screen has a use for it. */
export interface Defaults {
  focus(region: Region): void
  interrupt(): void
  suspend(): void
}

/** Sends a key, a paste or a mouse event to the first region that can take it, from the innermost outwards. */
export function dispatch(input: InputEvent, regions: Regions, defaults: Defaults): void {
  if (input.type === 'mouse') dispatchMouse(input, regions, defaults)
  else if (input.type === 'key' || input.type === 'paste') {
    const taken = regions.focusChain().some((region) => offer(region, input))
    if (!taken && input.type === 'key') fallBack(input, regions, defaults)
  }
}

function offer(region: Region, input: KeyEvent | PasteEvent): boolean {
  const { ref } = region.content
  const snapshot: unknown = ref.getSnapshot()
  const event = attempt('the keys of', region, snapshot, () => eventOf(region.component, snapshot, input))
  if (event !== undefined) ref.send(event)
  return event !== undefined
}

function dispatchMouse(mouse: MouseEvent, regions: Regions, defaults: Defaults): void {
  const under = regions.at(mouse.x, mouse.y)
  if (mouse.action === 'press') {
    const stops = regions.tabStops()
    const stop = under.find((region) => stops.includes(region))
    if (stop !== undefined) defaults.focus(stop)
  }
  under.some((region) => {
    const { ref } = region.content
    const snapshot: unknown = ref.getSnapshot()
    const here = { ...mouse, x: mouse.x - region.pane.x, y: mouse.y - region.pane.y }
    const event = attempt('the mouse function of', region, snapshot, () =>
      ifLegal(region.component.mouse?.(here, snapshot) as EventObject | undefined, snapshot),
    )
    if (event !== undefined) ref.send(event)
    return event !== undefined
  })
}

function fallBack({ name }: KeyEvent, regions: Regions, defaults: Defaults): void {
  if (name === 'ctrl+c') defaults.interrupt()
  else if (name === 'ctrl+z') defaults.suspend()
  else if (name === 'tab' || name === 'shift+tab') {
    const stops = regions.tabStops()
    const now = stops.indexOf(regions.focusChain()[0]!)
    const next = stops.at((now + (name === 'tab' ? 1 : -1)) % stops.length)
    if (next !== undefined && stops.length > 1) defaults.focus(next)
  }
}

function attempt<T>(what: string, region: Region, snapshot: unknown, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new AppError(what, region.path, stateOf(snapshot), cause)
  }
}
