import type { ActorRefFromLogic, AnyActorLogic } from 'xstate'
import type { Pattern } from '../kit/pattern.ts'
import type { AnswerSource, FormField } from './answer-source.ts'
import { formChart, type GivenOptions } from './form-chart.ts'
import type { AnswerTo, FormAnswers, FormFields, FormSteps } from './form-fields.ts'
import type { FormOptions } from './form-options.ts'
import type { FormEntries } from './form-walk.ts'

/** The context of a form. */
export interface FormContext {
  /** What is known about each field, by name, in their order. */
  readonly entries: FormEntries
  /** Whether each field is asked, in their order, as far as that is known. */
  readonly shown: readonly boolean[]
  /** The name of the field that is asked or checked. */
  readonly at: string | undefined
  /** The place of the bar in the review: an index among the fields that are asked; after the last of them, that of going on. */
  readonly position: number
  /** The file that gets the answers at the end, '-' for standard output; undefined if none does. */
  readonly writeTo: string | undefined
}

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

/** The input of a form. Nothing in it is required. */
export interface FormInput<Answers> {
  /** Answers by name, or where they come from. They are checked and not asked, and count before those of the form's own `answers`. */
  readonly answers?: Partial<Answers> | readonly (AnswerSource | Partial<Answers>)[] | undefined
}

/** What `form` returns. Its output is the answers by name, or undefined if it was left. A question is a child, by its name. */
export type Form<Steps extends FormSteps, Maybe = never> = Pattern<
  FormContext,
  FormEvent<Steps>,
  FormState,
  'busy' | 'asking',
  FormInput<FormAnswers<Steps, Maybe>> | undefined,
  FormAnswers<Steps, Maybe> | undefined,
  {
    readonly [Name in keyof FormFields<Steps>]?:
      ActorRefFromLogic<FormFields<Steps>[Name] & AnyActorLogic> | undefined
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
): Form<Steps, Maybe> {
  return formChart(options as unknown as GivenOptions) as Form<Steps, Maybe>
}
