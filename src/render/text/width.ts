import { UNLIMITED } from '../layout/sizing.ts'
import { GlyphTable } from './glyphs.ts'
import { plainWidth } from './shape.ts'
import { breakLines } from './text-lines.ts'

/**
 * How many cells a string takes, as it is drawn: the most that any terminal gives it. Of several lines, the widest counts. Colors in the
 * string (SGR) take none.
 *
 * ```ts
 * const wide = Math.max(...users.map(({ name }) => width(name)))
 * ```
 */
export function width(text: string): number {
  const plain = plainWidth(text)
  return plain >= 0 ? plain : breakLines(text, UNLIMITED, 'clip', new GlyphTable()).natural
}
