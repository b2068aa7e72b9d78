import type { AnyActorLogic } from 'xstate'
import type { AnswerFrom } from '../../../machines/kit/answer.ts'
import type { Debouncing } from '../../../machines/patterns/debouncing.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { column } from '../../../render/nodes/stack.ts'
import { component, type Component } from '../../component.ts'
import { stateRow } from './state-row.ts'

/**
 * The view of `debouncing`: its state, its error, and the answer by `show`. While there is no answer yet, it shows the one
 * before; `isCurrent` is then false. The value comes from elsewhere, such as a text field.
 *
 * ```ts
 * const found = debouncingView(search, (paths, isCurrent) => lines(paths, { dim: !isCurrent }))
 * ```
 */
export function debouncingView<L extends AnyActorLogic>(
  logic: Debouncing<L>,
  show: (data: AnswerFrom<L>, isCurrent: boolean) => Child,
): Component<Debouncing<L>, never> {
  return component<Debouncing<L>>({
    logic,
    view: (snapshot, info) => {
      const { data, previous, error } = snapshot.context
      const shown = data ?? previous
      return column({ grow: 1 }, [
        stateRow(snapshot, info, { error }),
        shown !== undefined && show(shown, data !== undefined),
      ])
    },
  })
}
