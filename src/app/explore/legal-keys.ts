import type { EventObject } from 'xstate'
import type { KeyFunction, KeyTable } from '../component.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import { keysOf, takes } from '../frames/region-keys.ts'
import type { Regions } from '../frames/regions.ts'
import { describeKeys, namesIn, pressOf } from '../input/bindings.ts'
import { isMachineSnapshot } from '../state-path.ts'

/** A key that does something now: who takes it, and the event that it sends. */
export interface LegalKey {
  readonly key: string
  readonly region: MountedRegion
  readonly event: EventObject
}

/** The keys that do something now, by the charts themselves: nothing is asked that the line of help asks. */
export function legalKeys({ keyChain }: Regions): LegalKey[] {
  const keys = new Set(keyChain.flatMap(({ content }) => namesIn(content.component)))
  return [...keys].flatMap((key) => legalKey(keyChain, key) ?? [])
}

/** What a key does now; undefined if no region takes it. */
export function legalKey(keyChain: readonly MountedRegion[], key: string): LegalKey | undefined {
  for (const region of keyChain) {
    const event = legalEvent(region, key)
    if (event !== undefined) return { key, region, event }
  }
  return undefined
}

/** What the help line or the screen with all keys says that the charts don't; undefined if they agree. */
export function wronglyClaimed(regions: Regions): string | undefined {
  for (const region of regions.keyChain) {
    const inLine = new Set(keysOf(region).map(({ key }) => key))
    const inList = new Set(describeKeys(region.shown).map(({ key }) => key))
    for (const key of namesIn(region.content.component)) {
      const isLegal = legalEvent(region, key) !== undefined
      const what = `the key ${key} of ${region.path}`
      if (!isLegal && (inLine.has(key) || inList.has(key)) && !isOtherDirection(region, key))
        return `help shows ${what}, whose event the actor doesn't take now`
      if (takes(region, key) !== isLegal)
        return isLegal
          ? `help takes ${what} for one that does nothing now`
          : `help takes ${what} for one that does something now`
    }
  }
  return undefined
}

/** A key whose event no state of the chart takes; undefined if there is none. */
export function neverTaken(regions: Regions): string | undefined {
  for (const region of regions.keyChain) {
    const { component } = region.content
    const { snapshot } = region.shown
    const { keys } = component as { readonly keys?: KeyTable<unknown, EventObject> }
    if (typeof keys !== 'object' || !isMachineSnapshot(snapshot)) continue
    const types = snapshot.machine.events as readonly string[]
    for (const [key, binding] of Object.entries(keys)) {
      if (typeof binding !== 'object' || types.some((type) => covers(type, binding.type))) continue
      return `the key ${key} of ${region.path} sends '${binding.type}', which no state of its chart takes`
    }
  }
  return undefined
}

/** Event descriptors may end in a wildcard: 'mouse.*'. */
function covers(descriptor: string, type: string): boolean {
  if (descriptor === '*' || descriptor === type) return true
  return descriptor.endsWith('.*') && type.startsWith(descriptor.slice(0, -1))
}

/** Help shows an arrow as long as the one in the other direction does something. */
function isOtherDirection(region: MountedRegion, key: string): boolean {
  const type = boundEvent(region, key)?.type
  return arrows.includes(key) && arrows.some((arrow) => legalEvent(region, arrow)?.type === type)
}

const arrows: readonly string[] = ['left', 'right', 'up', 'down']

function legalEvent(region: MountedRegion, key: string): EventObject | undefined {
  const { snapshot } = region.shown
  if ((snapshot as { readonly status?: string }).status !== 'active') return undefined
  const event = boundEvent(region, key)
  if (event === undefined) return undefined
  if (!isMachineSnapshot(snapshot)) return event
  const taken = snapshot.machine.getTransitionData(snapshot, event)
  return taken.some(({ target, actions }) => target !== undefined || actions.length > 0) ? event : undefined
}

/** The event of a key, whether its actor takes it now or not. */
function boundEvent(region: MountedRegion, key: string): EventObject | undefined {
  const { component, snapshot, place } = region.shown
  const keys = component.keys as
    KeyTable<unknown, EventObject> | KeyFunction<unknown, EventObject> | undefined
  const press = pressOf(key)
  const own = typeof keys === 'object' && Object.hasOwn(keys, key) ? keys[key] : undefined
  const bound = typeof keys === 'function' ? keys : (own ?? (press.text === '' ? undefined : keys?.['text']))
  if (typeof bound !== 'function') return bound
  return region.attempt('the keys of', () => bound(snapshot, press, place))
}
