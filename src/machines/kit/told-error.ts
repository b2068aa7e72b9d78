/**
 * An error for the person who runs a program, not for the one who wrote it: a process that lets it through prints its message, without a
 * stack, and ends with its status.
 *
 * ```ts
 * if (error instanceof ToldError) process.exitCode = error.exitStatus
 * ```
 */
export abstract class ToldError extends Error {
  /** The exit status of a process that lets it through. */
  abstract readonly exitStatus: number
}
