export { confirm, type Confirm, type ConfirmOptions } from '../../machines/forms/confirm.ts'
export {
  type Asked,
  type Question,
  type QuestionContext,
  type QuestionEvent,
  type QuestionInput,
  type QuestionOptions,
  type QuestionState,
} from '../../machines/forms/question.ts'
export {
  type AnswerSchema,
  type Problem,
  type SchemaResult,
  type Validate,
  type Verdict,
} from '../../machines/forms/verdict.ts'
export { confirmView } from '../views/forms/confirm.ts'
export { type AskingLogic, type QuestionView } from '../views/forms/question.ts'
export { type Option, type OptionOrText, type OptionValue } from '../../machines/forms/choices.ts'
export { multiSelect, type MultiSelect, type MultiSelectOptions } from '../../machines/forms/multi-select.ts'
export { select, type ChoicesField, type Select, type SelectOptions } from '../../machines/forms/select.ts'
export {
  textInput,
  type LineField,
  type TextQuestion,
  type TextQuestionOptions,
} from '../../machines/forms/text-question.ts'
export { multiSelectView } from '../views/forms/multi-select.ts'
export { selectView } from '../views/forms/select.ts'
export { textInputView, type TextQuestionViewOptions } from '../views/forms/text-question.ts'
