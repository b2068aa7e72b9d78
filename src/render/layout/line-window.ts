import type { LineRow, LinesNode, LineSource, Node } from '../nodes/index.ts'

/** A line as its source returns it: a string, a text, or another view of one row. */
export type Line = string | Node

/** How many lines a source has. Its length may come from data, and be no number at all. */
export function lineCount(source: Pick<LineSource, 'length'>): number {
  return source.length > 0 ? Math.trunc(source.length) : 0
}

/** The line at the top of a window of this height. */
export function firstLine({ source, from, show }: LinesNode, height: number): number {
  const last = Math.max(0, lineCount(source) - height)
  if (show !== undefined) return Math.max(0, Math.min(show - (height >> 1), last))
  return from === 'end' ? last : Math.min(from, last)
}

/** Cells at the left of a row for the mark of a selection, and free ones at its right. */
const MARK = 2
const FREE = 1
/** In fewer columns, lines have all of them. */
const MIN_COLUMNS = 8

/** How the columns of a window are used: those before a line, those of a line, those of the whole row; after that is the scroll bar. */
export interface LineColumns {
  readonly before: number
  readonly line: number
  readonly row: number
}

/** The columns of a window in its place. */
export function lineColumns(node: LinesNode, width: number, height: number): LineColumns {
  return columnsOf(node, width, node.scrollbar && lineCount(node.source) > height)
}

/** The columns of a window with or without a scroll bar. */
export function columnsOf(
  { selected, scrollbar }: Pick<LinesNode, 'selected' | 'scrollbar'>,
  width: number,
  hasBar: boolean,
): LineColumns {
  const row = hasBar ? width - 1 : width
  const before = selected === undefined || row < MIN_COLUMNS ? 0 : MARK
  const after = (selected === undefined && !scrollbar) || row < MIN_COLUMNS ? 0 : FREE
  return { before, line: Math.max(0, row - before - after), row }
}

/** A line of a source, which may come from data, and return anything. */
export function lineAt(source: LineSource, index: number, row: LineRow): Line {
  const line: unknown = source.at(index, row) ?? ''
  return isLine(line) ? line : String(line)
}

function isLine(value: unknown): value is Line {
  if (typeof value !== 'object' || value === null) return typeof value === 'string'
  return 'kind' in value && 'sizing' in value
}
