/**
 * A recording can't be read, or can't be replayed from some step on. Its message says why, and which actor it is about.
 *
 * ```ts
 * await replayTrace(counter, 'bug.actty').catch((error) => error instanceof TraceError)
 * ```
 */
export class TraceError extends Error {
  /** The name of the class. */
  override readonly name = 'TraceError'
}
