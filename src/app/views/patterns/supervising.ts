import type { Supervising } from '../../../machines/patterns/supervising.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './parts.ts'

/**
 * What `supervising` looks like: its state, how often it was started anew, and why. Keys: `r` restart.
 *
 * ```ts
 * const feed = supervisingView(supervising(follow, { restarts: 5 }))
 * ```
 */
export function supervisingView<Output, Input>(
  logic: Supervising<Output, Input>,
): Component<Supervising<Output, Input>> {
  return component<Supervising<Output, Input>>({
    logic,
    keys: { r: { type: 'restart' } },
    view: (snapshot) => {
      const { restarts, error } = snapshot.context
      return stateRow(snapshot, text(`${restarts} restarts`, { dim: true }), errorText(error))
    },
  })
}
