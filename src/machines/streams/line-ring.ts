import { Ring } from './ring.ts'

/** A line of a stream, and which stream it came from. */
export interface Line<Source extends string = string> {
  readonly text: string
  readonly source: Source
}

/** The last lines of one stream or several. */
export type LineRing<Source extends string = string> = Ring<Line<Source>>

/** Makes a ring of lines, as `new Ring` does. */
export const LineRing: new <Source extends string = string>(
  ...args: ConstructorParameters<typeof Ring<Line<Source>>>
) => LineRing<Source> = Ring
