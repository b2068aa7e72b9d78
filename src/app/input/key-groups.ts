import type { EventObject } from 'xstate'
import { keyLabel } from './key-label.ts'

/** A key that does something now, and what. */
export interface KeyDescription {
  readonly key: string
  readonly description: string
  readonly event: EventObject
}

/** Keys that do the same. */
export interface KeyGroup {
  readonly keys: readonly string[]
  /** The keys as a help line shows them: of those that send the same event, the first. */
  readonly label: string
  readonly description: string
}

const arrows = ['up', 'down', 'left', 'right']

/** Keys with the same description and type of event, together, in the order of the first of them. */
export function groupKeys(found: readonly KeyDescription[]): KeyGroup[] {
  const groups = new Map<string, KeyDescription[]>()
  for (const one of found) {
    const id = `${one.event.type} ${one.description}`
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [one])
    else group.push(one)
  }
  return [...groups.values()].map((group) => ({
    keys: group.map(({ key }) => key),
    label: labelOf(group),
    description: group[0]!.description,
  }))
}

/** `↑↓` for arrows; for other keys, two that differ. */
function labelOf(group: readonly KeyDescription[]): string {
  const different = group.filter(
    ({ event }, index) => group.findIndex((earlier) => sameEvent(earlier.event, event)) === index,
  )
  const directions = arrows.filter((arrow) => different.some(({ key }) => key === arrow))
  if (directions.length > 0) return directions.map(keyLabel).join('')
  return different
    .slice(0, 2)
    .map(({ key }) => keyLabel(key))
    .join(' ')
}

/** Whether two events have the same type and values. */
export function sameEvent(a: EventObject, b: EventObject): boolean {
  if (a === b) return true
  const values = Object.entries(a)
  return (
    values.length === Object.keys(b).length &&
    values.every(([name, value]) => Object.is(value, (b as unknown as Record<string, unknown>)[name]))
  )
}
