import type { Handoff } from '../../../machines/patterns/handoff.ts'
import { describeCommand } from '../../../machines/processes/command.ts'
import { component, type Component } from '../../component.ts'
import { stateRow } from './state-row.ts'

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
    view: (snapshot, info) => {
      const { options, error } = snapshot.context
      return stateRow(snapshot, info, { about: [describeCommand(options)], error })
    },
  })
}
