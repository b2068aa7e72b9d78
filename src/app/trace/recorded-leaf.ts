import type { AnyActor } from 'xstate'
import type { LeafKind } from '../../machines/kit/inert-logic.ts'

/** The members of logic that run a leaf's own code. */
interface LeafLogic {
  readonly start: (...args: readonly unknown[]) => unknown
  readonly transition: (...args: readonly unknown[]) => unknown
}

interface RecordedLeafDeps {
  /** Runs the leaf's own code: its how-many-th call this is. */
  readonly run: <Result>(call: number, work: () => Result) => Result
  readonly threw: (call: number, error: unknown) => void
}

/** Lets a recorder see when the own code of a leaf runs. The leaf is about to start. */
export function recordLeaf(leaf: AnyActor, kind: LeafKind | 'other', { run, threw }: RecordedLeafDeps): void {
  const logic = leaf.logic as unknown as LeafLogic
  let calls = 0
  const called = (work: LeafLogic['start']) => {
    return (...args: readonly unknown[]) => {
      const call = calls++
      try {
        return run(call, () => work.apply(logic, [...args]))
      } catch (error) {
        threw(call, error)
        throw error
      }
    }
  }
  // What a callback does with an event isn't pure. What a promise does is.
  const isCalled = kind === 'callback' || kind === 'other'
  const recorded = {
    start: { value: called(logic.start) },
    ...(isCalled && { transition: { value: called(logic.transition) } }),
  }
  Object.assign(leaf, { logic: Object.create(logic, recorded) as object })
}
