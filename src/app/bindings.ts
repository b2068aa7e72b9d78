import type { AnyMachineSnapshot, EventObject } from 'xstate'
import type { AnyComponent, KeyFunction, KeyTable } from './component.ts'
import type { KeyEvent, PasteEvent } from './input/events.ts'

/** A key that does something now, and what. */
export interface KeyDescription {
  readonly key: string
  readonly description: string
}

/** The event that a key or paste is to a component in this snapshot; undefined where it means nothing, or nothing now. */
export function eventOf(
  { keys }: AnyComponent,
  snapshot: unknown,
  input: KeyEvent | PasteEvent,
): EventObject | undefined {
  if (keys === undefined) return undefined
  if (typeof keys === 'function')
    return ifLegal((keys as KeyFunction<unknown, EventObject>)(input, snapshot), snapshot)
  if (input.type === 'paste') return undefined
  const table = keys as KeyTable<EventObject>
  return Object.hasOwn(table, input.name) ? ifLegal(table[input.name], snapshot) : undefined
}

/** The event itself if the snapshot can take it. Only machines have events that they cannot take. */
export function ifLegal(event: EventObject | undefined, snapshot: unknown): EventObject | undefined {
  if (event === undefined || !isMachineSnapshot(snapshot)) return event
  return snapshot.status === 'active' && snapshot.can(event) ? event : undefined
}

/** The keys of a component that do something in this snapshot, with the descriptions of their transitions. */
export function describeKeys({ keys }: AnyComponent, snapshot: unknown): KeyDescription[] {
  if (keys === undefined || typeof keys === 'function' || !isMachineSnapshot(snapshot)) return []
  const shown = new Set<string>()
  return Object.entries(keys as KeyTable<EventObject>).flatMap(([key, event]) => {
    if (ifLegal(event, snapshot) === undefined) return []
    const description = snapshot.machine.getTransitionData(snapshot, event)[0]?.description
    // Two keys for one thing are one entry, under the first of them.
    if (description === undefined || shown.has(description)) return []
    shown.add(description)
    return { key, description }
  })
}

/** The state of a machine as a person reads it: 'loading', 'form.editing'; the status of other actors. */
export function stateOf(snapshot: unknown): string {
  if (isMachineSnapshot(snapshot)) return pathOf(snapshot.value)
  return (snapshot as { status?: string } | undefined)?.status ?? 'unknown'
}

export function isMachineSnapshot(snapshot: unknown): snapshot is AnyMachineSnapshot {
  return typeof snapshot === 'object' && snapshot !== null && 'machine' in snapshot && 'can' in snapshot
}

function pathOf(value: unknown): string {
  if (typeof value === 'string') return value
  const parts = Object.entries(value as object).map(([state, inner]) => {
    const path = pathOf(inner)
    return path === '' ? state : `${state}.${path}`
  })
  return parts.join(' | ')
}
