import type { SnapshotFrom } from 'xstate'
import { searching, type Searching, type SearchingEvent } from '../../../machines/forms/searching.ts'
import { column } from '../../../render/nodes/stack.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component, type KeyTable } from '../../component.ts'
import { region } from '../../region.ts'
import { textInputView } from '../controls/text-input.ts'
import { choicesView } from './choices.ts'

const move = (by: number) => ({ type: 'move', by }) as const

const keys: KeyTable<SnapshotFrom<Searching>, SearchingEvent> = {
  up: move(-1),
  down: move(1),
  'ctrl+p': move(-1),
  'ctrl+n': move(1),
  pageup: move(-10),
  pagedown: move(10),
}

/** The field of a question that searches: a line of text, and what is found for it. */
export function searchingView(
  empty: string,
  completes: boolean,
  placeholder = 'type to search',
): Component<Searching, never> {
  const field = textInputView({ bare: true, placeholder })
  const found = choicesView(false, true, empty)
  return component({
    logic: searching([]),
    name: 'searching',
    keys: completes ? { ...keys, tab: { type: 'complete' } } : keys,
    view: ({ context: { value }, children }) =>
      column([
        region(children.text, field, { focus: true }),
        value.isBusy && value.options.length === 0
          ? text([spinner(), ' searching'], { color: 'muted' })
          : region(children.choices, found, { focus: false }),
        value.problem !== undefined && text(value.problem, { color: 'danger' }),
      ]),
  })
}
