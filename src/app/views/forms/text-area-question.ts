import { textArea } from '../../../machines/forms/text-area.ts'
import {
  textAreaQuestion,
  type TextAreaQuestion,
  type TextAreaQuestionOptions,
} from '../../../machines/forms/text-area-question.ts'
import { text } from '../../../render/nodes/text.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { questionView, type QuestionView } from './question.ts'
import { END, howToType } from './text-area-lines.ts'
import { textAreaField, type TextAreaViewOptions } from './text-area.ts'

/** What a `textAreaQuestionView` asks, and how its field looks. */
export interface TextAreaQuestionViewOptions
  extends TextAreaQuestionOptions, Pick<TextAreaViewOptions, 'placeholder' | 'minRows' | 'maxRows'> {}

/**
 * A question with a field for a text of several lines. Ctrl+J breaks the line and Enter answers; with `enter: 'break'` Enter breaks it and
 * Ctrl+S answers. In lines, the text ends with a line that is only a dot.
 *
 * ```ts
 * const notes = await run(textAreaQuestionView({ question: 'Release notes', required: true }), { screen: 'inline' })
 * ```
 */
export function textAreaQuestionView(
  logicOrOptions: TextAreaQuestion | TextAreaQuestionViewOptions,
): QuestionView<TextAreaQuestion> {
  const isMade = isLogic<TextAreaQuestion>(logicOrOptions)
  const logic = isMade ? logicOrOptions : textAreaQuestion(logicOrOptions)
  const { placeholder, minRows, maxRows }: TextAreaViewOptions = isMade ? {} : logicOrOptions
  const field = textAreaField(textArea({ keepOpen: true }), { bare: true, placeholder, minRows, maxRows })
  const breaks = logic.enter === 'break'
  return questionView(logic, {
    until: END,
    lines: ({ context: { raw } }) => (raw === '' ? [] : (raw as string).split('\n')),
    how: ({ context: { raw } }) => howToType(raw as string),
    keys: breaks ? { enter: () => undefined, 'ctrl+s': { type: 'submit' } } : {},
    field: (snapshot) => [
      region(snapshot.children.field, field, { focus: snapshot.hasTag('asking') }),
      !breaks && logic.asks.hint === undefined && text('Ctrl+J begins a new line', { color: 'muted' }),
    ],
  })
}
