import type { Node } from '../nodes/index.ts'
import { GlyphTable } from '../text/glyphs.ts'
import { naturalHeight } from './arrange.ts'
import { Pane } from './box.ts'

/** How many rows a view without regions in it asks for in so many columns. */
export function nodeHeight(node: Node, columns: number): number {
  const pane = new Pane(() => undefined)
  pane.content = node
  return naturalHeight(pane, columns, new GlyphTable())
}
