import type { AnyStateNode, EventObject, StateValue } from 'xstate'
import { describeKeys, eventOf, pressOf, wantedKeys, type Shown } from '../input/bindings.ts'
import { isMachineSnapshot } from '../state-path.ts'
import { groupKeys, type KeyDescription } from '../input/key-groups.ts'
import { keyLabel, KEYS, QUIT } from '../input/key-label.ts'
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
function general({ chain, quitKeys, hasNextStop }: KeysNow): KeyEntry[] {
  const entry = (keys: readonly string[], description: string): KeyEntry[] => {
    const free = keys.filter((key) => !isTaken(key, chain)).map(keyLabel)
    return free.length === 0 ? [] : [{ keys: free.join(' '), label: free[0]!, description }]
  }
  return [
    ...entry(hasNextStop ? ['tab', 'shift+tab'] : [], 'Next, back'),
    ...entry(quitKeys, QUIT),
    ...entry(['?', 'f1'], KEYS),
  ]
}

function isTaken(key: string, regions: readonly KeyRegion[]): boolean {
  return regions.some((region) =>
    region.attempt('the keys of', () => eventOf(region.shown, pressOf(key)) !== undefined),
  )
}

/**
 * Keys whose events the actors can't take now. A key that does something else now isn't one of them, nor is an arrow whose other direction
 * does the same.
 */
function offIn(chain: readonly KeyRegion[], quitKeys: readonly string[]): KeyEntry[] {
  return chain.flatMap((region) => {
    const { shown } = region
    const told = region.attempt('the keys of', () => describeKeys(shown))
    const wanted = region
      .attempt('the keys of', () => wantedKeys(shown))
      .filter(({ key }) => !isTaken(key, chain) && !quitKeys.includes(key))
    const described = wanted.flatMap(({ key, event }) => {
      const description = shown.component.help?.[key] ?? describedIn(shown, event)
      const isTold = told.some((one) => one.event.type === event.type && one.description === description)
      return description === undefined || isTold
        ? []
        : { key, event, description: withReason(description, shown, event) }
    })
    return entriesOf(described)
  })
}

/** What a key would do in another state: the first description of a transition for its event. */
function describedIn({ snapshot }: Shown, { type }: EventObject): string | undefined {
  return isMachineSnapshot(snapshot) ? described(snapshot.machine.root, type) : undefined
}

function described(node: AnyStateNode, type: string): string | undefined {
  for (const { description } of node.on[type] ?? []) if (description !== undefined) return description
  for (const child of Object.values(node.states)) {
    const found = described(child, type)
    if (found !== undefined) return found
  }
  return undefined
}

/** Why a transition isn't taken: its guard, if the component's `help` has a text for that. */
function withReason(description: string, { component, snapshot }: Shown, { type }: EventObject): string {
  if (!isMachineSnapshot(snapshot)) return description
  for (const node of activeIn(snapshot.machine.root, snapshot.value as StateValue))
    for (const { guard } of node.on[type] ?? []) {
      const name = typeof guard === 'string' ? guard : (guard as { type?: unknown } | undefined)?.type
      const reason = typeof name === 'string' ? component.help?.[name] : undefined
      if (reason !== undefined) return `${description}: ${reason}`
    }
  return description
}

/** The active states, the innermost first. */
export function activeIn(node: AnyStateNode, value: StateValue | undefined): AnyStateNode[] {
  const inner = typeof value === 'string' ? { [value]: undefined } : (value ?? {})
  const below = Object.entries(inner).flatMap(([key, of]) => {
    const child = node.states[key]
    return child === undefined ? [] : activeIn(child, of)
  })
  return [...below, node]
}
