import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { contains, firstCursor } from '../layout/locate.ts'
import { measure } from '../layout/measure.ts'
import { extent, horizontal, type Sizing } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import { paint as paintBox, sameChildren } from '../paint/paint.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { nodes, type Child } from './children.ts'
import type { Node } from './index.ts'
import { container } from './kind.ts'
import { cells, sizing, style } from './options.ts'
import { text } from './text.ts'

/** A window onto a node that may be higher than it. */
export interface ScrollNode {
  readonly kind: 'scroll'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly child: Node
  /** Rows that are above the window; 'end' shows the last ones. */
  readonly from: number | 'end'
  /** Rows that are below the window, in place of `from`. */
  readonly fromEnd: number | undefined
}

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

export const scrollKind = container<ScrollNode>({
  children: ({ child }) => [child],
  measure(box, limit, glyphs) {
    const child = box.children[0]!
    measure(child, limit, glyphs)
    box.contentWidth = child.measuredWidth
    box.contentHeight = child.measuredHeight
  },
  arrange,
  paint,
  cursor(box, glyphs) {
    const place = firstCursor(box, glyphs)
    return place !== undefined && contains(box, place.x, place.y) ? place : undefined
  },
  overflow: ({ children, height }) => Math.max(0, children[0]!.height - height),
})

/** The child has all the height that it asks for; what is outside the window is not painted. */
function arrange(box: Box<ScrollNode>, glyphs: GlyphTable): void {
  const { node, x, y } = box
  const child = box.children[0]!
  measure(child, box.width, glyphs)
  const height = Math.max(child.measuredHeight, box.height)
  const hidden = height - box.height
  const wanted = node.fromEnd === undefined ? node.from : hidden - node.fromEnd
  const above = wanted === 'end' ? hidden : Math.max(0, Math.min(wanted, hidden))
  const width = extent(child.node.sizing, horizontal, box.width, box.width)
  arrangeBox(child, x, y - above, width, height, glyphs)
}

function paint(
  box: Box<ScrollNode>,
  before: Box<ScrollNode> | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { buffer, styles } = canvas
  const [left, top, right, bottom] = buffer.clipped
  const [x, y] = [Math.max(left, box.x), Math.max(top, box.y)]
  buffer.clip(
    x,
    y,
    Math.max(x, Math.min(right, box.x + box.width)),
    Math.max(y, Math.min(bottom, box.y + box.height)),
  )
  const style = styles.intern(box.node.style, under)
  const known =
    before !== undefined && sameStyle(box.node.style, before.node.style) && sameChildren(box, before)
  const child = box.children[0]!
  if (!known && child.width < box.width) buffer.fill(box.x, box.y, box.width, box.height, styles.empty(style))
  paintBox(child, known ? before.children[0] : undefined, canvas, style)
  buffer.clip(left, top, right, bottom)
}
