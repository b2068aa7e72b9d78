import { dropStack } from '../kit/no-stack.ts'

/** How a command ended. */
export interface Exit {
  /** Its exit code, or null if a signal ended it. */
  readonly code: number | null
  /** The signal that ended it, or null. */
  readonly signal: NodeJS.Signals | null
  /** Whether it was ended because it took too long. */
  readonly timedOut?: boolean
}

/**
 * A command with `check` ended with an exit code other than 0, or by a signal.
 *
 * ```ts
 * if (error instanceof ExitError) console.error(error.output.code)
 * ```
 */
export class ExitError<Output extends Exit = Exit> extends Error {
  /** The name of the class. */
  override readonly name = 'ExitError'
  /** How it ended, and what it wrote. */
  readonly output: Output

  constructor(command: string, output: Output) {
    super(`${describeExit(output)}: ${command}`) // how it ended comes first, since a command may be long
    dropStack(this)
    this.output = output
  }
}

function describeExit({ code, signal, timedOut }: Exit): string {
  if (timedOut === true) return 'took too long'
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`
}
