import type {
  AnyActorLogic,
  AnyActorRef,
  AnyActorScope,
  AnyMachineSnapshot,
  OutputFrom,
  Snapshot,
  SnapshotFrom,
} from 'xstate'
import { asWork, type Work } from './pattern.ts'

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
  const work = asWork(logic)
  const end = (snapshot: Snapshot<unknown>, scope: AnyActorScope): Snapshot<unknown> => {
    const settled = settledIn(snapshot)
    if (settled === undefined) return snapshot
    for (const child of Object.values(settled.children as Record<string, AnyActorRef>))
      scope.defer(() => scope.stopChild(child))
    const { data, error } = settled.context as { readonly data?: unknown; readonly error?: unknown }
    const ended = error === undefined ? { status: 'done', output: data } : { status: 'error', error }
    return { ...snapshot, ...ended } as Snapshot<unknown>
  }
  // Made from the logic itself, so that it keeps its definition, its options and its name.
  return Object.assign(Object.create(work) as Work, {
    transition: ((snapshot, event, scope) =>
      end(work.transition(snapshot, event, scope), scope as AnyActorScope)) as Work['transition'],
  })
}

/** The snapshot itself, if it is that of a machine that lives on and has an answer. */
export function settledIn(snapshot: unknown): AnyMachineSnapshot | undefined {
  const machine = snapshot as Partial<AnyMachineSnapshot> & { readonly status: string }
  return machine.status === 'active' && machine.tags?.has(SETTLED) === true
    ? (machine as AnyMachineSnapshot)
    : undefined
}
