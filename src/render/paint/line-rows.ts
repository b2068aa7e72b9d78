import type { PaintedLine } from '../layout/box.ts'
import { lineAt, type Line } from '../layout/line-window.ts'
import type { Sizing } from '../layout/sizing.ts'
import type { LineRow, LinesNode, Node, TextNode } from '../nodes/index.ts'
import { withoutSgr } from '../text/sanitize.ts'
import { sameContent, sameData, sameStyle } from './looks-same.ts'

/** The lines in a window that is so high; blank ones after the last. */
export function linesInView(
  { source, focused }: LinesNode,
  count: number,
  first: number,
  rows: number,
  selected: number,
  columns: number,
): Line[] {
  const shown = new Array<Line>(rows)
  const unselected: LineRow = { columns, focused, selected: false }
  for (let row = 0; row < rows; row++) {
    const here: LineRow = row === selected ? { columns, focused, selected: true } : unselected
    shown[row] = first + row < count ? cutShort(lineAt(source, first + row, here), columns) : ''
  }
  return shown
}

/** How many UTF-16 units of a line are searched per cell, in case there is text after many colors. */
const MAX_COLORS = 128

/** Only as much of a line as can be shown: a cell takes at most 32 units, not counting colors, which are dropped. */
function cutShort(line: Line, columns: number): Line {
  if (typeof line !== 'string' || line.length <= columns * 32) return line
  return withoutSgr(line.slice(0, columns * MAX_COLORS)).slice(0, columns * 32)
}

/** Whether a line is neither a string nor a text, and so has to be laid out. */
export function isView(line: Line): line is Exclude<Node, TextNode> {
  return typeof line === 'object' && line.kind !== 'text'
}

/** By how many rows the lines have moved up, judged by the one in the middle. 0 if most of them are new. */
export function shiftBetween(before: readonly PaintedLine[], after: readonly Line[]): number {
  const middle = after.length >> 1
  const line = after[middle]
  if (before.length !== after.length || line === undefined || sameRow(line, before[middle])) return 0
  for (let by = 1; by <= middle; by++) {
    if (sameRow(line, before[middle + by])) return by
    if (sameRow(line, before[middle - by])) return -by
  }
  return 0
}

/** Whether a line looks like what was painted. */
export function sameRow(line: Line, painted: PaintedLine | undefined): boolean {
  if (line === painted) return true
  if (typeof line === 'string' || typeof painted !== 'object') return false
  if ('node' in painted) return sameData(line, painted.node)
  return line.kind === 'text' && sameLine(line, painted)
}

/** Of a text's sizing, the width counts in a row of its own. */
function sameLine(a: TextNode, b: TextNode): boolean {
  return (
    a.align === b.align &&
    a.overflow === b.overflow &&
    sameWidth(a.sizing, b.sizing) &&
    sameStyle(a.style, b.style) &&
    sameContent(a.content, b.content)
  )
}

function sameWidth(a: Sizing, b: Sizing): boolean {
  return a === b || (a.width === b.width && a.minWidth === b.minWidth && a.maxWidth === b.maxWidth)
}
