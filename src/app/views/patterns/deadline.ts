import type { AnyActorLogic } from 'xstate'
import type { Deadline } from '../../../machines/patterns/deadline.ts'
import { component, type Component } from '../../component.ts'
import { duration } from '../../../render/text/duration.ts'
import { elapsed } from '../../../render/nodes/elapsed.ts'
import { text } from '../../../render/nodes/text.ts'
import { stateRow } from './state-row.ts'

/**
 * The view of `deadline`: its state, how long it may still take, and why it failed.
 *
 * ```ts
 * const loading = deadlineView(deadline(load, 5_000))
 * ```
 */
export function deadlineView<L extends AnyActorLogic>(logic: Deadline<L>): Component<Deadline<L>, never> {
  return component<Deadline<L>>({
    logic,
    view: (snapshot, info) => {
      const { error, startedAt, dueAt } = snapshot.context
      const left =
        snapshot.matches('running') && text([elapsed({ until: dueAt }), ' left'], { color: 'muted' })
      const isOver = snapshot.matches('timedOut')
      const about = [left, isOver && `after ${duration(dueAt - startedAt)}`]
      return stateRow(snapshot, info, { since: startedAt, about, error: isOver ? undefined : error })
    },
  })
}
