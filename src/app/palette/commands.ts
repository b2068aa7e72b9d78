import { transition, type AnyMachineSnapshot, type EventObject, type StateValue } from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { focusChain } from '../input/focus.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'
import { activeIn } from '../active-states.ts'
import { boundTo, descriptionOf, ifLegal, namesIn, pressOf } from '../input/bindings.ts'
import { sameEvent } from '../input/key-groups.ts'
import { isMachineSnapshot } from '../state-path.ts'

/** An event that an actor in view can take now. */
export interface Command {
  /** What it does. */
  readonly description: string
  /** The names of keys that do the same. */
  readonly keys: readonly string[]
  /** The component that takes it. */
  readonly name: string
  /** The states that it leaves and leads to, if it leads to another. */
  readonly path: string | undefined
  readonly event: EventObject
  readonly region: MountedRegion
}

/**
 * Every event with a description that an actor in view can take now, those of the focus first. A key tells what is in its event. An event
 * without a key is one that needs nothing but its type.
 */
export function commandsIn(regions: Regions): Command[] {
  const chain = focusChain(regions.root)
  const inView = [...chain, ...regionsIn(regions.root).filter((region) => !chain.includes(region))]
  const found: Command[] = []
  for (const region of inView) {
    if (!regions.isReached(region)) continue
    for (const command of region.attempt('the commands of', () => commandsOf(region))) {
      const same = found.findIndex(
        (one) => one.region.content.ref === region.content.ref && sameEvent(one.event, command.event),
      )
      if (same < 0) found.push(command)
      else found[same] = joined(found[same]!, command)
    }
  }
  return found
}

function joined(a: Command, { keys }: Command): Command {
  return { ...a, keys: [...new Set([...a.keys, ...keys])] }
}

function regionsIn(region: MountedRegion): MountedRegion[] {
  return [region, ...region.children.flatMap(regionsIn)]
}

function commandsOf(region: MountedRegion): Command[] {
  const { shown } = region
  const { component, snapshot } = shown
  const bound = namesIn(component).flatMap((key) => {
    const event = boundTo(shown, pressOf(key))
    return event === undefined ? [] : { key, event }
  })
  const byKey = bound.flatMap(({ key, event }) => {
    const description = ifLegal(event, snapshot) && (component.help?.[key] ?? descriptionOf(event, snapshot))
    return description === undefined ? [] : commandOf(region, event, description, [key])
  })
  const types = new Set(bound.map(({ event }) => event.type))
  return [...byKey, ...withoutKeys(region, types)]
}

/** Events that no key sends. */
function withoutKeys(region: MountedRegion, types: ReadonlySet<string>): Command[] {
  const { snapshot } = region.shown
  if (!isMachineSnapshot(snapshot) || snapshot.status !== 'active') return []
  const states = activeIn(snapshot.machine.root, snapshot.value as StateValue)
  const all = new Set(states.flatMap(({ on }) => Object.keys(on)))
  return [...all].flatMap((type) => {
    const event = { type }
    if (types.has(type) || isInternal(type)) return []
    if (!needsOnlyType(snapshot, type)) return []
    const description = descriptionOf(event, snapshot)
    return description === undefined ? [] : commandOf(region, event, description, [])
  })
}

/** A wildcard isn't an event; what children tell isn't for users. */
function isInternal(type: string): boolean {
  return type.includes('*') || type.startsWith(XSTATE_EVENTS.own) || type.endsWith('.change')
}

function commandOf(
  region: MountedRegion,
  event: EventObject,
  description: string,
  keys: readonly string[],
): Command {
  return {
    description,
    keys,
    name: region.content.component.name,
    path: pathOf(region, event),
    event,
    region,
  }
}

function pathOf({ shown: { snapshot } }: MountedRegion, event: EventObject): string | undefined {
  if (!isMachineSnapshot(snapshot)) return undefined
  const [taken] = snapshot.machine.getTransitionData(snapshot, event)
  const targets = taken?.target?.filter((target) => target !== taken.source) ?? []
  return targets.length === 0
    ? undefined
    : `${taken!.source.key} → ${targets.map(({ key }) => key).join(', ')}`
}

const known = new WeakMap<AnyMachineSnapshot, Map<string, boolean>>()

/**
 * Whether an actor can take an event that is nothing but its type. The transition is tried without being done: what is read of the event, by
 * guards, assignments, inputs and parameters, is noted.
 */
function needsOnlyType(snapshot: AnyMachineSnapshot, type: string): boolean {
  const answers = known.get(snapshot) ?? new Map<string, boolean>()
  known.set(snapshot, answers)
  const answer = answers.get(type) ?? tried(snapshot, type)
  answers.set(type, answer)
  return answer
}

function tried(snapshot: AnyMachineSnapshot, type: string): boolean {
  const noted = { hasRead: false }
  const event = new Proxy<EventObject>(
    { type },
    {
      get(target, name) {
        if (name !== 'type' && typeof name === 'string') noted.hasRead = true
        return Reflect.get(target, name) as unknown
      },
    },
  )
  try {
    if (!snapshot.can(event)) return false
    const [, actions] = transition(snapshot.machine, snapshot, event)
    // Actions of the user's own aren't run: whether one reads the event is in its text, or it gets the event as its params.
    const isOpaque = actions.some(
      ({ type: action, exec, params }) =>
        (params as unknown) === event ||
        (!action.startsWith(XSTATE_EVENTS.own) && /\bevent\b/.test(String(exec))),
    )
    return !noted.hasRead && !isOpaque
  } catch {
    return false
  }
}
