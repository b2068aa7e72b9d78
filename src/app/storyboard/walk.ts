import {
  initialTransition,
  transition,
  type AnyActor,
  type AnyActorRef,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
} from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { samplesOf, type Samples } from '../explore/samples.ts'
import { activeIn } from '../active-states.ts'
import { anything } from '../trace/anything.ts'
import { openChance, seededRandom, within } from '../trace/chance.ts'
import { standingStill } from '../../machines/kit/clock.ts'

/** A snapshot that a chart can have, and how it comes to it. */
export interface Reached {
  readonly snapshot: AnyMachineSnapshot
  /** The types of the events that lead to it, from the start. */
  readonly events: readonly string[]
  /** Whether a value in one of them was made up. */
  readonly isMadeUp: boolean
}

/** So many snapshots are gone on from. */
export const MAX_REACHED = 400

/** Of one state, so many contexts. */
const MAX_CONTEXTS = 4

/** The snapshots of a chart; see `reachedFrom`. Time stands still, and chance is always the same. */
export function walk(
  machine: AnyStateMachine,
  path: string,
  inputs: readonly unknown[],
  samples: Samples,
  now: number,
): readonly Reached[] {
  const close = openChance()
  try {
    const world = { random: seededRandom(1), date: () => now }
    return within(world, () => standingStill(now, () => reachedFrom(machine, path, inputs, samples)))
  } finally {
    close()
  }
}

/**
 * The snapshots of a chart, breadth first: a state is reached on the shortest way, and rather by samples than by made-up values. Nothing
 * runs, and no action is done: XState only says what it would be.
 */
function reachedFrom(
  machine: AnyStateMachine,
  path: string,
  inputs: readonly unknown[],
  samples: Samples,
): readonly Reached[] {
  const found: Reached[] = []
  const counts = new Map<string, number>()
  const children = new Map<string, readonly Told[]>()
  const snapshotsOf = (type: string, { children: all }: AnyMachineSnapshot) => {
    const known = children.get(type) ?? childSnapshots(type, all as Children, path, samples)
    children.set(type, known)
    return known
  }
  const add = (events: readonly string[], isMadeUp: boolean, next: () => AnyMachineSnapshot) => {
    const snapshot = attempt(next)
    if (snapshot === undefined || found.length >= MAX_REACHED) return
    const key = JSON.stringify(snapshot.value) + snapshot.status
    const count = counts.get(key) ?? 0
    if (count >= MAX_CONTEXTS) return
    counts.set(key, count + 1)
    found.push({ snapshot, events, isMadeUp })
  }
  for (const input of inputs) add([], false, () => initialTransition(machine, input)[0] as AnyMachineSnapshot)
  // It grows while it is gone through.
  for (const { snapshot, events, isMadeUp } of found) {
    if (snapshot.status !== 'active') continue
    for (const type of typesTakenIn(snapshot, machine))
      for (const [event, isEventMadeUp] of [
        ...snapshotsOf(type, snapshot),
        ...eventsOf(type, snapshot, path, samples),
      ])
        add(
          [...events, type],
          isMadeUp || isEventMadeUp,
          () => transition(machine, snapshot, event)[0] as AnyMachineSnapshot,
        )
  }
  return found
}

function typesTakenIn({ value }: AnyMachineSnapshot, { root }: AnyStateMachine): readonly string[] {
  const types = activeIn(root, value as never).flatMap((node) => [...node.transitions.keys()])
  // A wildcard takes a type that nothing else does.
  return [...new Set(types.map((type) => type.replace('*', 'sample')))]
}

type Told = readonly [event: { readonly type: string }, isMadeUp: boolean]

type Children = Readonly<Record<string, AnyActorRef | undefined>>

/** What a child that is a machine shows, as events of its parent: all that its own chart leads to. */
function childSnapshots(type: string, children: Children, path: string, samples: Samples): readonly Told[] {
  const { childSnapshot } = XSTATE_EVENTS
  if (!type.startsWith(childSnapshot)) return []
  const name = type.slice(childSnapshot.length)
  const child = children[name] as AnyActor | undefined
  const logic = child?.logic as AnyStateMachine | undefined
  if (child === undefined || logic === undefined || !('root' in logic)) return []
  const { input } = child.options as { readonly input?: unknown }
  const shown = reachedFrom(logic, `${path}/${name}`, [input], samples)
  return shown.map(({ snapshot, isMadeUp }) => [{ type, snapshot } as never, isMadeUp])
}

/** Events of a type: with the samples of the actor that sends them, and else with whatever they may have. */
function eventsOf(
  type: string,
  { children }: AnyMachineSnapshot,
  path: string,
  samples: Samples,
): readonly Told[] {
  if (type.startsWith(XSTATE_EVENTS.after)) return [[{ type }, false]]
  const child = [XSTATE_EVENTS.childDone, XSTATE_EVENTS.childFailed].find((prefix) => type.startsWith(prefix))
  if (child === undefined) {
    const names = Object.keys(children as Children)
    const told = names.flatMap((name) => samplesOf(samples, `${path}/${name}`).filter(isOfType(type)))
    return told.length > 0 ? told.map((event) => [event, false]) : [[anything({ type }) as never, true]]
  }
  const isFailure = child === XSTATE_EVENTS.childFailed
  const name = type.slice(child.length)
  const values = samplesOf(samples, `${path}/${name}`).filter((value) => value instanceof Error === isFailure)
  const key = isFailure ? 'error' : 'output'
  if (values.length > 0) return values.map((value) => [{ type, [key]: value } as never, false])
  if (isFailure) return [[{ type, error: new Error(`${name} fails (made up)`) } as never, true]]
  return [[{ type, output: anything() } as never, true]]
}

/** Events of callbacks are samples, too. */
function isOfType(type: string) {
  return (value: unknown): value is EventObject =>
    typeof value === 'object' && value !== null && (value as Partial<EventObject>).type === type
}

/** A guard or an action may not be able to work with made-up values. */
function attempt(work: () => AnyMachineSnapshot): AnyMachineSnapshot | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
