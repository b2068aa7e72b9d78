import {
  numberInput,
  type NumberInput,
  type NumberInputOptions,
} from '../../../machines/forms/number-input.ts'
import { isLogic } from '../logic-or-options.ts'
import { questionView, type QuestionView } from './question.ts'
import { steppedField } from './stepped-field.ts'

/**
 * A question with a field for a number, which the arrow keys change by a step.
 *
 * ```ts
 * const port = await run(numberInputView({ question: 'Port', default: 8080, min: 1, integer: true }), { screen: 'inline' })
 * ```
 */
export function numberInputView(logicOrOptions: NumberInput | NumberInputOptions): QuestionView<NumberInput> {
  const logic = isLogic<NumberInput>(logicOrOptions) ? logicOrOptions : numberInput(logicOrOptions)
  return questionView(logic, steppedField<NumberInput>({ up: 1, down: -1, pageup: 10, pagedown: -10 }))
}
