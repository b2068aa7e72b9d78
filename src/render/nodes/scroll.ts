import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { RIGHT_SIDE } from '../layout/sides.ts'
import { contains, firstCursor } from '../layout/locate.ts'
import { measure } from '../layout/measure.ts'
import { extent, horizontal, type Sizing, type AnyPress, type Press, type Sent } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import { paintScrollbar, thumbOf } from '../paint/scrollbar.ts'
import { paint as paintBox, sameChildren } from '../paint/paint.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { nodes, type Child, type PressOf } from './children.ts'
import type { Node } from './index.ts'
import { container } from './kind.ts'
import { cells, number, sizing, style } from './options.ts'
import { text } from './text.ts'

/** A window on a node that may be higher than the window. */
export interface ScrollNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'scroll'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** What is seen through the window. */
  readonly child: Node<E>
  /** How many rows are above the window. 'end' shows the last rows. */
  readonly from: number | 'end'
  /** How many rows are below the window. If set, `from` isn't used. */
  readonly fromEnd: number | undefined
  /** How often the user has scrolled. */
  readonly moves: number
  /** The index of the part that is in the middle of the window. If set, `from` isn't used. */
  readonly reveal: number | undefined
  /** Whether there is a scroll bar if not all of it fits. */
  readonly scrollbar: boolean
  /** Whether the scroll bar looks like what has the keyboard. */
  readonly focused: boolean
}

/** The position and look of a `scroll`. */
export interface ScrollOptions<E = AnyPress> extends Style, Sizing<E> {
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
   * The index of a child of the view: that child is in the middle of the window, as far as there is something around it.
   * A list in a region without the focus shows its selected row so.
   */
  readonly reveal?: number | undefined
  /**
   * How often the user has scrolled. The window moves by itself to show what has the focus, until one of these options
   * changes. This count changes even if the user scrolls to where the window was.
   *
   * @defaultValue 0
   */
  readonly moves?: number | undefined
  /**
   * Whether a scroll bar stands at the right if not all of it fits. There is a free column for it, and one more before it.
   *
   * @defaultValue false
   */
  readonly scrollbar?: boolean | undefined
  /**
   * Whether the scroll bar has the color of what has the keyboard.
   *
   * @defaultValue false
   */
  readonly focused?: boolean | undefined
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
export function scroll<C extends Child, const E extends Press = never>(
  child: C,
  options: ScrollOptions<E> = {},
): ScrollNode<Sent<E> | PressOf<C>> {
  const { from = 0, fromEnd, reveal, moves = 0, scrollbar = false, focused = false } = options
  return {
    kind: 'scroll',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    child: nodes([child])[0] ?? text(''),
    from: from === 'end' ? from : cells(from, 'from'),
    fromEnd: fromEnd === undefined ? undefined : cells(fromEnd, 'fromEnd'),
    reveal: reveal === undefined ? undefined : cells(reveal, 'reveal'),
    moves: number(moves, 'moves'),
    scrollbar,
    focused,
  }
}

export const scrollKind = container<ScrollNode>({
  children: ({ child }) => [child],
  measure(box, limit, glyphs) {
    const child = box.children[0]!
    const bar = box.node.scrollbar ? FREE : 0
    measure(child, Math.max(0, limit - bar), glyphs)
    box.contentWidth = child.measuredWidth + bar
    box.contentHeight = child.measuredHeight
  },
  arrange,
  paint,
  cursor(box, glyphs) {
    const place = firstCursor(box, glyphs)
    return place !== undefined && contains(box, place.x, place.y) ? place : undefined
  },
  ownSides: ({ node }) => (node.scrollbar ? RIGHT_SIDE : 0),
  above: ({ children, y }) => y - children[0]!.y,
  overflow: ({ children, height }) => Math.max(0, children[0]!.height - height),
})

/** The child is as high as it asks for. Only the part in the window is painted. */
function arrange(box: Box<ScrollNode>, glyphs: GlyphTable): void {
  const { node, x, y } = box
  const child = box.children[0]!
  const columns = columnsFor(box, glyphs)
  measure(child, columns, glyphs)
  const height = Math.max(child.measuredHeight, box.height)
  const hidden = height - box.height
  const wanted = node.fromEnd === undefined ? node.from : hidden - node.fromEnd
  const shown = box.window?.above ?? wanted
  const above = shown === 'end' ? hidden : Math.max(0, Math.min(shown, hidden))
  const width = extent(child.node.sizing, horizontal, columns, columns)
  arrangeBox(child, x, y - above, width, height, glyphs)
  const revealed = node.reveal === undefined ? undefined : child.children[node.reveal]
  if (revealed === undefined) return
  const middle = revealed.y - child.y + ((revealed.height - box.height) >> 1)
  const around = Math.max(0, Math.min(middle, hidden))
  if (around !== above) arrangeBox(child, x, y - around, width, height, glyphs)
}

/** Beside a view that fits there is a free column, which the bar takes if it doesn't fit; it then has a free one before it. */
const FREE = 1

/** The columns that the bar leaves to the view. */
function columnsFor({ node, width, height, children }: Box<ScrollNode>, glyphs: GlyphTable): number {
  if (!node.scrollbar) return width
  const columns = Math.max(0, width - FREE)
  measure(children[0]!, columns, glyphs)
  return children[0]!.measuredHeight > height ? Math.max(0, columns - FREE) : columns
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
  const isBarKnown = known && before.node.focused === box.node.focused
  if (!known && child.width < box.width) buffer.fill(box.x, box.y, box.width, box.height, styles.empty(style))
  paintBox(child, known ? before.children[0] : undefined, canvas, style)
  if (box.node.scrollbar && child.height > box.height && !isBarKnown) {
    const thumb = thumbOf(box.height, box.y - child.y, child.height)
    paintScrollbar(box.x + box.width - 1, box.y, box.height, thumb, box.node.focused, canvas, style)
  }
  buffer.clip(left, top, right, bottom)
}
