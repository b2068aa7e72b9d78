import type { FormQuestion } from '../../../machines/forms/form-fields.ts'
import type { AnyComponent } from '../../component.ts'
import { autocompleteView } from './autocomplete.ts'
import { confirmView } from './confirm.ts'
import { dateInputView } from './date-input.ts'
import { multiSelectView } from './multi-select.ts'
import { numberInputView } from './number-input.ts'
import { pathInputView } from './path-input.ts'
import { selectView } from './select.ts'
import { textAreaQuestionView } from './text-area-question.ts'
import { textInputView } from './text-question.ts'

const views: Readonly<Record<string, (logic: never) => unknown>> = {
  autocomplete: autocompleteView,
  confirm: confirmView,
  dateInput: dateInputView,
  multiSelect: multiSelectView,
  numberInput: numberInputView,
  pathInput: pathInputView,
  select: selectView,
  textAreaQuestion: textAreaQuestionView,
  textInput: textInputView,
}

/** The component of a question: itself, or the usual view of its kind. */
export function viewOfQuestion(question: FormQuestion): AnyComponent {
  if ('view' in question) return question as unknown as AnyComponent
  const { id = '' } = question as { readonly id?: string }
  const view = views[id]
  if (view === undefined)
    throw new TypeError(`formView: the question ${id} has no view: give a component of it`)
  return view(question as never) as AnyComponent
}
