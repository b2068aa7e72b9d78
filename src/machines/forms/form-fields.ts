import type { Asked } from './question.ts'
import type { Verdict } from './verdict.ts'

/** A question that can be a field of a form: every question of `actty/forms`, and components of them. */
export interface FormQuestion {
  /** What the form needs of the question before it runs. */
  // Nothing here has the type of the answer: the compiler would infer that of a question in the steps from it.
  readonly asks: Pick<Asked<never>, 'question' | 'masked' | 'flag'>
}

/** The steps of a form by name, in their order. A step is a question, or several of them by name. */
export interface FormSteps {
  readonly [step: string]: FormQuestion | { readonly [field: string]: FormQuestion }
}

/** The answer of a question. */
export type AnswerTo<Q> = Q extends {
  readonly asks: { readonly read: (text: string) => Verdict<infer Value> }
}
  ? Value
  : never

/** All questions of a form by name, whatever their steps. */
export type FormFields<Steps> = FormIntersection<
  {
    [Step in keyof Steps]: Steps[Step] extends FormQuestion ? { [Name in Step]: Steps[Step] } : Steps[Step]
  }[keyof Steps]
>

/** All members of a union at once. */
export type FormIntersection<U> = (U extends unknown ? (member: U) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never

/** The names of steps and of fields. */
export type FormNames<Steps> = (keyof Steps | keyof FormFields<Steps>) & string

/** The answers of a form by the names of its fields. `Maybe` names the steps and fields that aren't always asked. */
export type FormAnswers<Steps, Maybe = never> = {
  readonly [Name in keyof FormFields<Steps>]:
    AnswerTo<FormFields<Steps>[Name]> | (Name extends FormConditional<Steps, Maybe> ? undefined : never)
}

/** The fields that aren't always asked. */
export type FormConditional<Steps, Maybe> =
  | Maybe
  | {
      [Step in keyof Steps & Maybe]: Steps[Step] extends FormQuestion ? never : keyof Steps[Step]
    }[keyof Steps & Maybe]

/** Rules by name. A name that the form doesn't have is a sentence in the type. */
export type FormRules<Names extends string, Known extends string, Rule> = {
  readonly [Name in Names]: Name extends Known ? Rule : Rule & `the form has nothing that is called ${Name}`
}
