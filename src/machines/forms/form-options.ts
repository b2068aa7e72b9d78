import type { AnswerSource } from './answer-source.ts'
import type { AnswerTo, FormAnswers, FormFields, FormNames, FormRules, FormSteps } from './form-fields.ts'
import type { AnswerSchema, Problem } from './verdict.ts'

/** What a check of a form's answer is called with, beside the answer. */
export interface FormCheck<Answers> {
  /** The answers before it. */
  readonly answers: Answers
  /** Aborted when nobody waits for the check any more. */
  readonly signal: AbortSignal
}

/** A check of an answer that may depend on the answers before it: it returns what is wrong, in words. Or a Standard Schema. */
export type FormValidate<Value, Answers> =
  | ((value: Value, check: FormCheck<Answers>) => Problem | true | Promise<Problem | true>)
  | AnswerSchema<Value>

/** What `form` takes. `Maybe` are the names in `when`. */
export interface FormOptions<Steps extends FormSteps, Maybe extends string = never> {
  /** The steps by name, in their order: a question, or several of them by name. */
  readonly steps: Steps
  /**
   * Whether a step or a field is asked, by name. The answers are those before it. What isn't asked has the answer undefined.
   *
   * ```ts
   * const options = { when: { token: ({ environment }: { environment: string }) => environment === 'production' } }
   * ```
   *
   * @defaultValue it is
   */
  readonly when?:
    FormRules<Maybe, FormNames<Steps>, (answers: FormAnswers<Steps, Maybe>) => boolean> | undefined
  /** The answer at first, by the name of a field, if it depends on the answers before it. If it's undefined, that of the question counts. */
  readonly defaults?:
    | NoInfer<{
        readonly [Name in keyof FormFields<Steps>]?: (
          answers: FormAnswers<Steps, Maybe>,
        ) => AnswerTo<FormFields<Steps>[Name]> | undefined
      }>
    | undefined
  /** Checks that depend on the answers before, by the name of a field. They follow the check of the question. */
  readonly validate?:
    | NoInfer<{
        readonly [Name in keyof FormFields<Steps>]?: FormValidate<
          AnswerTo<FormFields<Steps>[Name]>,
          FormAnswers<Steps, Maybe>
        >
      }>
    | undefined
  /**
   * Where answers come from before anything is asked, in this order: `flags()`, `environment()`, `answerFile(path)`, or answers by name. What is
   * answered isn't asked, but checked all the same.
   */
  readonly answers?: readonly (AnswerSource | NoInfer<Partial<FormAnswers<Steps, Maybe>>>)[] | undefined
  /**
   * Whether all answers are shown at the end, where each of them can be changed, if anything was asked. A text is the word for going on.
   *
   * @defaultValue true, with the word 'Done'
   */
  readonly review?: boolean | string | undefined
  /**
   * How long a check in `validate` may take, in ms, above 0. After that, it's aborted.
   *
   * @defaultValue 10,000
   */
  readonly maxCheckTime?: number | undefined
  /**
   * What the form is for, such as 'Deploy'. It stands above the answers.
   *
   * @defaultValue none
   */
  readonly title?: string | undefined
  /**
   * The name of the chart. It also stands before the names of variables that `environment()` reads.
   *
   * @defaultValue 'form'
   */
  readonly name?: string | undefined
}
