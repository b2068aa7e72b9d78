import type { Box } from '../layout/box.ts'
import { UNMEASURED, type Sizing, type AnyPress, type Press, type Sent } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { CursorPlace, CursorShape } from '../paint/cursor.ts'
import { sameContent, sameStyle } from '../paint/looks-same.ts'
import { paintLine, paintPlain, stylesOf } from '../paint/paint-text.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { plainWidth, type Content, type Span } from '../text/shape.ts'
import {
  alignOffset,
  breakLines,
  placeOf,
  type TextAlign,
  type TextLines,
  type TextOverflow,
} from '../text/text-lines.ts'
import { leaf } from './kind.ts'
import { cells, describe, oneOf, sizing, style } from './options.ts'

/** A text, or a part of one. */
export interface TextNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'text'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** Its text. */
  readonly content: Content
  /** What happens to lines that are too wide. */
  readonly overflow: TextOverflow
  /** Where its lines are, if there is more room than they need. */
  readonly align: TextAlign
  /** Where the cursor is, in UTF-16 units, or undefined if there is none. */
  readonly cursor: number | undefined
  /** What the cursor looks like. */
  readonly cursorShape: CursorShape
}

/** Text in parts: strings, numbers, and texts with their own style. Parts that are false, null or undefined are skipped. */
export type TextContent = string | number | readonly (string | number | TextNode | false | null | undefined)[]

/** The look of a `text`. */
export interface TextOptions<E = AnyPress> extends Style, Sizing<E> {
  /**
   * What happens to lines that are too wide. 'wrap' breaks them between words. In a row, a word that is too long is then cut with an
   * ellipsis, as is a text that has one row only.
   *
   * @defaultValue 'wrap'
   */
  readonly overflow?: TextOverflow | undefined
  /**
   * Where its lines are, if there is more room than they need.
   *
   * @defaultValue 'left'
   */
  readonly align?: TextAlign | undefined
  /** Puts the terminal's cursor at this offset, in UTF-16 units, if the region has the focus. */
  readonly cursor?: number | undefined
  /**
   * What that cursor looks like, if the terminal can change it.
   *
   * @defaultValue 'default': as the user has set it
   */
  readonly cursorShape?: CursorShape | undefined
}

/**
 * Text. A line feed starts a new line, if the text has more than one row. Colors in the text (SGR) are dropped, and other
 * control characters are shown as symbols.
 *
 * ```ts
 * text(['build ', text('failed', { color: 'red', bold: true })], { overflow: 'truncate' })
 * ```
 *
 * @throws TypeError if the content or an option is invalid.
 */
export function text<const E extends Press = never>(
  content: TextContent,
  options?: TextOptions<E>,
): TextNode<Sent<E>> {
  return {
    kind: 'text',
    sizing: sizing(options),
    style: style(options),
    content: typeof content === 'string' ? content : spansOf(content),
    overflow: options?.overflow === undefined ? 'wrap' : oneOf(overflows, options.overflow, 'overflow'),
    align: options?.align === undefined ? 'left' : oneOf(aligns, options.align, 'align'),
    cursor: options?.cursor === undefined ? undefined : cells(options.cursor, 'cursor'),
    cursorShape:
      options?.cursorShape === undefined
        ? 'default'
        : oneOf(cursorShapes, options.cursorShape, 'cursorShape'),
  }
}

const overflows = [
  'wrap',
  'truncate',
  'truncate-start',
  'truncate-middle',
  'clip',
] as const satisfies readonly TextOverflow[]
const cursorShapes = ['default', 'block', 'underline', 'bar'] as const satisfies readonly CursorShape[]
const aligns = ['left', 'center', 'right'] as const satisfies readonly TextAlign[]

/** A value that isn't text is shown as it is. So an `undefined` in data is seen, and stops nothing. */
function spansOf(content: unknown): string | Span[] {
  if (Array.isArray(content)) return spans(content)
  if (typeof content !== 'object' || content === null) return String(content)
  throw new TypeError(`text() takes a string, a number or an array of parts, not ${describe(content)}`)
}

function spans(content: Exclude<TextContent, string | number>): Span[] {
  const parts: Span[] = []
  for (const part of content) {
    if (part === false || part === null || part === undefined || part === '') continue
    if (typeof part !== 'object') parts.push({ text: String(part), style: undefined })
    else if ((part as { kind?: unknown }).kind !== 'text')
      throw new TypeError(`a part of a text must be a string, a number or a text, not ${describe(part)}`)
    else if (part.cursor !== undefined)
      throw new TypeError(
        "a part of a text can't have a cursor: give it to the whole text, counted from its beginning",
      )
    else if (typeof part.content === 'string') parts.push({ text: part.content, style: part.style })
    else for (const span of part.content) parts.push({ ...span, style: mergeStyles(part.style, span.style) })
  }
  return parts
}

function mergeStyles(under: Style | undefined, over: Style | undefined): Style | undefined {
  if (under === undefined || over === undefined) return over ?? under
  const given = Object.entries(over).filter(([, value]) => value !== undefined)
  return { ...under, ...Object.fromEntries(given) }
}

export const textKind = leaf<TextNode>({ measure, paint, cursor, isStill: true })

function measure(box: Box<TextNode>, limit: number, glyphs: GlyphTable): void {
  const { node } = box
  const plain = plainWidthOf(box)
  // The cursor may be after the last character.
  const cursor = node.cursor === undefined ? 0 : 1
  if (plain >= 0 && (plain <= limit || node.overflow !== 'wrap')) {
    box.contentWidth = Math.min(limit, plain + cursor)
    box.contentHeight = 1
    return
  }
  const lines = wrappedLines(box, limit, glyphs)
  let widest = 0
  for (const width of lines.widths) if (width > widest) widest = width
  box.contentWidth = Math.min(limit, widest + cursor)
  box.contentHeight = lines.count
}

function paint(box: Box<TextNode>, before: Box<TextNode> | undefined, canvas: Canvas, under: number): void {
  const { node, x, y, width, height } = box
  if (before !== undefined && sameText(node, before.node)) return
  if (width === 0 || height === 0) return
  const { buffer, styles } = canvas
  const style = styles.intern(node.style, under)
  const empty = styles.empty(style)
  const plain = plainWidthOf(box)
  if (plain >= 0 && (plain <= width || node.overflow === 'clip')) {
    const start = x + alignOffset(node.align, Math.max(0, width - plain))
    if (start > x) buffer.fill(x, y, start - x, 1, empty)
    const end = paintPlain(node.content, start, y, x + width, canvas, style)
    if (end < x + width) buffer.fill(end, y, x + width - end, 1, empty)
    if (height > 1) buffer.fill(x, y + 1, width, height - 1, empty)
    return
  }
  const lines = shownLines(box, canvas.glyphs)
  const spanStyles = stylesOf(node.content, styles, style)
  const shown = Math.min(height, lines.count)
  for (let line = 0; line < shown; line++) {
    const start = x + alignOffset(node.align, width - lines.widths[line]!)
    buffer.fill(x, y + line, start - x, 1, empty)
    const end = paintLine(canvas, start, y + line, lines, line, spanStyles)
    buffer.fill(end, y + line, x + width - end, 1, empty)
  }
  buffer.fill(x, y + shown, width, height - shown, empty)
}

function cursor(box: Box<TextNode>, glyphs: GlyphTable): CursorPlace | undefined {
  const { node, x, y, width, height } = box
  if (node.cursor === undefined || width === 0) return undefined
  const lines = shownLines(box, glyphs)
  const [line, column] = placeOf(node, node.cursor, lines, glyphs)
  if (line >= height) return undefined
  const start = alignOffset(node.align, width - lines.widths[line]!)
  return { x: x + Math.min(start + column, width - 1), y: y + line, shape: node.cursorShape }
}

function plainWidthOf(box: Box<TextNode>): number {
  if (box.plainWidth === UNMEASURED) box.plainWidth = plainWidth(box.node.content)
  return box.plainWidth
}

/** The lines of a text in its place. If there is one row for several lines, an ellipsis shows that there is more, where words are kept whole too. */
export function shownLines(box: Box<TextNode>, glyphs: GlyphTable): TextLines {
  const { node, width, height } = box
  const lines = wrappedLines(box, width, glyphs)
  if (height > 1 || lines.count === 1 || !(box.keepsWords || hasLineFeed(node.content))) return lines
  return breakLines(node.content, width, node.overflow === 'wrap' ? 'truncate' : node.overflow, glyphs, true)
}

function hasLineFeed(content: Content): boolean {
  if (typeof content === 'string') return content.includes('\n')
  return content.some((span) => span.text.includes('\n'))
}

/** The lines of a text at a width. They are broken once for each width. */
function wrappedLines(box: Box<TextNode>, width: number, glyphs: GlyphTable): TextLines {
  const { content, overflow, sizing } = box.node
  if (box.lines === undefined || box.linesFor !== width) {
    const inRow = box.isOneRow ? 'truncate' : 'words'
    const breaking = overflow === 'wrap' && box.keepsWords ? inRow : overflow
    box.lines = breakLines(content, width, breaking, glyphs, box.isOneRow || sizing.height === 1)
    box.linesFor = width
  }
  return box.lines
}

/** Whether two texts in the same place have the same cells. */
export function sameText(a: TextNode, b: TextNode): boolean {
  return (
    a.overflow === b.overflow &&
    a.align === b.align &&
    sameStyle(a.style, b.style) &&
    sameContent(a.content, b.content)
  )
}
