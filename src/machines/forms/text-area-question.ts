import type { ActorRefFromLogic } from 'xstate'
import { plainText } from '../editor/plain-text.ts'
import { questionOf, type Question, type QuestionOptions } from './question.ts'
import { textArea, type TextArea, type TextAreaOptions } from './text-area.ts'
import { needed } from './text-question.ts'
import type { Verdict } from './verdict.ts'

/** What a `textAreaQuestion` asks, and what its field can do. */
export interface TextAreaQuestionOptions
  extends QuestionOptions<string>, Omit<TextAreaOptions, 'keepOpen' | 'validate'> {
  /**
   * Whether there has to be an answer.
   *
   * @defaultValue false
   */
  readonly required?: boolean | undefined
}

/** The field of a question, in which a text of several lines is edited. */
export interface AreaField extends Readonly<Record<string, ActorRefFromLogic<TextArea> | undefined>> {
  /** The text. */
  readonly field?: ActorRefFromLogic<TextArea> | undefined
}

/** What `textAreaQuestion` returns. Its output is the text, or undefined if it was left. */
export type TextAreaQuestion = Question<string, AreaField> & {
  /** What Enter does: it answers the question, or it breaks the line. */
  readonly enter: 'submit' | 'break'
}

/**
 * Asks for a text of several lines. As a field of a form it keeps its text when the user goes back.
 *
 * ```ts
 * import { textAreaQuestion } from 'actty/forms'
 * const notes = createActor(textAreaQuestion({ question: 'Release notes?' })).start()
 * notes.send({ type: 'answer', value: 'Faster.\nSmaller.' }) // its output is that text
 * ```
 *
 * @throws RangeError if `maxLength` isn't a whole number, 1 or more, or `maxCheckTime` isn't above 0.
 */
export function textAreaQuestion(options: TextAreaQuestionOptions): TextAreaQuestion {
  const { required = false, maxLength = Infinity, enter = 'submit' } = options
  const read = (given: string): Verdict<string> => {
    const text = plainText(given)
    if (text.length > maxLength) return { problem: `longer than ${maxLength} characters` }
    return needed(text, required)
  }
  const logic = questionOf<string, string, Question<string, AreaField>>(
    {
      id: 'textAreaQuestion',
      description: 'A question that is answered by a text of several lines.',
      field: textArea({ ...options, keepOpen: true, validate: undefined }),
      fieldInput: (value) => ({ value }),
      rawOf: (value = '') => value,
      valueOf: read,
      read,
      isValue: (value) => typeof value === 'string',
      describe,
    },
    options,
  )
  return Object.assign(logic, { enter })
}

/** The first line, and how many more there are. */
function describe(text: string): string {
  const lines = text.trim().split('\n')
  return lines.length === 1 ? lines[0]! : `${lines[0]!.trimEnd()} (+ ${lines.length - 1} more)`
}
