import type { AnyActorLogic } from 'xstate'
import type { Retrying } from '../../../machines/patterns/retrying.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow, duration } from './state-row.ts'

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
    view: (snapshot) => {
      const { attempt, maxAttempts, error, retryIn } = snapshot.context
      const of = Number.isFinite(maxAttempts) ? ` of ${maxAttempts}` : ''
      return column([
        stateRow(
          snapshot,
          text(`${snapshot.matches('attempting') ? '' : 'after attempt '}${attempt}${of}`),
          retryIn !== undefined && text(`next in ${duration(retryIn)}`, { color: 'muted' }),
        ),
        errorText(error),
      ])
    },
  })
}
