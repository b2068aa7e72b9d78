import type { Box } from '../layout/box.ts'
import type { Sizing } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameContent, sameStyle } from '../paint/looks-same.ts'
import { paintContent } from '../paint/paint-text.ts'
import type { Style } from '../paint/style.ts'
import { withoutSgr } from '../text/sanitize.ts'
import { leaf } from './kind.ts'
import { cells, describe, sizing, style } from './options.ts'
import type { TextNode } from './text.ts'

/** Lines that are fetched as they come into view; an array is one. */
export interface LineSource {
  readonly length: number
  at(index: number): string | TextNode | undefined
}

/** A window onto lines. */
export interface LinesNode {
  readonly kind: 'lines'
  readonly sizing: Sizing
  readonly style: Style | undefined
  readonly source: LineSource
  /** Index of the line at the top; 'end' shows the last ones. */
  readonly from: number | 'end'
  /** Index of a line that is in view, in the middle if possible; used instead of `from`. */
  readonly show: number | undefined
}

export interface LinesOptions extends Style, Sizing {
  /** Index of the line at the top, or 'end' to show the last ones. By default 0. */
  readonly from?: number | 'end' | undefined
  /** Index of a line to keep in view, whatever the height; used instead of `from`. */
  readonly show?: number | undefined
}

/**
 * A window onto many lines. Only the lines in view are asked for, so a million cost what a screenful costs. Each is cut
 * at the edge.
 *
 * ```ts
 * lines({ length: 1_000_000, at: (index) => `row ${index}` }, { from: 4_000 })
 * ```
 *
 * Throws a TypeError for a source or options that are none.
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
  overflow: ({ node, height }) => Math.max(0, lineCount(node.source) - height),
})

/** How many lines a source has. Untrusted: its length may not be a number. */
function lineCount(source: LineSource): number {
  return source.length > 0 ? Math.trunc(source.length) : 0
}

/** The line at the top of a window of this height. */
function firstLine({ source, from, show }: LinesNode, height: number): number {
  const last = Math.max(0, lineCount(source) - height)
  if (show !== undefined) return Math.max(0, Math.min(show - (height >> 1), last))
  return from === 'end' ? last : Math.min(from, last)
}

/** Paints the rows that are in view. Lines that were shown before are moved to where they are now, and not painted again. */
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
        : paintContent(line.content, x, y + row, width, canvas, styles.intern(line.style, style))
    buffer.fill(end, y + row, x + width - end, 1, empty)
  }
}

function linesInView(node: LinesNode, width: number, first: number, rows: number): (string | TextNode)[] {
  const count = lineCount(node.source)
  const shown = new Array<string | TextNode>(rows)
  for (let row = 0; row < rows; row++)
    shown[row] = first + row < count ? cutShort(node.source.at(first + row) ?? '', width) : ''
  return shown
}

/** By how many rows the lines have moved up, as the one in the middle says; 0 where most of them are gone. */
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

/** The most colors, in UTF-16 units, that a line is searched for text behind, for each cell. */
const MAX_COLORS = 128

/** No more of a line than can be shown: a cell takes at most 32 units, beside colors that are left out. */
function cutShort(given: unknown, width: number): string | TextNode {
  // A source may be anything that data has made of it.
  const line = isLine(given) ? given : String(given)
  if (typeof line !== 'string' || line.length <= width * 32) return line
  return withoutSgr(line.slice(0, width * MAX_COLORS)).slice(0, width * 32)
}

/** A text's sizing and overflow mean nothing in a row of its own. */
function sameLine(a: string | TextNode, b: string | TextNode | undefined): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b !== 'object') return false
  return sameStyle(a.style, b.style) && sameContent(a.content, b.content)
}
