import type { Child, ScrollNode, Sizing } from './node.ts'
import type { Style } from '../paint/style.ts'
import { nodes } from './children.ts'
import { cells, sizing, style } from './options.ts'
import { text } from './text.ts'

export interface ScrollOptions extends Style, Sizing {
  /**
   * Rows that are above the window: 0 unless told, and never more than there are. 'end' shows the last ones, and goes on to
   * do so as more come.
   */
  readonly from?: number | 'end' | undefined
  /** Rows that are below the window, in place of `from`: what is in view stays as more comes above it. 0 is the end. */
  readonly fromEnd?: number | undefined
}

/**
 * A window onto a view that may be higher than its room. All of the view is laid out, whatever is in view: of thousands of
 * rows, make `lines`, which are asked for as they come into view.
 *
 * ```ts
 * scroll(column(paragraphs.map((paragraph) => text(paragraph))), { from: snapshot.context.top })
 * ```
 *
 * Throws a TypeError for options that are none.
 */
export function scroll(child: Child, options: ScrollOptions = {}): ScrollNode {
  const { from = 0, fromEnd } = options
  return {
    kind: 'scroll',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    child: nodes([child])[0] ?? text(''),
    from: from === 'end' ? from : cells(from, 'from'),
    fromEnd: fromEnd === undefined ? undefined : cells(fromEnd, 'fromEnd'),
  }
}
