import type { Handoff } from '../../../machines/patterns/handoff.ts'
import { describeCommand } from '../../../machines/processes/process-group.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component } from '../../component.ts'
import { errorText, stateRow } from './state-row.ts'

/**
 * The view of `handoff`: its command and its state. While the command has the terminal, the view isn't visible. Keys:
 * `c` cancel.
 *
 * ```ts
 * const pager = handoffView(handoff({ command: 'less', args: ['log'] }))
 * ```
 */
export function handoffView<Input>(logic: Handoff<Input>): Component<Handoff<Input>, never> {
  return component<Handoff<Input>>({
    logic,
    keys: { c: { type: 'cancel' } },
    view: (snapshot) =>
      stateRow(snapshot, text(describeCommand(snapshot.context.options)), errorText(snapshot.context.error)),
  })
}
