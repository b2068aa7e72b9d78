import type { AnswerSource } from './answer-source.ts'
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

/** The input of a form. Nothing in it is required. */
export interface FormInput<Answers> {
  /** Answers by name, or where they come from. They are checked and not asked, and count before those of the form's own `answers`. */
  readonly answers?: Partial<Answers> | readonly (AnswerSource | Partial<Answers>)[] | undefined
}
