import type { EventObject } from 'xstate'
import { eventOf, namesIn, pressOf } from '../input/bindings.ts'
import { nextStop, stopsAtModal } from '../input/focus.ts'
import { QUIT } from '../input/key-label.ts'
import { sameEvent } from '../input/key-groups.ts'
import { keysOf } from '../frames/region-keys.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'

/** A key that does something now. */
export interface Command {
  readonly key: string
  /** What can be typed for it, the shortest first. */
  readonly names: readonly string[]
  readonly description: string
  readonly region?: MountedRegion
  readonly event?: EventObject
}

const controls = new Set([
  'textInput',
  'textArea',
  'list',
  'table',
  'tree',
  'tabs',
  'split',
  'scrolling',
  'tailing',
  'choices',
  'searching',
])

/** The keys that do something now, those of the focus first. Keys that do the same are one command. */
export function commandsOf(regions: Regions, quitKeys: readonly string[]): readonly Command[] {
  const commands: Command[] = []
  const add = (command: Command) => {
    const names = command.names.filter((name) => !commands.some((other) => other.names.includes(name)))
    if (names.length > 0) commands.push({ ...command, names })
  }
  for (const region of regions.keyChain) for (const command of commandsIn(region)) add(command)
  if (nextStop(regions.root, 1) !== undefined) add({ key: 'tab', names: ['tab'], description: 'Next part' })
  const quit = quitKeys.find((key) => !(regions.isModal && stopsAtModal(key)))
  if (quit !== undefined) add({ key: quit, names: [quit], description: QUIT })
  return commands
}

function commandsIn(region: MountedRegion): readonly Command[] {
  const { shown } = region
  // Their other keys move a cursor or a window, and all of their text is said.
  const isControl = controls.has((shown.component.logic as { readonly id?: string }).id ?? '')
  const described = new Map(keysOf(region).map(({ key, description }) => [key, description]))
  const groups: { event: EventObject; names: string[]; description: string }[] = []
  for (const key of namesIn(shown.component)) {
    const event = region.attempt('the keys of', () => eventOf(shown, pressOf(key)))
    if (event === undefined) continue
    const same = groups.find((group) => sameEvent(group.event, event))
    if (same !== undefined) same.names.push(key)
    else if (described.has(key) || !isControl)
      groups.push({ event, names: [key], description: described.get(key) ?? wordsOf(event) })
  }
  return groups.map(({ event, names, description }) => ({
    key: names[0]!,
    names,
    description,
    region,
    event,
  }))
}

/** What a key without a description does: `move right`. */
function wordsOf(event: EventObject): string {
  const { type, ...rest } = event as EventObject & Readonly<Record<string, unknown>>
  const values = Object.values(rest).filter((value) => ['string', 'number'].includes(typeof value))
  return [type, ...values].join(' ')
}
