import type { ActorRefFromLogic } from 'xstate'
import { textInput as field, type TextInput as TextField } from '../controls/text-input.ts'
import { singleLine } from '../controls/line-edit.ts'
import { questionOf, type Question, type QuestionOptions } from './question.ts'
import type { Verdict } from './verdict.ts'

/** What a `textInput` of `actty/forms` asks. */
export interface TextQuestionOptions extends QuestionOptions<string> {
  /**
   * Whether there has to be an answer.
   *
   * @defaultValue false
   */
  readonly required?: boolean | undefined
  /**
   * Whether the answer is a secret: it's never shown.
   *
   * @defaultValue false
   */
  readonly masked?: boolean | undefined
  /**
   * How long the answer may be, in grapheme clusters: a whole number, 1 or more.
   *
   * @defaultValue 10,000
   */
  readonly maxLength?: number | undefined
}

/** The field of a question, in which a line of text is edited. */
export interface LineField extends Readonly<Record<string, ActorRefFromLogic<TextField> | undefined>> {
  /** The line. */
  readonly field?: ActorRefFromLogic<TextField> | undefined
}

/** What `textInput` of `actty/forms` returns. Its output is the text, or undefined if it was left. */
export type TextQuestion = Question<string, LineField>

/**
 * Asks for a line of text.
 *
 * ```ts
 * import { textInput } from 'actty/forms'
 * const name = createActor(textInput({ question: 'Name?', required: true })).start()
 * name.send({ type: 'answer', value: 'people' }) // its output is 'people'
 * ```
 */
export function textInput(options: TextQuestionOptions): TextQuestion {
  const { required = false, masked = false, maxLength } = options
  const read = (text: string) => needed(singleLine(text), required)
  return questionOf<string, string, TextQuestion>(
    {
      id: 'textInput',
      description: 'A question that is answered by a line of text.',
      field: field({ keepOpen: true, masked, maxLength }),
      fieldInput: (value) => ({ value }),
      rawOf: (value = '') => value,
      valueOf: read,
      read,
      isValue: (value) => typeof value === 'string',
      describe: (text) => text,
      masked,
    },
    options,
  )
}

/** A text, or what is wrong if there has to be one. */
export function needed(text: string, required: boolean): Verdict<string> {
  return required && text.trim() === '' ? { problem: 'an answer is needed' } : { value: text }
}
