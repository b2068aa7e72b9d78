import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate'
import { anything } from '../trace/anything.ts'
import { activeIn } from '../active-states.ts'

/** Of one state, so many contexts are gone on from. */
const MAX_CONTEXTS = 4

/** So many snapshots are enough to know what keys do. */
const MAX_SNAPSHOTS = 300

/**
 * Snapshots that a machine can have: its first one, and those after any events that its states take, with made-up values. Nothing runs, and no
 * action is done: XState only says what it would be.
 */
export function reachedIn(
  machine: AnyStateMachine,
  input: unknown = anything(),
): readonly AnyMachineSnapshot[] {
  const found: AnyMachineSnapshot[] = []
  const counts = new Map<string, number>()
  const add = (next: () => AnyMachineSnapshot) => {
    const snapshot = attempt(next)
    if (snapshot?.status !== 'active' || found.length >= MAX_SNAPSHOTS) return
    const key = JSON.stringify(snapshot.value)
    const count = counts.get(key) ?? 0
    if (count >= MAX_CONTEXTS) return
    counts.set(key, count + 1)
    found.push(snapshot)
  }
  add(() => initialTransition(machine, input)[0] as AnyMachineSnapshot)
  // It grows while it is gone through.
  for (const snapshot of found)
    for (const type of typesTakenIn(snapshot, machine))
      add(
        () => transition(machine, snapshot, anything({ type }) as { type: string })[0] as AnyMachineSnapshot,
      )
  return found
}

function typesTakenIn(snapshot: AnyMachineSnapshot, machine: AnyStateMachine): readonly string[] {
  const nodes = activeIn(machine.root, snapshot.value as never)
  return [...new Set(nodes.flatMap((node) => [...node.transitions.keys()]))].filter(
    (type) => !type.includes('*'),
  )
}

/** A guard or an action may not be able to work with made-up values. */
function attempt(work: () => AnyMachineSnapshot): AnyMachineSnapshot | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
