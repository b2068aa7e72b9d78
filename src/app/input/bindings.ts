import type { EventObject } from 'xstate'
import type { AnyComponent, KeyBinding, KeyFunction, KeyTable, Place } from '../component.ts'
import type { KeyEvent, PasteEvent } from './events.ts'
import { isMachineSnapshot } from '../state-path.ts'
import { isKeyName } from './key-names.ts'
import type { KeyDescription } from './key-groups.ts'

/** A component with what it shows now, and where. */
export interface Shown {
  readonly component: AnyComponent
  readonly snapshot: unknown
  readonly place: Place
}

/** The event of a key or paste for a component; undefined if the component has none, or its actor can't take it now. */
export function eventOf(shown: Shown, input: KeyEvent | PasteEvent): EventObject | undefined {
  return ifLegal(boundTo(shown, input), shown.snapshot)
}

/** The same, whether its actor can take it or not. An ended actor has none: its keys may ask for children that it has no longer. */
export function boundTo(
  { component, snapshot, place }: Shown,
  input: KeyEvent | PasteEvent,
): EventObject | undefined {
  if (!isActive(snapshot)) return undefined
  const keys = component.keys as
    KeyTable<unknown, EventObject> | KeyFunction<unknown, EventObject> | undefined
  if (keys === undefined) return undefined
  if (typeof keys === 'function') return keys(snapshot, input, place)
  const binding = bindingOf(keys, input)
  return typeof binding === 'function' ? binding(snapshot, input, place) : binding
}

/** Whether a component has a use for text: a function may have one for anything. */
export function takesText({ keys }: AnyComponent): boolean {
  return typeof keys === 'function' || (keys !== undefined && 'text' in keys)
}

/** The event if the actor can take it now: an ended actor takes none, and a machine takes those of its state. */
export function ifLegal(event: EventObject | undefined, snapshot: unknown): EventObject | undefined {
  if (event === undefined || !isActive(snapshot)) return undefined
  return !isMachineSnapshot(snapshot) || snapshot.can(event) ? event : undefined
}

/** The keys of a component that do something now, and what: as the component says, or the transition that they take. */
export function describeKeys(shown: Shown): KeyDescription[] {
  const { component, snapshot } = shown
  return namesIn(component).flatMap((key) => {
    const event = eventOf(shown, pressOf(key))
    const description = event && (component.help?.[key] ?? descriptionOf(event, snapshot))
    return event === undefined || description === undefined ? [] : { key, description, event }
  })
}

/** The keys of a component with their events, whether its actor can take them now or not. None if it has ended. */
export function wantedKeys(shown: Shown): Omit<KeyDescription, 'description'>[] {
  return namesIn(shown.component).flatMap((key) => {
    const event = boundTo(shown, pressOf(key))
    return event === undefined ? [] : { key, event }
  })
}

function isActive(snapshot: unknown): boolean {
  return (snapshot as { status?: string }).status === 'active'
}

/** Whether a component's table has this key itself, not only as one that types a character. */
export function binds({ keys }: AnyComponent, key: string): boolean {
  return typeof keys === 'object' && Object.hasOwn(keys, key)
}

/** A key as if it were pressed. */
export function pressOf(name: string): KeyEvent {
  return {
    type: 'key',
    name,
    text: name === 'space' ? ' ' : [...name].length === 1 ? name : '',
    repeat: false,
  }
}

function bindingOf(
  table: KeyTable<unknown, EventObject>,
  input: KeyEvent | PasteEvent,
): KeyBinding<unknown, EventObject> | undefined {
  const name = input.type === 'paste' ? 'paste' : input.name
  if (Object.hasOwn(table, name)) return table[name]
  return input.type === 'key' && input.text !== '' ? table['text'] : undefined
}

/** The keys that a component names. */
export function namesIn({ keys, help }: AnyComponent): string[] {
  if (keys === undefined) return []
  if (typeof keys === 'object') return Object.keys(keys).filter((name) => name !== 'text' && name !== 'paste')
  return Object.keys(help ?? {}).filter(isKeyName)
}

/** What the chart says of the transition that an event takes. */
export function descriptionOf(event: EventObject, snapshot: unknown): string | undefined {
  if (!isMachineSnapshot(snapshot)) return undefined
  return snapshot.machine.getTransitionData(snapshot, event)[0]?.description
}
