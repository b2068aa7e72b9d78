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
import { cells, number, sizing, style } from './options.ts'
import { text } from './text.ts'

/** A window on a node that may be higher than the window. */
export interface ScrollNode {
  /** The kind of the node. */
  readonly kind: 'scroll'
  /** The size that it asks for. */
  readonly sizing: Sizing
  /** Its style. */
  readonly style: Style | undefined
  /** What is seen through the window. */
  readonly child: Node
  /** How many rows are above the window. 'end' shows the last rows. */
  readonly from: number | 'end'
  /** How many rows are below the window. If set, `from` isn't used. */
  readonly fromEnd: number | undefined
  /** How often the user has scrolled. */
  readonly moves: number
}

/** The position and look of a `scroll`. */
export interface ScrollOptions extends Style, Sizing {
  /**
   * How many rows are above the window, at most as many as don't fit. 'end' shows the last rows, even if more come.
   *
   * @defaultValue 0
   */
  readonly from?: number | 'end' | undefined
  /**
   * How many rows are below the window, instead of `from`. What is in view then stays if rows are added above. 0 is the
   * end.
   */
  readonly fromEnd?: number | undefined
  /**
   * How often the user has scrolled. The window moves by itself to show what has the focus, until one of these options
   * changes. This count changes even if the user scrolls to where the window was.
   *
   * @defaultValue 0
   */
  readonly moves?: number | undefined
}

/**
 * A window on a view that may be higher than the window. The whole view is laid out, not just what is in view. For thousands
 * of rows use `lines`, which asks for rows as they come into view.
 *
 * ```ts
 * scroll(column(paragraphs.map((paragraph) => text(paragraph))), { from: snapshot.context.top })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function scroll(child: Child, options: ScrollOptions = {}): ScrollNode {
  const { from = 0, fromEnd, moves = 0 } = options
  return {
    kind: 'scroll',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    child: nodes([child])[0] ?? text(''),
    from: from === 'end' ? from : cells(from, 'from'),
    fromEnd: fromEnd === undefined ? undefined : cells(fromEnd, 'fromEnd'),
    moves: number(moves, 'moves'),
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
  above: ({ children, y }) => y - children[0]!.y,
  overflow: ({ children, height }) => Math.max(0, children[0]!.height - height),
})

/** The child is as high as it asks for. Only the part in the window is painted. */
function arrange(box: Box<ScrollNode>, glyphs: GlyphTable): void {
  const { node, x, y } = box
  const child = box.children[0]!
  measure(child, box.width, glyphs)
  const height = Math.max(child.measuredHeight, box.height)
  const hidden = height - box.height
  const wanted = node.fromEnd === undefined ? node.from : hidden - node.fromEnd
  const shown = box.window?.above ?? wanted
  const above = shown === 'end' ? hidden : Math.max(0, Math.min(shown, hidden))
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
