import type { AnyActorLogic } from 'xstate'
import type { AnswerFrom } from '../../../machines/kit/answer.ts'
import type { Polling } from '../../../machines/patterns/polling.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { component, type Component } from '../../component.ts'
import { answerColumn } from './state-row.ts'

/**
 * The view of `polling`: its state, its error, and its last answer by `show`. Keys: `r` ask now, `p` pause or resume.
 *
 * ```ts
 * const load = pollingView(polling(readLoad, 2_000), ([one]) => text(`load ${one}`))
 * ```
 */
export function pollingView<L extends AnyActorLogic>(
  logic: Polling<L>,
  show: (data: AnswerFrom<L>) => Child,
): Component<Polling<L>, never> {
  return component<Polling<L>>({
    logic,
    keys: {
      r: { type: 'refresh' },
      p: (snapshot) => ({ type: snapshot.matches('paused') ? 'resume' : 'pause' }),
    },
    view: (snapshot, info) => answerColumn(snapshot, info, show, snapshot.context.answeredAt),
  })
}
