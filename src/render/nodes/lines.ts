import type { Box } from '../layout/box.ts'
import { extent, horizontal, type Sizing } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameContent, sameStyle } from '../paint/looks-same.ts'
import { paintContent, paintLine, stylesOf } from '../paint/paint-text.ts'
import type { Style } from '../paint/style.ts'
import { alignOffset, breakLines } from '../text/text-lines.ts'
import { withoutSgr } from '../text/sanitize.ts'
import { leaf } from './kind.ts'
import { cells, describe, sizing, style } from './options.ts'
import type { TextNode } from './text.ts'

/** Lines that are asked for as they come into view. An array is one, too. */
export interface LineSource {
  /** How many lines there are. */
  readonly length: number
  /**
   * How many lines were before the first one, if the source forgets old lines. By that, what the user has selected stays on its text.
   *
   * @defaultValue 0
   */
  readonly dropped?: number | undefined
  /** The line at an index. */
  at(index: number): string | TextNode | undefined
}

/** A window on lines. */
export interface LinesNode {
  /** The kind of the node. */
  readonly kind: 'lines'
  /** The size that it asks for. */
  readonly sizing: Sizing
  /** Its style. */
  readonly style: Style | undefined
  /** The lines. */
  readonly source: LineSource
  /** The index of the line at the top. 'end' shows the last lines. */
  readonly from: number | 'end'
  /** The index of a line to keep in view, in the middle if possible. If set, `from` isn't used. */
  readonly show: number | undefined
}

/** The position and look of `lines`. */
export interface LinesOptions extends Style, Sizing {
  /**
   * The index of the line at the top, or 'end' to show the last lines.
   *
   * @defaultValue 0
   */
  readonly from?: number | 'end' | undefined
  /** The index of a line to keep in view, whatever the height, instead of `from`. */
  readonly show?: number | undefined
}

/**
 * A window on many lines. Only the lines in view are asked for, so a million lines cost no more than a screenful. A line
 * that is too long is cut at the edge.
 *
 * ```ts
 * lines({ length: 1_000_000, at: (index) => `row ${index}` }, { from: 4_000 })
 * ```
 *
 * @throws TypeError if the source or an option is invalid.
 */
export function lines(source: LineSource, options: LinesOptions = {}): LinesNode {
  const { from = 0, show } = options
  if (typeof (source as Partial<LineSource> | undefined)?.at !== 'function')
    throw new TypeError(`lines() takes an array, or an object with length and at(), not ${describe(source)}`)
  return {
    kind: 'lines',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    source,
    from: from === 'end' ? from : cells(from, 'from'),
    show: show === undefined ? undefined : cells(show, 'show'),
  }
}

export const linesKind = leaf<LinesNode>({
  measure(box, limit) {
    box.contentWidth = limit
    box.contentHeight = lineCount(box.node.source)
  },
  paint,
  above: ({ node, height }) => firstLine(node, height),
  overflow: ({ node, height }) => Math.max(0, lineCount(node.source) - height),
})

/** How many lines a source has. Its length may come from data, and be no number at all. */
export function lineCount(source: LineSource): number {
  return source.length > 0 ? Math.trunc(source.length) : 0
}

/** The line at the top of a window of this height. */
export function firstLine({ source, from, show }: LinesNode, height: number): number {
  const last = Math.max(0, lineCount(source) - height)
  if (show !== undefined) return Math.max(0, Math.min(show - (height >> 1), last))
  return from === 'end' ? last : Math.min(from, last)
}

/** Paints the rows in view. Lines that were in view before are moved instead of painted again. */
function paint(box: Box<LinesNode>, before: Box<LinesNode> | undefined, canvas: Canvas, under: number): void {
  const { buffer, styles } = canvas
  const { node, x, width, height } = box
  const [, top, , bottom] = buffer.clipped
  const y = Math.max(box.y, top)
  const rows = Math.min(box.y + height, bottom) - y
  if (width === 0 || rows <= 0) return
  const style = styles.intern(node.style, under)
  const empty = styles.empty(style)
  const shown = (box.shown = linesInView(node, width, firstLine(node, height) + y - box.y, rows))
  const known = before !== undefined && sameStyle(node.style, before.node.style) ? before.shown : []
  const by = shiftBetween(known, shown)
  const moved = by !== 0 && buffer.scroll(x, y, width, rows, by) ? by : 0
  for (let row = 0; row < rows; row++) {
    const line = shown[row]!
    if (sameLine(line, known[row + moved])) continue
    const end =
      typeof line === 'string'
        ? paintContent(line, x, y + row, width, canvas, style)
        : paintText(line, x, y + row, width, canvas, style)
    buffer.fill(end, y + row, x + width - end, 1, empty)
  }
}

/** Paints a text that is a line, with its background to the end of its place, and returns the column after that. */
function paintText(
  line: TextNode,
  x: number,
  y: number,
  room: number,
  canvas: Canvas,
  under: number,
): number {
  const { buffer, styles } = canvas
  const width = extent(line.sizing, horizontal, room, room)
  const style = styles.intern(line.style, under)
  const empty = styles.empty(style)
  const isCut = line.overflow === 'wrap' || line.overflow === 'clip'
  let end: number
  if (isCut && line.align === 'left') end = paintContent(line.content, x, y, width, canvas, style)
  else {
    const lines = breakLines(line.content, width, isCut ? 'clip' : line.overflow, canvas.glyphs, true)
    const start = x + alignOffset(line.align, width - lines.widths[0]!)
    buffer.fill(x, y, start - x, 1, empty)
    end = paintLine(canvas, start, y, lines, 0, stylesOf(line.content, styles, style))
  }
  buffer.fill(end, y, x + width - end, 1, empty)
  return x + width
}

function linesInView(node: LinesNode, width: number, first: number, rows: number): (string | TextNode)[] {
  const count = lineCount(node.source)
  const shown = new Array<string | TextNode>(rows)
  for (let row = 0; row < rows; row++)
    shown[row] = first + row < count ? cutShort(lineAt(node.source, first + row), width) : ''
  return shown
}

/** A line of a source, which may come from data, and return anything. */
export function lineAt(source: LineSource, index: number): string | TextNode {
  const line: unknown = source.at(index) ?? ''
  return isLine(line) ? line : String(line)
}

/** By how many rows the lines have moved up, judged by the one in the middle. 0 if most of them are new. */
function shiftBetween(before: readonly (string | TextNode)[], after: readonly (string | TextNode)[]): number {
  const middle = after.length >> 1
  const line = after[middle]
  if (before.length !== after.length || line === undefined || sameLine(line, before[middle])) return 0
  for (let by = 1; by <= middle; by++) {
    if (sameLine(line, before[middle + by])) return by
    if (sameLine(line, before[middle - by])) return -by
  }
  return 0
}

function isLine(line: unknown): line is string | TextNode {
  return typeof line === 'string' || (line as { kind?: unknown }).kind === 'text'
}

/** How many UTF-16 units of a line are searched per cell, in case there is text after many colors. */
const MAX_COLORS = 128

/** Only as much of a line as can be shown: a cell takes at most 32 units, not counting colors, which are dropped. */
function cutShort(line: string | TextNode, width: number): string | TextNode {
  if (typeof line !== 'string' || line.length <= width * 32) return line
  return withoutSgr(line.slice(0, width * MAX_COLORS)).slice(0, width * 32)
}

/** Of a text's sizing, the width counts in a row of its own. */
function sameLine(a: string | TextNode, b: string | TextNode | undefined): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b !== 'object') return false
  return a.align === b.align && a.overflow === b.overflow && sameWidth(a.sizing, b.sizing) && sameLook(a, b)
}

function sameLook(a: TextNode, b: TextNode): boolean {
  return sameStyle(a.style, b.style) && sameContent(a.content, b.content)
}

function sameWidth(a: Sizing, b: Sizing): boolean {
  return a === b || (a.width === b.width && a.minWidth === b.minWidth && a.maxWidth === b.maxWidth)
}
