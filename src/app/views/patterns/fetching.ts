import type { AnyActorLogic } from 'xstate'
import type { AnswerFrom } from '../../../machines/kit/answer.ts'
import type { Fetching } from '../../../machines/patterns/fetching.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { component, type Component } from '../../component.ts'
import { answerColumn } from './state-row.ts'

/**
 * The view of `fetching`: its state, its error, and its data by `show`, which stay while they are loaded again.
 * Keys: `r` refresh, `c` cancel.
 *
 * ```ts
 * const users = fetchingView(fetching(loadUsers), (users) => lines(users.map(({ name }) => name)))
 * ```
 */
export function fetchingView<L extends AnyActorLogic>(
  logic: Fetching<L>,
  show: (data: AnswerFrom<L>) => Child,
): Component<Fetching<L>, never> {
  return component<Fetching<L>>({
    logic,
    keys: { r: { type: 'refresh' }, c: { type: 'cancel' } },
    view: (snapshot, info) => answerColumn(snapshot, info, show, snapshot.context.loadedAt),
  })
}
