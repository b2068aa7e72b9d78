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
