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
  /** The answer is a text of several lines: the line that ends it, such as `.`. `read` gets the whole text. */
  readonly until?: string | undefined
  /** The text that Enter alone at the first line keeps. Without one, an empty first line is part of the text. */
  readonly given?: string | undefined
  /** The key that is pressed after the answer was taken. */
  readonly key?: string | undefined
  /** Whether the app goes on if nobody can answer. */
  readonly optional?: boolean | undefined
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
  /** The event of the line or text that was typed, or what is said to it, such as what is wrong with it. Then it's asked again. */
  readonly read?: (line: string, snapshot: S) => E | string
}
