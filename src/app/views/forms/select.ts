import type { OptionOrText, OptionValue } from '../../../machines/forms/choices.ts'
import { select, type Select, type SelectOptions } from '../../../machines/forms/select.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { choicesView, optionLines } from './choices.ts'
import { questionView, type QuestionView } from './question.ts'

/**
 * A question with options, of which Enter chooses the one with the bar. If there are at most nine, their digits choose at once.
 *
 * ```ts
 * const where = await run(selectView({ question: 'Where?', options: ['staging', 'production'] }), { screen: 'inline' })
 * ```
 */
export function selectView<const Given extends OptionOrText, Value = OptionValue<Given>>(
  logicOrOptions: Select<Value> | SelectOptions<Given>,
): QuestionView<Select<Value>> {
  const logic = isLogic<Select<Value>>(logicOrOptions)
    ? logicOrOptions
    : (select(logicOrOptions) as unknown as Select<Value>)
  const field = choicesView(false)
  const { asks } = logic
  return questionView<Select<Value>>(logic, {
    keys: {
      text: ({ children }, { text }) => {
        const { options = [] } = children.field?.getSnapshot().context ?? {}
        if (!/^[1-9]$/.test(text) || options.length > 9) return undefined
        const read = asks.read(text)
        return 'value' in read ? { type: 'answer', value: read.value as never } : undefined
      },
    },
    lines: ({ children }) => optionLines(children.field?.getSnapshot().context.options ?? []),
    how: ({ children }) => {
      const { options, value } = children.field!.getSnapshot().context
      const enter = value[0] === undefined ? '' : `, Enter for ${value[0] + 1}`
      return `a number from 1 to ${options.length}${enter}`
    },
    field: (snapshot) => region(snapshot.children.field, field, { focus: snapshot.hasTag('asking') }),
  })
}
