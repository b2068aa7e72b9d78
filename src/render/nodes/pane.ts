import { arrange as arrangeBox } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { measure as measureBox } from '../layout/measure.ts'
import { UNLIMITED, type Sizing, type AnyPress, type Press, type Sent } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import { paint as paintBox } from '../paint/paint.ts'
import { paintFrame } from '../paint/paint-border.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { optionsAndChildren, type Child, type PressOf } from './children.ts'
import { container } from './kind.ts'
import { mark } from './mark.ts'
import { sizing, style, type Sides } from './options.ts'
import { spinner } from './spinner.ts'
import { column, type StackNode, type StackOptions } from './stack.ts'
import { text, type TextNode } from './text.ts'
import { headWidth, paintHead, sameTitle, titleOf } from './title.ts'

/** A part of the screen with a frame that shows whether the keyboard is in it. */
export interface PaneNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'pane'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** What is in it. */
  readonly content: StackNode<E>
  /** The text at the upper left. */
  readonly title: TextNode | undefined
  /** The text at the upper right. */
  readonly note: TextNode | undefined
  /** The text at the lower right. */
  readonly bottom: TextNode | undefined
  /** Whether it has a border, and not a ground of its own. */
  readonly border: boolean
  /** Whether it shows an error. */
  readonly error: boolean
  /** Whether it looks like what has the keyboard. If undefined, the engine finds out. */
  readonly focused: boolean | undefined
}

/** The texts around a `pane`, its look and its layout. */
export interface PaneOptions<E = AnyPress> extends Omit<
  StackOptions<E>,
  'border' | 'borderColor' | 'margin' | 'join'
> {
  /** The text at the upper left. */
  readonly title?: string | TextNode | undefined
  /** A text at the upper right, such as a count. It gives way to the title. */
  readonly note?: string | TextNode | undefined
  /** A text at the lower right. */
  readonly bottom?: string | TextNode | undefined
  /** What is being done: a spinner and this word stand in place of `note`. */
  readonly busy?: string | false | undefined
  /**
   * Whether it shows an error. Its frame has the color `danger`, and there is a mark before its title.
   *
   * @defaultValue false
   */
  readonly error?: boolean | undefined
  /**
   * Whether it has a border. If not, it stands on a ground of its own, `surface`.
   *
   * @defaultValue true
   */
  readonly border?: boolean | undefined
  /**
   * Whether it looks like what has the keyboard.
   *
   * @defaultValue whether what has the keyboard is in it, or it is in what has the keyboard; of panes within one another, the innermost
   */
  readonly focused?: boolean | undefined
  /**
   * Cells between the border and the children. Lists and logs have free cells and a scroll bar of their own, which stand in these.
   *
   * @defaultValue [0, 1]
   */
  readonly padding?: Sides | undefined
}

/**
 * A part of the screen, with a frame that has the color `focus` while the keyboard is in it.
 *
 * ```ts
 * pane([text('Ada')])
 * ```
 *
 * @throws TypeError if a child is invalid.
 */
export function pane<A extends readonly Child[]>(children: A): PaneNode<PressOf<A[number]>>
/**
 * The same with options.
 *
 * ```ts
 * pane({ title: 'Files', note: '3/17', busy: isLoading && 'refreshing' }, [region(children.files, { grow: 1 })])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function pane<A extends readonly Child[], const E extends Press = never>(
  options: PaneOptions<E>,
  children: A,
): PaneNode<Sent<E> | PressOf<A[number]>>
export function pane(first: PaneOptions | readonly Child[], second?: readonly Child[]): PaneNode {
  const [options, children] = optionsAndChildren<PaneOptions>('pane', first, second)
  const { title, note, bottom, busy, error = false, border = true, focused, padding = [0, 1] } = options
  const { gap, align, justify } = options
  return {
    kind: 'pane',
    sizing: sizing(options),
    style: border ? style(options) : { background: 'surface', ...style(options) },
    content: { ...column({ gap, align, justify, padding, grow: 1 }, children), bleeds: true },
    title: titleOf(title),
    note: busy ? text([spinner(), ` ${busy}`]) : titleOf(note),
    bottom: titleOf(bottom),
    border,
    error,
    focused,
  }
}

export const paneKind = container<PaneNode>({
  children: ({ content }) => [content],
  measure,
  arrange,
  paint,
})

/** With less room, there is no frame: what is in the pane has it all. */
const MIN_COLUMNS = 5
const MIN_ROWS = 3

/** Whether there is room for a frame, or for what stands in place of one. */
export function hasRoom({ width, height }: Pick<Box, 'width' | 'height'>): boolean {
  return width >= MIN_COLUMNS && height >= MIN_ROWS
}

function isFramed({ border }: PaneNode, width: number, height: number): boolean {
  return border && hasRoom({ width, height })
}

/** The rows above the children and below them. */
function rowsAround(node: PaneNode, width: number, height: number): readonly [above: number, below: number] {
  if (node.border) return isFramed(node, width, height) ? [1, 1] : [0, 0]
  const hasHead = node.title !== undefined || node.note !== undefined || node.error
  const above = hasHead && height > 1 ? 1 : 0
  return [above, node.bottom !== undefined && height > 1 + above ? 1 : 0]
}

function measure(box: Box<PaneNode>, limit: number, glyphs: GlyphTable): void {
  const { node } = box
  const content = box.children[0]!
  const around = node.border && limit >= MIN_COLUMNS ? 2 : 0
  measureBox(content, limit - around, glyphs)
  const [above, below] = rowsAround(node, limit, UNLIMITED)
  const { title, note, bottom } = node
  const widest = Math.max(...[title, note, bottom].map((head) => headWidth(head, glyphs)))
  const heads = widest > 0 && node.border ? widest + 4 : widest
  box.contentWidth = Math.min(limit, Math.max(content.measuredWidth + around, heads))
  box.contentHeight = content.measuredHeight + above + below
}

function arrange(box: Box<PaneNode>, glyphs: GlyphTable): void {
  const { node, x, y, width, height } = box
  const [above, below] = rowsAround(node, width, height)
  const side = isFramed(node, width, height) ? 1 : 0
  const inside = [Math.max(0, width - 2 * side), Math.max(0, height - above - below)] as const
  arrangeBox(box.children[0]!, x + side, y + above, ...inside, glyphs)
}

function paint(box: Box<PaneNode>, before: Box<PaneNode> | undefined, canvas: Canvas, under: number): void {
  const { node, x, y, width, height } = box
  const { buffer, styles } = canvas
  const style = styles.intern(node.style, under)
  const isFocused = node.focused ?? box.isFocused
  const content = box.children[0]!
  const isSame = before !== undefined && sameStyle(node.style, before.node.style)
  if (!isSame) buffer.fill(x, y, width, height, styles.empty(style))
  if (!isSame || before.shownFocused !== isFocused || !sameAround(node, before.node))
    paintAround(box, isFocused, canvas, style)
  box.shownFocused = isFocused
  paintBox(content, isSame ? before.children[0] : undefined, canvas, style)
}

/** Paints the frame, or the rows above and below, with the texts in them. */
function paintAround(box: Box<PaneNode>, isFocused: boolean, canvas: Canvas, style: number): void {
  const { node, x, y, width, height } = box
  const { buffer, styles } = canvas
  const [above, below] = rowsAround(node, width, height)
  const bottom = y + height - 1
  let line = style
  if (isFramed(node, width, height)) {
    line = styles.intern({ color: node.error ? 'danger' : isFocused ? 'focus' : 'border' }, style)
    paintFrame('round', box, canvas, line)
  } else {
    buffer.fill(x, y, width, above, styles.empty(style))
    buffer.fill(x, bottom, width, below, styles.empty(style))
  }
  // Without a border, texts begin where the children do.
  const edge = node.border ? 2 : 0
  const quiet = styles.intern(muted, style)
  if (above > 0) {
    const title = node.error ? failed(node.title) : node.title
    const used = headWidth(title, canvas.glyphs)
    const noted = headWidth(node.note, canvas.glyphs)
    const room = width - 2 * edge
    const hasNote = noted > 0 && noted + (used > 0 ? used + 1 : 0) <= room
    const look = isFocused ? styles.intern(styles.depth === 'none' ? inverse : focused, style) : quiet
    paintHead(title, x + edge, y, Math.min(room, used), canvas, look)
    if (hasNote) paintHead(node.note, x + width - edge - noted, y, noted, canvas, quiet)
  }
  const used = Math.min(width - 2 * edge, headWidth(node.bottom, canvas.glyphs))
  if (below > 0) paintHead(node.bottom, x + width - edge - used, bottom, used, canvas, quiet)
}

const muted: Style = { color: 'muted' }
const focused: Style = { color: 'focus', bold: true }
/** Colors can't say it. */
const inverse: Style = { bold: true, inverse: true }

function failed(title: TextNode | undefined): TextNode {
  return text([mark('failed', { color: 'danger' }), title && ' ', title])
}

function sameAround(a: PaneNode, b: PaneNode): boolean {
  return (
    a.border === b.border &&
    a.error === b.error &&
    sameTitle(a.title, b.title) &&
    sameTitle(a.note, b.note) &&
    sameTitle(a.bottom, b.bottom)
  )
}
