import type { OptionOrText, OptionValue } from '../../../machines/forms/choices.ts'
import {
  multiSelect,
  type MultiSelect,
  type MultiSelectOptions,
} from '../../../machines/forms/multi-select.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { choicesView, optionLines } from './choices.ts'
import { questionView, type QuestionView } from './question.ts'

/**
 * A question with options, of which Space and a click choose any number: `a` all or none, `g` those of the group. If there are at most
 * nine, their digits do so, too.
 *
 * ```ts
 * const features = await run(multiSelectView({ question: 'Features', options: ['cdn', 'metrics', 'backups'] }), { screen: 'inline' })
 * ```
 */
export function multiSelectView<const Given extends OptionOrText, Value = OptionValue<Given>>(
  logicOrOptions: MultiSelect<Value> | MultiSelectOptions<Given>,
): QuestionView<MultiSelect<Value>> {
  const logic = isLogic<MultiSelect<Value>>(logicOrOptions)
    ? logicOrOptions
    : (multiSelect(logicOrOptions) as unknown as MultiSelect<Value>)
  const field = choicesView(true)
  return questionView<MultiSelect<Value>>(logic, {
    note: ({ context }) => `${context.value?.length ?? 0} chosen`,
    lines: ({ children }) => optionLines(children.field?.getSnapshot().context.options ?? []),
    how: ({ children }) => {
      const chosen = children.field!.getSnapshot().context.value.map((index) => index + 1)
      return `numbers with commas, all or none, Enter for ${chosen.join(', ') || 'none'}`
    },
    field: (snapshot) => region(snapshot.children.field, field, { focus: snapshot.hasTag('asking') }),
  })
}
