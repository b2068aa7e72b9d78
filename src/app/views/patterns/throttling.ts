import type { AnyActorLogic, InputFrom } from 'xstate'
import type { Throttling } from '../../../machines/patterns/throttling.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { stateRow } from './state-row.ts'

/**
 * The view of `throttling`: the last delivered value, by `show`, and how many of the values were delivered.
 *
 * ```ts
 * const position = throttlingView(throttling<number>(100), (value) => text(String(value)))
 * ```
 */
export function throttlingView<L extends AnyActorLogic>(
  logic: Throttling<L>,
  show: (value: InputFrom<L>) => Child,
): Component<Throttling<L>, never> {
  return component<Throttling<L>>({
    logic,
    view: (snapshot, info) => {
      const { lastValue, delivered, received, error } = snapshot.context
      return column([
        stateRow(snapshot, info, {
          about: [text(`${delivered} delivered of ${received}`, { color: 'muted' })],
          error,
        }),
        delivered > 0 && show(lastValue as InputFrom<L>),
      ])
    },
  })
}
