import type { Child, ScrollNode, Sizing } from '../node.ts'
import type { Style } from '../style.ts'
import { nodes } from './children.ts'
import { cells, sizing, style } from './options.ts'
import { text } from './text.ts'

export interface ScrollOptions extends Style, Sizing {
  /** Rows that are above the window, or 'end' to show the last ones. By default 0; never more than there are. */
  readonly from?: number | 'end' | undefined
}

/**
 * A window onto a view that may be higher than its room.
 *
 * ```ts
 * scroll(column(paragraphs.map((paragraph) => text(paragraph))), { from: snapshot.context.top })
 * ```
 */
export function scroll(child: Child, options: ScrollOptions = {}): ScrollNode {
  const { from = 0 } = options
  return {
    kind: 'scroll',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    child: nodes([child])[0] ?? text(''),
    from: from === 'end' ? from : cells(from, 'from'),
  }
}
