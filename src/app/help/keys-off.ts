import type { AnyStateNode, EventObject, StateValue } from 'xstate'
import { activeIn } from '../active-states.ts'
import { describeKeys, wantedKeys, type Shown } from '../input/bindings.ts'
import type { KeyDescription } from '../input/key-groups.ts'
import { isMachineSnapshot } from '../state-path.ts'
import type { KeyRegion } from './keys-now.ts'

/**
 * Keys of a region whose events its actor can't take now, and what they do in another state. A key that `isTaken` does something else now
 * isn't one of them, nor is an arrow whose other direction does the same.
 */
export function keysOff(region: KeyRegion, isTaken: (key: string) => boolean): KeyDescription[] {
  const { shown } = region
  const told = region.attempt('the keys of', () => describeKeys(shown))
  const wanted = region.attempt('the keys of', () => wantedKeys(shown))
  return wanted.flatMap(({ key, event }) => {
    if (isTaken(key)) return []
    const description = shown.component.help?.[key] ?? describedIn(shown, event)
    const isTold = told.some((one) => one.event.type === event.type && one.description === description)
    return description === undefined || isTold ? [] : { key, event, description }
  })
}

/** What a key would do in another state: the first description of a transition for its event. */
export function describedIn({ snapshot }: Shown, { type }: EventObject): string | undefined {
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
export function reasonOf({ component, snapshot }: Shown, { type }: EventObject): string | undefined {
  if (!isMachineSnapshot(snapshot)) return undefined
  for (const node of activeIn(snapshot.machine.root, snapshot.value as StateValue))
    for (const { guard } of node.on[type] ?? []) {
      const name = typeof guard === 'string' ? guard : (guard as { type?: unknown } | undefined)?.type
      const reason = typeof name === 'string' ? component.help?.[name] : undefined
      if (reason !== undefined) return reason
    }
  return undefined
}
