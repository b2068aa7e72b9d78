import type { AnyActorLogic } from 'xstate'
import type { Retrying } from '../../../machines/patterns/retrying.ts'
import { column } from '../../../render/nodes/stack.ts'
import { elapsed } from '../../../render/nodes/elapsed.ts'
import { messageOf } from '../../../machines/kit/message-of.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { behind, stateRow } from './state-row.ts'

/**
 * The view of `retrying`: the number of the attempt, why the last one failed, and when the next one starts. Keys: `r` retry
 * now, `c` give up.
 *
 * ```ts
 * const loading = retryingView(retrying(load, { maxAttempts: 5 }))
 * ```
 */
export function retryingView<L extends AnyActorLogic>(logic: Retrying<L>): Component<Retrying<L>, never> {
  return component<Retrying<L>>({
    logic,
    keys: { r: { type: 'retry' }, c: { type: 'cancel' } },
    view: (snapshot, info) => {
      const { attempt, maxAttempts, error, startedAt, retryAt } = snapshot.context
      const of = Number.isFinite(maxAttempts) ? `${info.columns < 40 ? '/' : ' of '}${maxAttempts}` : ''
      const isWaiting = snapshot.matches('waiting')
      const isBusy = isWaiting || snapshot.matches('attempting')
      return column([
        stateRow(snapshot, info, {
          mark: isWaiting ? 'retry' : undefined,
          since: startedAt,
          about: [
            text(`attempt ${attempt}${of}`, {
              color: isBusy && attempt > 1 ? 'warning' : 'muted',
            }),
            retryAt !== undefined && text(['next in ', elapsed({ until: retryAt })], { color: 'muted' }),
          ],
          note: isBusy && elapsed({ from: startedAt }),
        }),
        behind(error === undefined ? undefined : messageOf(error), isBusy ? 'faint' : 'danger'),
      ])
    },
  })
}
