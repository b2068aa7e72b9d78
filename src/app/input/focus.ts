import type { MountedRegion } from '../frames/mounted-region.ts'

/** From the innermost region that has the focus outwards. */
export function focusChain(root: MountedRegion): MountedRegion[] {
  const chain: MountedRegion[] = []
  for (let region: MountedRegion | undefined = root; region; region = region.focusedChild)
    chain.unshift(region)
  return chain
}

/** Whether the view of a region says itself which of its children has the focus. */
export function declaresFocus(region: MountedRegion): boolean {
  return region.children.some((child) => child.declaredFocus !== undefined && region.reaches(child))
}

/** The innermost regions that take keys, in the order in which Tab visits them. */
export function tabStops(region: MountedRegion): MountedRegion[] {
  if (declaresFocus(region)) return region.focusedChild ? tabStops(region.focusedChild) : [region]
  const inside = region.children
    .filter((child) => child.focusable && region.reaches(child))
    .flatMap((child) => tabStops(child))
  return inside.length > 0 ? inside : [region]
}

/** Of the stops in a region, the one after that which has the focus, or before it; undefined if there is no other. */
export function nextStop(region: MountedRegion, step: 1 | -1): MountedRegion | undefined {
  const stops = tabStops(region)
  if (stops.length < 2) return undefined
  const now = stops.indexOf(focusChain(region)[0]!)
  return now < 0 ? stops.at(step > 0 ? 0 : -1) : stops[(now + step + stops.length) % stops.length]
}

/** Whether a key that leaves the app doesn't while a dialog is open: it is a letter, or another key without Ctrl or Alt. */
export function stopsAtModal(key: string): boolean {
  return !/^(ctrl|alt|super|hyper|meta)\+/.test(key)
}

/** Where Tab goes round: in the modal layer, if there is one. */
export function tabRoot({ cover, modalOwner, root }: TabRoots): MountedRegion {
  return cover ?? modalOwner ?? root
}

interface TabRoots {
  readonly cover: MountedRegion | undefined
  readonly modalOwner: MountedRegion | undefined
  readonly root: MountedRegion
}
