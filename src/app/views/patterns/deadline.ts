import type { AnyActorLogic } from 'xstate'
import type { Deadline } from '../../../machines/patterns/deadline.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './state-row.ts'

/**
 * The view of `deadline`: its state, and why it failed.
 *
 * ```ts
 * const loading = deadlineView(deadline(load, 5_000))
 * ```
 */
export function deadlineView<L extends AnyActorLogic>(logic: Deadline<L>): Component<Deadline<L>, never> {
  return component<Deadline<L>>({
    logic,
    view: (snapshot) => stateRow(snapshot, errorText(snapshot.context.error)),
  })
}
