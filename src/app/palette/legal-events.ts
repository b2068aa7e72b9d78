import {
  createActor,
  setup,
  type AnyMachineSnapshot,
  type EventObject,
  type ExecutableActionObject,
  type StateValue,
} from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { activeIn } from '../active-states.ts'
import { boundTo, descriptionOf, ifLegal, namesIn, pressOf, type Shown } from '../input/bindings.ts'
import { isMachineSnapshot } from '../state-path.ts'

/** An event that an actor can take now. */
export interface LegalEvent {
  /** What it does. */
  readonly description: string
  /** The names of keys that do the same. */
  readonly keys: readonly string[]
  /** The states that it leaves and leads to, if it leads to another. */
  readonly path: string | undefined
  readonly event: EventObject
}

/** Every event with a description that an actor can take now: what keys send, and what needs nothing but its type. */
export function legalEvents(shown: Shown): LegalEvent[] {
  const { component, snapshot } = shown
  const bound = namesIn(component).flatMap((key) => {
    const event = boundTo(shown, pressOf(key))
    return event === undefined ? [] : { key, event }
  })
  const byKey = bound.flatMap(({ key, event }) => {
    const description = ifLegal(event, snapshot) && (component.help?.[key] ?? descriptionOf(event, snapshot))
    return description === undefined ? [] : legalEvent(snapshot, event, description, [key])
  })
  return [...byKey, ...withoutKeys(snapshot, new Set(bound.map(({ event }) => event.type)))]
}

/** Events that no key sends. */
function withoutKeys(snapshot: unknown, types: ReadonlySet<string>): LegalEvent[] {
  if (!isMachineSnapshot(snapshot) || snapshot.status !== 'active') return []
  const states = activeIn(snapshot.machine.root, snapshot.value as StateValue)
  const all = new Set(states.flatMap(({ on }) => Object.keys(on)))
  return [...all].flatMap((type) => {
    const event = { type }
    if (types.has(type) || isInternal(type)) return []
    if (!needsOnlyType(snapshot, type)) return []
    const description = descriptionOf(event, snapshot)
    return description === undefined ? [] : legalEvent(snapshot, event, description, [])
  })
}

/** A wildcard isn't an event; what children tell isn't for users. */
function isInternal(type: string): boolean {
  return type.includes('*') || type.startsWith(XSTATE_EVENTS.own) || type.endsWith('.change')
}

function legalEvent(
  snapshot: unknown,
  event: EventObject,
  description: string,
  keys: readonly string[],
): LegalEvent {
  return { description, keys, path: pathOf(snapshot, event), event }
}

function pathOf(snapshot: unknown, event: EventObject): string | undefined {
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
    const actions = actionsOf(snapshot, event)
    // Actions of the user's own aren't run: whether one reads the event is in its text, or it gets the event as its params.
    const isOpaque = actions.some(
      ({ type: action, exec, params }) =>
        params === event || (!action.startsWith(XSTATE_EVENTS.own) && /\bevent\b/.test(String(exec))),
    )
    return !noted.hasRead && !isOpaque
  } catch {
    return false
  }
}

const nobody = createActor(setup({}).createMachine({}))
const nothing = () => {}

/** The actions of a transition, none of which is done. XState's `transition` has no parent, and so none for those that tell their parent. */
function actionsOf(snapshot: AnyMachineSnapshot, event: EventObject): readonly ExecutableActionObject[] {
  const { machine } = snapshot
  const actions: ExecutableActionObject[] = []
  const self = createActor(machine, { parent: nobody })
  machine.transition(snapshot, event, {
    self,
    id: self.id,
    sessionId: self.sessionId,
    system: self.system,
    logger: nothing,
    // eslint-disable-next-line no-restricted-syntax -- a whole `ActorScope`, a type that XState exports
    defer: nothing,
    emit: nothing,
    // eslint-disable-next-line no-restricted-syntax -- the same
    stopChild: nothing,
    actionExecutor: (action) => actions.push(action),
  })
  return actions
}
