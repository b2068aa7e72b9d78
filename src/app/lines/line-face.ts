import type { Node } from '../../render/nodes/index.ts'

/** What is asked in lines. */
export interface LineQuestion {
  /** What is asked, for an error if nobody can answer. */
  readonly question: string
  /** What is said once, before the question is asked first, such as its options with their numbers. */
  readonly lines: readonly string[]
  /** What is said before each answer, on the line of the answer. */
  readonly prompt: string
  /** What is wrong with the last answer. It's said before the question is asked again. */
  readonly problem?: string | undefined
  /** Whether the answer is a secret: the terminal doesn't show it. */
  readonly masked?: boolean | undefined
}

/**
 * What a component is where there is no screen but lines: it says lines of its own instead of the rows of its view, and reads lines
 * instead of keys. All of it is optional.
 */
export interface LineFace<S, E> {
  /** What is true now, a line each. A line that wasn't among them before is said, in its colors if FORCE_COLOR is set. */
  readonly say?: (snapshot: S) => readonly (string | Node)[]
  /** What is asked now; undefined if nothing is. */
  readonly ask?: (snapshot: S) => LineQuestion | undefined
  /** The event of a line that was typed, or what is wrong with the line. */
  readonly read?: (line: string, snapshot: S) => E | string
}
