import { sanitize } from '../../render/text/sanitize.ts'
import { ToldError } from '../../machines/kit/told-error.ts'

/**
 * A user's file of keys can't be used. The message says all that is wrong with it. A process that lets it through prints the message and
 * ends with status 2.
 *
 * ```ts
 * if (error instanceof Error && error.name === 'KeyFileError') console.error(error.message)
 * ```
 */
export class KeyFileError extends ToldError {
  /** The name of the class. */
  override readonly name = 'KeyFileError'
  /** The status of a program that was called in a wrong way. */
  override readonly exitStatus = 2

  constructor(message: string, cause?: unknown) {
    super(sanitize(message), cause === undefined ? undefined : { cause })
  }
}
