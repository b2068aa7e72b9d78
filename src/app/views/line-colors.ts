import type { LineSource } from '../../render/nodes/lines.ts'
import { text } from '../../render/nodes/text.ts'
import type { Style } from '../../render/paint/style.ts'

/** Lines of a program's output. */
export interface ShownLines<L extends { readonly text: string }> {
  /** How many lines there are. */
  readonly length: number
  /** The line at an index. */
  at(index: number): L | undefined
}

/** What makes of a program's lines those that are shown, such as `ansiLines` of `actty/text`. */
export type LineColors<L extends { readonly text: string }> = (
  source: ShownLines<L>,
  options: { readonly style: (line: L) => Style | undefined },
) => LineSource

/** Shows lines without the colors that are in them. */
export function withoutColors<L extends { readonly text: string }>(
  source: ShownLines<L>,
  { style }: Parameters<LineColors<L>>[1],
): LineSource {
  return {
    length: source.length,
    at(index) {
      const line = source.at(index)
      return line === undefined ? undefined : text(line.text, style(line))
    },
  }
}
