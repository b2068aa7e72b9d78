import type { AnyActorLogic, AnyMachineSnapshot, OutputFrom, Snapshot, SnapshotFrom } from 'xstate'
import { asWork, overriding, withTransition, type Work } from './pattern.ts'
import { stopChildrenLater } from './xstate-internals.ts'

/**
 * The tag of the states in which a pattern that lives on (`fetching`, `polling`, `debouncing`) has an answer: its context
 * holds it as `data`, or why there is none as `error`. Machines of your own that have it can be work, too.
 */
export const SETTLED = 'settled'

/** What work answers with: its output, or the `data` that it keeps where it lives on. */
export type AnswerFrom<L extends AnyActorLogic> = [OutputFrom<L>] extends [never]
  ? SnapshotFrom<L> extends { readonly context: { readonly data: infer Data } }
    ? Exclude<Data, undefined>
    : never
  : OutputFrom<L>

/**
 * Takes any logic as work that ends with its first answer. Work that would live on ends there: whoever asked has what it
 * asked for.
 */
export function answering(logic: AnyActorLogic): Work {
  const work = withTransition(asWork(logic), (transition) => (snapshot, event, scope) => {
    const next = transition(snapshot, event, scope)
    const ended = endedBy(next)
    if (ended !== undefined) stopChildrenLater(next, scope)
    return ended ?? next
  })
  return overriding(work, {
    getInitialSnapshot: (scope, input) => {
      const first = work.getInitialSnapshot(scope, input)
      return endedBy(first) ?? first
    },
  })
}

/** The snapshot as one that has ended, if it has an answer. */
function endedBy<S extends Snapshot<unknown>>(snapshot: S): S | undefined {
  const settled = settledIn(snapshot)
  if (settled === undefined) return undefined
  const { data, error } = settled.context as { readonly data?: unknown; readonly error?: unknown }
  return { ...snapshot, ...(error == null ? { status: 'done', output: data } : { status: 'error', error }) }
}

/** The snapshot itself, if it is that of a machine that lives on and has an answer. */
export function settledIn(snapshot: unknown): AnyMachineSnapshot | undefined {
  const machine = snapshot as Partial<AnyMachineSnapshot> & { readonly status: string }
  return machine.status === 'active' && machine.tags?.has(SETTLED) === true
    ? (machine as AnyMachineSnapshot)
    : undefined
}
