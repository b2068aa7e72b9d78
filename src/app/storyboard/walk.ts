import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { samplesOf, type Samples } from '../explore/samples.ts'
import { activeIn } from '../help/key-lists.ts'
import { anything } from '../trace/anything.ts'

/** A snapshot that a chart can have, and how it comes to it. */
export interface Reached {
  readonly snapshot: AnyMachineSnapshot
  /** The types of the events that lead to it, from the start. */
  readonly events: readonly string[]
  /** Whether a value in one of them was made up. */
  readonly isMadeUp: boolean
}

/** So many snapshots are gone on from. */
const MAX_REACHED = 400

/** Of one state, so many contexts. */
const MAX_CONTEXTS = 4

/**
 * The snapshots of a chart, breadth first: a state is reached on the shortest way, and rather by samples than by made-up values. Nothing
 * runs, and no action is done: XState only says what it would be.
 */
export function walk(
  machine: AnyStateMachine,
  path: string,
  input: unknown,
  samples: Samples,
): readonly Reached[] {
  const found: Reached[] = []
  const counts = new Map<string, number>()
  const add = (events: readonly string[], isMadeUp: boolean, next: () => AnyMachineSnapshot) => {
    const snapshot = attempt(next)
    if (snapshot === undefined || found.length >= MAX_REACHED) return
    const key = JSON.stringify(snapshot.value) + snapshot.status
    const count = counts.get(key) ?? 0
    if (count >= MAX_CONTEXTS) return
    counts.set(key, count + 1)
    found.push({ snapshot, events, isMadeUp })
  }
  add([], false, () => initialTransition(machine, input)[0] as AnyMachineSnapshot)
  // It grows while it is gone through.
  for (const { snapshot, events, isMadeUp } of found) {
    if (snapshot.status !== 'active') continue
    for (const type of typesTakenIn(snapshot, machine))
      for (const [event, isEventMadeUp] of eventsOf(type, path, samples))
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
  return [...new Set(types)].filter((type) => !type.includes('*'))
}

type Told = readonly [event: { readonly type: string }, isMadeUp: boolean]

/** Events of a type: with the samples of the actor that sends them, and else with whatever they may have. */
function eventsOf(type: string, path: string, samples: Samples): readonly Told[] {
  if (type.startsWith(XSTATE_EVENTS.after)) return [[{ type }, false]]
  const child = [XSTATE_EVENTS.childDone, XSTATE_EVENTS.childFailed].find((prefix) => type.startsWith(prefix))
  if (child === undefined) return [[anything({ type }) as { type: string }, true]]
  const isFailure = child === XSTATE_EVENTS.childFailed
  const name = type.slice(child.length)
  const values = samplesOf(samples, `${path}/${name}`).filter((value) => value instanceof Error === isFailure)
  if (isFailure) return [[{ type, error: values[0] ?? new Error(`${name} fails (made up)`) } as never, false]]
  if (values.length > 0) return values.map((output) => [{ type, output } as never, false])
  return [[{ type, output: anything() } as never, true]]
}

/** A guard or an action may not be able to work with made-up values. */
function attempt(work: () => AnyMachineSnapshot): AnyMachineSnapshot | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
