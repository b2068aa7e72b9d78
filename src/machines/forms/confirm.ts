import { questionOf, type Question, type QuestionOptions } from './question.ts'
import type { Verdict } from './verdict.ts'

/** What a `confirm` asks. */
export interface ConfirmOptions extends QuestionOptions<boolean> {
  /**
   * The word for yes.
   *
   * @defaultValue 'Yes'
   */
  readonly yes?: string | undefined
  /**
   * The word for no.
   *
   * @defaultValue 'No'
   */
  readonly no?: string | undefined
}

/** What `confirm` returns. Its output is the answer, or undefined if it was left. */
export type Confirm = Question<boolean>

/**
 * Asks whether or not. Without a `default`, the answer at first is yes.
 *
 * ```ts
 * const sure = createActor(confirm({ question: 'Deploy?' })).start()
 * sure.send({ type: 'answer', value: true }) // its output is true
 * ```
 */
export function confirm(options: ConfirmOptions): Confirm {
  const { yes = 'Yes', no = 'No' } = options
  return questionOf<boolean, boolean, Confirm>(
    {
      id: 'confirm',
      description: 'A question that is answered by yes or no.',
      rawOf: (value = true) => value,
      valueOf: (value) => ({ value }),
      read: (text) => readYesNo(text, yes, no),
      isValue: (value) => typeof value === 'boolean',
      flag: 'switch',
      describe: (value) => (value ? yes : no).toLowerCase(),
    },
    options,
  )
}

function readYesNo(text: string, yes: string, no: string): Verdict<boolean> {
  const word = text.trim().toLowerCase()
  if (word === yes.toLowerCase() || ['y', 'yes', 'true', '1'].includes(word)) return { value: true }
  if (word === no.toLowerCase() || ['n', 'no', 'false', '0'].includes(word)) return { value: false }
  return { problem: `${JSON.stringify(text.trim())} is neither yes nor no: y or n` }
}
