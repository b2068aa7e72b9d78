import type { AnyActorLogic } from 'xstate'
import type { Supervising } from '../../../machines/patterns/supervising.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './state-row.ts'

/**
 * The view of `supervising`: its state, the number of restarts, and the last failure. Keys: `r` restart.
 *
 * ```ts
 * const feed = supervisingView(supervising(follow, { maxRestarts: 5 }))
 * ```
 */
export function supervisingView<L extends AnyActorLogic>(
  logic: Supervising<L>,
): Component<Supervising<L>, never> {
  return component<Supervising<L>>({
    logic,
    keys: { r: { type: 'restart' } },
    view: (snapshot) => {
      const { restarts, error } = snapshot.context
      return stateRow(snapshot, text(`${restarts} restarts`, { color: 'muted' }), errorText(error))
    },
  })
}
