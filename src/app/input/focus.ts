import type { MountedRegion } from '../frames/mounted-region.ts'

/** The regions that a key goes to, one after the other until it means something: from the innermost outwards. */
export function focusChain(root: MountedRegion): MountedRegion[] {
  const chain: MountedRegion[] = []
  for (let region: MountedRegion | undefined = root; region; region = region.focusedChild)
    chain.unshift(region)
  return chain
}

/** Whether the view of a region says itself which of its children has the focus. */
export function declaresFocus({ children }: MountedRegion): boolean {
  return children.some(({ declaredFocus }) => declaredFocus !== undefined)
}

/** The innermost regions that take keys, in the order in which Tab visits them. */
export function tabStops(region: MountedRegion): MountedRegion[] {
  if (declaresFocus(region)) return region.focusedChild ? tabStops(region.focusedChild) : [region]
  const inside = region.children.filter(({ focusable }) => focusable).flatMap(tabStops)
  return inside.length > 0 ? inside : [region]
}

/** The stop after the one that has the focus, or before it; undefined where there is no other. */
export function nextStop(root: MountedRegion, step: 1 | -1): MountedRegion | undefined {
  const stops = tabStops(root)
  if (stops.length < 2) return undefined
  const now = stops.indexOf(focusChain(root)[0]!)
  return now < 0 ? stops.at(step > 0 ? 0 : -1) : stops[(now + step + stops.length) % stops.length]
}
