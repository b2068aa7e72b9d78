/** How a command ended. */
export interface Exit {
  /** null where a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** It took longer than it may, and was ended. */
  readonly timedOut?: boolean
}

/** A command ended otherwise than with exit code 0, and was to. */
export class ExitError<Output extends Exit = Exit> extends Error {
  override readonly name = 'ExitError'
  /** How it ended, and what it wrote. */
  readonly output: Output

  constructor(command: string, output: Output) {
    super(`${command} ${describeExit(output)}`)
    this.output = output
  }
}

function describeExit({ code, signal, timedOut }: Exit): string {
  if (timedOut === true) return 'took too long'
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`
}
