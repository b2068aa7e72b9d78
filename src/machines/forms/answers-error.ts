import { dropStack } from '../kit/no-stack.ts'
import { ToldError } from '../kit/told-error.ts'

/** An answer that is missing or wrong. */
export interface AnswerProblem {
  /** The name of the field; undefined if it's about no field, such as an unknown flag. */
  readonly field: string | undefined
  /** What is wrong, and what to do. */
  readonly message: string
}

/**
 * Answers that a form needs are missing or wrong, and nobody can be asked. The message names each field and its flag. A process that
 * lets it through prints that and ends with status 2.
 *
 * ```ts
 * if (error instanceof AnswersError) console.error(error.problems.map(({ field }) => field))
 * ```
 */
export class AnswersError extends ToldError {
  /** The name of the class. */
  override readonly name = 'AnswersError'
  /** The status of a program that was called in a wrong way. */
  override readonly exitStatus = 2
  /** What is wrong, in the order of the fields. */
  readonly problems: readonly AnswerProblem[]

  constructor(problems: readonly AnswerProblem[]) {
    super(problems.map(({ message }) => message).join('\n'))
    this.problems = problems
    dropStack(this)
  }
}

/**
 * `--help` was among the flags of a form: the message is what is to be said. A process that lets it through prints that on standard output and
 * ends with status 0.
 *
 * ```ts
 * if (error instanceof FormHelp) console.log(error.message)
 * ```
 */
export class FormHelp extends ToldError {
  /** The name of the class. */
  override readonly name = 'FormHelp'
  /** Help isn't a failure. */
  override readonly exitStatus = 0

  constructor(text: string) {
    super(text)
    dropStack(this)
  }
}
