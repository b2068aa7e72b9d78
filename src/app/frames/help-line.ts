import type { Hint } from '../../render/nodes/hint-lines.ts'
import { hints, type HintsNode } from '../../render/nodes/hints.ts'
import type { Node } from '../../render/nodes/index.ts'
import { describeKeys, eventOf, pressOf, type KeyDescription } from '../input/bindings.ts'
import { focusChain, stopsAtModal } from '../input/focus.ts'
import { groupKeys, type KeyGroup } from '../input/key-groups.ts'
import { keyLabel, QUIT } from '../input/key-label.ts'
import type { MountedRegion } from './mounted-region.ts'
import type { Regions } from './regions.ts'
import type { KeyHelpContent } from '../region.ts'

/** The key that shows all keys, where an app has one. */
const HELP = '?'

/** Updates every help line. Its text depends on the focus and on several regions. */
export function fillHelpLines(regions: Regions, quitKeys: readonly string[]): void {
  fill(regions.root, regions, quitKeys)
}

function fill(region: MountedRegion, regions: Regions, quitKeys: readonly string[]): void {
  for (const [pane, content] of region.helpLines) {
    const about = content.of === undefined ? region : find(regions.root, content.of)
    const line = about && lineOf(about, regions, quitKeys, content)
    if (!isSame(pane.content, line)) pane.content = line
  }
  for (const child of region.children) fill(child, regions, quitKeys)
}

function lineOf(
  about: MountedRegion,
  regions: Regions,
  quitKeys: readonly string[],
  { options, wrap }: KeyHelpContent,
): HintsNode {
  const chain = chainOf(about, regions)
  const found = chain.flatMap((region, index) =>
    keysOf(region).filter(({ key }) => !chain.slice(0, index).some((inner) => takes(inner, key))),
  )
  const quit = focusChain(regions.root).includes(about) && quitKey(regions, quitKeys)
  const groups = groupKeys(found)
  const general = groups.find(({ keys }) => keys.includes(HELP))
  const entries = groups.filter((group) => group !== general).map(hintOf)
  if (quit) entries.push({ keys: keyLabel(quit), description: QUIT })
  return hints(entries, { ...options, kept: quit ? 1 : 0, last: general && hintOf(general), wraps: wrap })
}

function hintOf({ label, description }: KeyGroup): Hint {
  return { keys: label, description }
}

/** The regions that a key for this region goes to. Those around it count only if the region is on the path of the focus. */
function chainOf(about: MountedRegion, regions: Regions): MountedRegion[] {
  if (focusChain(regions.root).includes(about)) return regions.keyChain
  return regions.isReached(about) ? focusChain(about) : []
}

/** The first key that leaves the app now. */
function quitKey(regions: Regions, quitKeys: readonly string[]): string | undefined {
  const { keyChain, modalOwner } = regions
  return quitKeys.find(
    (key) =>
      !(modalOwner !== undefined && stopsAtModal(key)) && !keyChain.some((region) => takes(region, key)),
  )
}

function keysOf(region: MountedRegion): KeyDescription[] {
  return region.attempt('the keys of', () => describeKeys(region.shown))
}

function takes(region: MountedRegion, key: string): boolean {
  return region.attempt('the keys of', () => eventOf(region.shown, pressOf(key)) !== undefined)
}

function find(region: MountedRegion, ref: unknown): MountedRegion | undefined {
  if (region.content.ref === ref) return region
  for (const child of region.children) {
    const found = find(child, ref)
    if (found !== undefined) return found
  }
  return undefined
}

function isSame(a: Node | undefined, b: Node | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
