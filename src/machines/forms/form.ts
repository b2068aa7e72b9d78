import type { ActorRefFromLogic, AnyActorLogic } from 'xstate'
import type { Pattern } from '../kit/pattern.ts'
import type { FormField } from './answer-source.ts'
import { formChart, type GivenOptions } from './form-chart.ts'
import type { FormContext, FormInput } from './form-context.ts'
import type { AnswerTo, FormAnswers, FormFields, FormSteps } from './form-fields.ts'
import type { FormOptions } from './form-options.ts'

/** What a form can be told. */
export type FormEvent<Steps extends FormSteps = FormSteps> =
  /** Answers the question that is asked now, if it is that one. */
  | {
      readonly [Name in keyof FormFields<Steps>]: FormAnswerEvent<Name, AnswerTo<FormFields<Steps>[Name]>>
    }[keyof FormFields<Steps>]
  /** In the review: asks a field again, and comes back. */
  | { readonly type: 'change'; readonly field: keyof FormFields<Steps> }
  /** In the review: moves the bar by so many rows. */
  | { readonly type: 'move'; readonly by: number }
  /** To the question before. */
  | { readonly type: 'back' }
  /** In the review: the answers are right. */
  | { readonly type: 'submit' }
  /** Back to the review, if a question was asked again from there. Otherwise, the form ends without answers. */
  | { readonly type: 'cancel' }

/** Answers a question of a form. */
export interface FormAnswerEvent<Name, Answer> {
  /** What it is. */
  readonly type: 'answer'
  /** The name of the field. */
  readonly field: Name
  /** Its answer. */
  readonly value: Answer
}

/** The states of a form. In `asking`, each step is a state of its name, with a state for each of its fields. */
export type FormState =
  | 'reading'
  | { readonly asking: Readonly<Record<string, FormFieldState | Readonly<Record<string, FormFieldState>>>> }
  | 'settling'
  | 'review'
  | 'accepted'
  | 'writing'
  | 'done'
  | 'left'
  | 'failed'

/** The states of a field. */
export type FormFieldState = 'deciding' | { readonly checking: 'quick' | 'slow' } | 'asking'

/** What `form` returns. Its output is the answers by name, or undefined if it was left. A question is a child, by its name. */
export type FormLogic<Steps extends FormSteps, Maybe = never> = Pattern<
  FormContext,
  FormEvent<Steps>,
  FormState,
  'busy' | 'asking',
  FormInput<FormAnswers<Steps, Maybe>> | undefined,
  FormAnswers<Steps, Maybe> | undefined,
  {
    readonly [Name in keyof FormFields<Steps>]?: FormFields<Steps>[Name] extends AnyActorLogic
      ? ActorRefFromLogic<FormFields<Steps>[Name]> | undefined
      : never
  }
> & {
  /** Its fields, in their order. */
  readonly fields: readonly FormField[]
  /** What the form is for, if it says so. */
  readonly title: string | undefined
  /** The word for going on from the review. */
  readonly submitWord: string
}

/**
 * Asks questions, one after the other, and is done with their answers by name. Each step is a state.
 *
 * ```ts
 * import { textInput } from 'actty/forms'
 * const deploy = form({
 *   steps: {
 *     name: textInput({ question: 'Name of the service', required: true }),
 *     where: {
 *       environment: select({ question: 'Environment', options: ['staging', 'production'] }),
 *       token: textInput({ question: 'Token', masked: true }),
 *     },
 *   },
 *   when: { token: ({ environment }) => environment === 'production' },
 * })
 * ```
 *
 * @throws TypeError if two fields have the same name, or a name can't be a flag.
 * @throws RangeError if `maxCheckTime` isn't above 0.
 */
export function form<const Steps extends FormSteps, const Maybe extends string = never>(
  options: FormOptions<Steps, Maybe>,
): FormLogic<Steps, Maybe> {
  return formChart(options as unknown as GivenOptions) as FormLogic<Steps, Maybe>
}
