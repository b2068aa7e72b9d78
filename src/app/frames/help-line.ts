import type { Pane } from '../../render/layout/box.ts'
import { hint, type Hint } from '../../render/nodes/hint-lines.ts'
import { hints, sameHints, type HintsNode } from '../../render/nodes/hints.ts'
import type { Node } from '../../render/nodes/index.ts'
import { namesIn } from '../input/bindings.ts'
import { keysOff } from '../help/keys-off.ts'
import { focusChain, nextStop, stopsAtModal } from '../input/focus.ts'
import { helpKey } from '../input/help-key.ts'
import { groupKeys, type KeyDescription, type KeyGroup } from '../input/key-groups.ts'
import { keyLabel, KEYS, QUIT } from '../input/key-label.ts'
import type { MountedRegion } from './mounted-region.ts'
import { keysOf, takes } from './region-keys.ts'
import type { Regions } from './regions.ts'
import type { KeyHelpContent, KeyListContent } from '../region.ts'

/** Updates every help line. Its text depends on the focus and on several regions. */
export function fillHelpLines(regions: Regions, quitKeys: readonly string[]): void {
  for (const region of regions.withHelp) fill(region, regions, quitKeys)
}

function fill(region: MountedRegion, regions: Regions, quitKeys: readonly string[]): void {
  for (const [pane, content] of region.helpLines) {
    if (content.kind === 'keyList') {
      fillList(pane, content, regions, quitKeys)
      continue
    }
    const about = content.of === undefined ? ownerOf(region) : find(regions.root, content.of)
    const line = about && lineOf(about, regions, quitKeys, content)
    if (!isSameLine(pane.content, line)) pane.content = line
  }
}

function fillList(pane: Pane, { show }: KeyListContent, regions: Regions, quitKeys: readonly string[]): void {
  const chain = regions.focusChain
  const list = show({
    chain,
    app: regions.appIn(chain),
    quitKeys,
    paletteKey: regions.paletteKey,
    hasNextStop: nextStop(regions.root, 1) !== undefined,
  })
  if (JSON.stringify(pane.content) !== JSON.stringify(list)) pane.content = list
}

function lineOf(
  about: MountedRegion,
  regions: Regions,
  quitKeys: readonly string[],
  { options, wrap, all }: KeyHelpContent,
): HintsNode {
  const chain = chainOf(about, regions)
  const found = chain.flatMap((region, index) =>
    keysOf(region).filter(({ key }) => !chain.slice(0, index).some((inner) => takes(inner, firstOf(key)))),
  )
  if (regions.pressed !== undefined && regions.focusChain.includes(about))
    return chordLine(regions.pressed, found, { options, wrap })
  const isFocused = regions.focusChain.includes(about)
  const quit = isFocused && regions.cover === undefined ? quitKey(regions, quitKeys) : undefined
  const help = isFocused ? helpKey(regions) : undefined
  const groups = groupKeys(found)
  const own = groups.find(({ keys }) => keys.includes('?'))
  const last = own
    ? hint(own.label, own.description)
    : help === undefined
      ? undefined
      : hint(keyLabel(help), KEYS)
  const shown = groups.filter((group) => group !== own)
  const entries = all
    ? withOff(shown, chain, quitKeys)
    : shown.map(({ label, description }) => hint(label, description))
  if (quit !== undefined) entries.push(hint(keyLabel(quit), QUIT))
  return hints(entries, {
    ...options,
    kept: quit === undefined ? 0 : 1,
    last,
    wraps: wrap,
  })
}

/** While a chord waits: what has been pressed, and what goes on from there. */
function chordLine(
  pressed: string,
  found: readonly KeyDescription[],
  { options, wrap }: Pick<KeyHelpContent, 'options' | 'wrap'>,
): HintsNode {
  const rest = found
    .filter(({ key }) => key.startsWith(`${pressed} `))
    .map((one) => ({ ...one, key: one.key.slice(pressed.length + 1) }))
  const entries = groupKeys(rest).map(({ label, description }) => hint(label, description))
  const last = hint(keyLabel('escape'), 'Leave')
  return hints([hint(`${keyLabel(pressed)} …`, ''), ...entries], { ...options, kept: 0, last, wraps: wrap })
}

/** The first key of a chord; of a key, that key. */
function firstOf(key: string): string {
  return key.split(' ')[0]!
}

/** Hints of what keys do now and of what they do in other states, in the order of the components' tables. */
function withOff(
  now: readonly KeyGroup[],
  chain: readonly MountedRegion[],
  quitKeys: readonly string[],
): Hint[] {
  const isTaken = (key: string) => quitKeys.includes(key) || chain.some((region) => takes(region, key))
  const off = groupKeys(chain.flatMap((region) => keysOff(region, isTaken)))
  const order = chain.flatMap(({ shown }) => namesIn(shown.component))
  const place = ({ keys }: KeyGroup) => order.indexOf(keys[0]!)
  return [...now, ...off]
    .sort((a, b) => place(a) - place(b))
    .map((group) => hint(group.label, group.description, off.includes(group)))
}

/**
 * A region that is only shown (`focus: false`) has no use for a help line of its own: its keys do nothing. One that takes no keys shows those
 * of the region around it.
 */
function ownerOf(region: MountedRegion): MountedRegion | undefined {
  for (let outer: MountedRegion | undefined = region; outer; outer = outer.parent)
    if (outer.declaredFocus === false) return undefined
  let owner = region
  while (!owner.focusable && owner.parent !== undefined) owner = owner.parent
  return owner
}

/** The regions that a key for this region goes to. Those around it count only if the region is on the path of the focus. */
function chainOf(about: MountedRegion, regions: Regions): readonly MountedRegion[] {
  if (regions.focusChain.includes(about)) return regions.keyChain
  return regions.isReached(about) ? focusChain(about) : []
}

/** The first key that leaves the app now. */
function quitKey(regions: Regions, quitKeys: readonly string[]): string | undefined {
  const { keyChain, isModal } = regions
  return quitKeys.find(
    (key) => !(isModal && stopsAtModal(key)) && !keyChain.some((region) => takes(region, key)),
  )
}

/** The region of an actor that takes keys: the same actor may also be shown by a view without any. */
function find(region: MountedRegion, ref: unknown): MountedRegion | undefined {
  if (region.content.ref === ref && region.focusable) return region
  for (const child of region.children) {
    const found = find(child, ref)
    if (found !== undefined) return found
  }
  return undefined
}

function isSameLine(a: Node | undefined, b: HintsNode | undefined): boolean {
  return a === b || (a?.kind === 'hints' && b !== undefined && sameHints(a, b))
}
