import { describeKeys, eventOf, pressOf } from '../input/bindings.ts'
import { groupKeys, type KeyDescription } from '../input/key-groups.ts'
import { COMMANDS, keyLabel, KEYS, QUIT } from '../input/key-label.ts'
import { keysOff, reasonOf } from './keys-off.ts'
import type { KeyRegion, KeysNow } from './keys-now.ts'

/** Keys of one place. */
export interface KeyList {
  readonly title: string
  readonly entries: readonly KeyEntry[]
  /** They do nothing now. */
  readonly isOff: boolean
}

/** Keys that do the same, and what. */
interface KeyEntry {
  readonly keys: string
  /** Only as many of them as a help line shows. */
  readonly label: string
  readonly description: string
}

/** The keys of the region with the focus, of those around it, of the app, and those that do nothing now. */
export function keyLists(now: KeysNow): KeyList[] {
  const { chain, app, quitKeys } = now
  const found = chain.map((region, index) =>
    region
      .attempt('the keys of', () => describeKeys(region.shown))
      .filter(({ key }) => !isTaken(key, chain.slice(0, index))),
  )
  const isOneRegion = app <= 0
  const lists = [
    { title: 'Here', entries: entriesOf(found[0] ?? []) },
    { title: 'In this pane', entries: entriesOf(isOneRegion ? [] : found.slice(1, app).flat()) },
    { title: 'Everywhere', entries: [...entriesOf(found.slice(Math.max(1, app)).flat()), ...general(now)] },
    { title: 'Not now', entries: offIn(chain, quitKeys) },
  ]
  return lists
    .filter(({ entries }) => entries.length > 0)
    .map((list) => ({ ...list, isOff: list.title === 'Not now' }))
}

function entriesOf(found: readonly KeyDescription[]): KeyEntry[] {
  return groupKeys(found).map(({ keys, label, description }) => ({
    keys: keys.map(keyLabel).join(' '),
    label,
    description,
  }))
}

/** What the engine does with keys that no region takes. */
function general({ chain, quitKeys, hasNextStop, paletteKey }: KeysNow): KeyEntry[] {
  const entry = (keys: readonly string[], description: string): KeyEntry[] => {
    const free = keys.filter((key) => !isTaken(key, chain)).map(keyLabel)
    return free.length === 0 ? [] : [{ keys: free.join(' '), label: free[0]!, description }]
  }
  return [
    ...entry(hasNextStop ? ['tab', 'shift+tab'] : [], 'Next, back'),
    ...entry(quitKeys, QUIT),
    ...entry(paletteKey === undefined ? [] : [paletteKey], COMMANDS),
    ...entry(['?', 'f1'], KEYS),
  ]
}

function isTaken(key: string, regions: readonly KeyRegion[]): boolean {
  return regions.some((region) =>
    region.attempt('the keys of', () => eventOf(region.shown, pressOf(key)) !== undefined),
  )
}

/** Keys whose events the actors can't take now, with the reason if the component has a text for it. */
function offIn(chain: readonly KeyRegion[], quitKeys: readonly string[]): KeyEntry[] {
  return chain.flatMap((region) => {
    const off = keysOff(region, (key) => isTaken(key, chain) || quitKeys.includes(key))
    return entriesOf(off.map((one) => withReason(one, region)))
  })
}

function withReason(one: KeyDescription, { shown }: KeyRegion): KeyDescription {
  const reason = reasonOf(shown, one.event)
  return reason === undefined ? one : { ...one, description: `${one.description}: ${reason}` }
}
