import type { Deadline } from '../../../machines/patterns/deadline.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './parts.ts'

/**
 * What `deadline` looks like: its state, and why it failed.
 *
 * ```ts
 * const loading = deadlineView(deadline(load, 5_000))
 * ```
 */
export function deadlineView<Output, Input>(
  logic: Deadline<Output, Input>,
): Component<Deadline<Output, Input>> {
  return component<Deadline<Output, Input>>({
    logic,
    view: (snapshot) => stateRow(snapshot, errorText(snapshot.context.error)),
  })
}
