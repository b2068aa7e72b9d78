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
export {
  textAreaQuestion,
  type AreaField,
  type TextAreaQuestion,
  type TextAreaQuestionOptions,
} from '../../machines/forms/text-area-question.ts'
export { textAreaQuestionView, type TextAreaQuestionViewOptions } from '../views/forms/text-area-question.ts'
export { textAreaView, type TextAreaViewOptions } from '../views/forms/text-area.ts'
export {
  textArea,
  type TextArea,
  type TextAreaContext,
  type TextAreaEvent,
  type TextAreaOptions,
  type TextAreaState,
} from '../../machines/forms/text-area.ts'
export { type EditCommand, type EditEvent } from '../../machines/editor/apply-edit.ts'
export {
  type Completion,
  type CompletionQuery,
  type CompletionSource,
} from '../../machines/editor/completing.ts'
export {
  type EditedText,
  type TextChunk,
  type TextLine,
  type TextPlace,
} from '../../machines/editor/edited-text.ts'
export {
  type Edited,
  type EditRun,
  type TextChange,
  type TextCursor,
  type UndoGroup,
} from '../../machines/editor/editing-state.ts'
export { type TextTarget } from '../../machines/editor/edits.ts'
export {
  type HistorySearch,
  type TextAreaField,
  type TextAreaInput,
  type TextAreaPress,
  type TextAreaWindow,
} from '../../machines/editor/field.ts'
export { type Vi, type ViMode, type ViRegister, type ViStep } from '../../machines/editor/vi-state.ts'
export { type ViFind } from '../../machines/editor/vi-motions.ts'
export { type Pastes } from '../../machines/editor/pastes.ts'
export { type TextPressEvent } from '../../machines/editor/pressing.ts'
export { dateInput, type DateInput, type DateInputOptions } from '../../machines/forms/date-input.ts'
export { numberInput, type NumberInput, type NumberInputOptions } from '../../machines/forms/number-input.ts'
export { dateInputView } from '../views/forms/date-input.ts'
export { numberInputView } from '../views/forms/number-input.ts'
export {
  autocomplete,
  type Autocomplete,
  type AutocompleteOptions,
  type SearchField,
} from '../../machines/forms/autocomplete.ts'
export { pathInput, type PathInput, type PathInputOptions } from '../../machines/forms/path-input.ts'
export {
  type Searched,
  type Searching,
  type SearchingContext,
  type SearchingEvent,
} from '../../machines/forms/searching.ts'
export {
  type Choices,
  type ChoicesContext,
  type ChoicesEvent,
  type ChoicesInput,
  type ShownOption,
} from '../../machines/forms/choices.ts'
export { autocompleteView } from '../views/forms/autocomplete.ts'
export { pathInputView } from '../views/forms/path-input.ts'
export {
  type Declarable,
  type NeedsOf,
  type ResultsFor,
  type SkipFunction,
  type SkipReason,
  type Takes,
  type TakesIn,
  type TaskCommon,
  type TaskFunction,
  type TaskGiven,
  type TaskGroup,
  type TaskMistakes,
  type TaskOptions,
  type TaskOutput,
  type TaskOutputs,
  type TaskProgress,
  type TaskTools,
  type TaskTree,
  type TasksInput,
  type UnknownNeed,
  type UndoFunction,
  type UndoTools,
  type WrongResults,
} from '../../machines/forms/task-options.ts'
export {
  type ListedTask,
  type TaskContext,
  type TaskEvent,
  type TaskInput,
  type TaskLogic,
  type TaskState,
  type TaskStateName,
} from '../../machines/forms/task-context.ts'
export { TasksError, type TaskEnd } from '../../machines/forms/tasks-error.ts'
export { tasks } from '../../machines/forms/tasks.ts'
export {
  type Tasks,
  type TasksContext,
  type TasksEvent,
  type TasksOptions,
  type TasksState,
} from '../../machines/forms/tasks-context.ts'
export { tasksView } from '../views/forms/tasks.ts'
export { type TaskNode } from '../../machines/forms/task-graph.ts'
export {
  form,
  type FormLogic,
  type FormAnswerEvent,
  type FormEvent,
  type FormFieldState,
  type FormState,
} from '../../machines/forms/form.ts'
export { type FormCheck, type FormOptions, type FormValidate } from '../../machines/forms/form-options.ts'
export {
  type AnswerTo,
  type FormAnswers,
  type FormConditional,
  type FormFields,
  type FormIntersection,
  type FormNames,
  type FormQuestion,
  type FormRules,
  type FormSteps,
} from '../../machines/forms/form-fields.ts'
export { type FormEntries, type FormEntry } from '../../machines/forms/form-walk.ts'
export {
  type AnswersGiven,
  type AnswerSource,
  type AnswersWanted,
  type FormField,
  type GivenAnswer,
} from '../../machines/forms/answer-source.ts'
export { AnswersError, FormHelp, type AnswerProblem } from '../../machines/forms/answers-error.ts'
export { formView } from '../views/forms/form.ts'
export { file } from '../../machines/forms/answer-file.ts'
export { environment, type EnvironmentOptions } from '../../machines/forms/environment.ts'
export { flags } from '../../machines/forms/flags.ts'
export { type FormContext, type FormInput } from '../../machines/forms/form-context.ts'
