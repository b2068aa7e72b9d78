import type { AnyActor } from 'xstate'
import { inertLogic, type LeafKind } from '../../machines/kit/inert-logic.ts'

type Code = (...args: readonly unknown[]) => unknown

/** Lets a leaf that is about to start do nothing but answer: `answer` is called where its own code would run, with the number of the call. */
export function replayLeaf(leaf: AnyActor, kind: LeafKind | 'other', answer: (call: number) => void): void {
  const logic = leaf.logic as unknown as { readonly transition: Code }
  const inert = inertLogic[kind === 'other' ? 'callback' : kind] as unknown as { readonly start: Code }
  let calls = 0
  const answering = (code: Code) => ({
    value: (...args: readonly unknown[]) => {
      const result = code(...args)
      answer(calls++)
      return result
    },
  })
  const replayed = {
    start: answering((...args) => inert.start(...args)),
    ...(kind === 'callback' && { transition: answering((...args) => logic.transition(...args)) }),
  }
  Object.assign(leaf, { logic: Object.create(logic, replayed) as object })
}
