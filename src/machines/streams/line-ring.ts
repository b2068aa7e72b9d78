import { Ring } from './ring.ts'

/** A line of a stream. */
export interface Line<Source extends string = string> {
  /** Its text, without the line end. */
  readonly text: string
  /** Which stream it came from. */
  readonly source: Source
}

/** The last lines of one or more streams. */
export type LineRing<Source extends string = string> = Ring<Line<Source>>

/** Makes a ring of lines, like `new Ring`. */
export const LineRing: new <Source extends string = string>(
  ...args: ConstructorParameters<typeof Ring<Line<Source>>>
) => LineRing<Source> = Ring
