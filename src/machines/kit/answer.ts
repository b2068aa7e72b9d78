import type { AnyActorLogic, AnyMachineSnapshot, OutputFrom, Snapshot, SnapshotFrom } from 'xstate'
import { asWork, overriding, withTransition, type Work } from './pattern.ts'
import { stopChildrenLater } from './xstate-internals.ts'

/**
 * The tag of states in which a pattern that doesn't end (`fetching`, `polling`, `debouncing`) has an answer: `data` in its
 * context, or `error` if it failed. A machine of your own with this tag and these fields can be used as work, too.
 *
 * ```ts
 * createMachine({ initial: 'open', states: { open: { tags: SETTLED } } })
 * ```
 */
export const SETTLED = 'settled'

/** The answer of work: its output, or the `data` in its context if it never ends. */
export type AnswerFrom<L extends AnyActorLogic> = [OutputFrom<L>] extends [never]
  ? SnapshotFrom<L> extends { readonly context: { readonly data: infer Data } }
    ? Exclude<Data, undefined>
    : never
  : OutputFrom<L>

/** Takes any logic as work that ends with its first answer, even if the logic itself would go on. */
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

/** The snapshot as that of an actor that has ended, if it has an answer. */
function endedBy<S extends Snapshot<unknown>>(snapshot: S): S | undefined {
  const settled = settledIn(snapshot)
  if (settled === undefined) return undefined
  const { data, error } = settled.context as { readonly data?: unknown; readonly error?: unknown }
  return { ...snapshot, ...(error == null ? { status: 'done', output: data } : { status: 'error', error }) }
}

/** The snapshot itself, if it is of a machine that is running and has an answer. */
export function settledIn(snapshot: unknown): AnyMachineSnapshot | undefined {
  const machine = snapshot as Partial<AnyMachineSnapshot> & { readonly status: string }
  return machine.status === 'active' && machine.tags?.has(SETTLED) === true
    ? (machine as AnyMachineSnapshot)
    : undefined
}
