import {
  textInput,
  type TextQuestion,
  type TextQuestionOptions,
} from '../../../machines/forms/text-question.ts'
import { region } from '../../region.ts'
import { textInputView as fieldView } from '../controls/text-input.ts'
import { isLogic } from '../logic-or-options.ts'
import { questionView, type QuestionView } from './question.ts'

/** What a `textInputView` of `actty/forms` asks, and how its field looks. */
export interface TextQuestionViewOptions extends TextQuestionOptions {
  /** A quiet text that is shown while the field is empty. */
  readonly placeholder?: string | undefined
}

/**
 * A question with a field for a line of text.
 *
 * ```ts
 * import { textInputView } from 'actty/forms'
 * const name = await run(textInputView({ question: 'Name', required: true }), { screen: 'inline' })
 * const token = await run(textInputView({ question: 'Token', masked: true }), { screen: 'inline' })
 * ```
 */
export function textInputView(
  logicOrOptions: TextQuestion | TextQuestionViewOptions,
): QuestionView<TextQuestion> {
  const isMade = isLogic<TextQuestion>(logicOrOptions)
  const logic = isMade ? logicOrOptions : textInput(logicOrOptions)
  const field = fieldView({ bare: true, placeholder: isMade ? undefined : logicOrOptions.placeholder })
  return questionView(logic, {
    how: ({ context }) => {
      if (logic.asks.masked)
        return context.raw === '' ? '(not shown while it is typed)' : '(Enter for the one given)'
      return context.raw === '' ? '' : `(Enter for ${String(context.raw)})`
    },
    field: (snapshot) => region(snapshot.children.field, field, { focus: snapshot.hasTag('asking') }),
  })
}
