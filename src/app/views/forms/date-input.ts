import {
  dateInput,
  weekdayOf,
  type DateInput,
  type DateInputOptions,
} from '../../../machines/forms/date-input.ts'
import { isLogic } from '../logic-or-options.ts'
import { questionView, type QuestionView } from './question.ts'
import { steppedField } from './stepped-field.ts'

/**
 * A question with a field for a date, `2026-11-28`, which the arrow keys change by a day, and Page up and Page down by four weeks.
 *
 * ```ts
 * const day = await run(dateInputView({ question: 'When', default: '2026-11-28' }), { screen: 'inline' }) // '2026-11-28'
 * ```
 */
export function dateInputView(logicOrOptions: DateInput | DateInputOptions): QuestionView<DateInput> {
  const logic = isLogic<DateInput>(logicOrOptions) ? logicOrOptions : dateInput(logicOrOptions)
  const field = steppedField<DateInput>({ up: 1, down: -1, pageup: 28, pagedown: -28 }, 'year-month-day')
  return questionView(logic, {
    ...field,
    note: ({ context: { value } }) => (value === undefined ? '' : (weekdayOf(value) ?? '')),
  })
}
