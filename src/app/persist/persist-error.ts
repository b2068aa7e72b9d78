import { sanitize } from '../../render/text/sanitize.ts'
import { ToldError } from '../../machines/kit/told-error.ts'

/**
 * What an app kept can't be used: another process uses it, it's of another version of the app, or it's broken. The message says what to do.
 * A process that lets it through prints the message and ends with status 1.
 *
 * ```ts
 * if (error instanceof Error && error.name === 'PersistError') console.error(error.message)
 * ```
 */
export class PersistError extends ToldError {
  /** The name of the class. */
  override readonly name = 'PersistError'
  /** The status of a program that has failed. */
  override readonly exitStatus = 1

  constructor(message: string, cause?: unknown) {
    super(sanitize(message), cause === undefined ? undefined : { cause })
  }
}
