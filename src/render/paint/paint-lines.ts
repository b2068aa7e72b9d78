import type { Box, PaintedLine, ShownLines } from '../layout/box.ts'
import { firstLine, lineColumns, lineCount, type Line, type LineColumns } from '../layout/line-window.ts'
import type { LinesNode } from '../nodes/index.ts'
import type { Canvas } from './canvas.ts'
import { isView, linesInView, sameRow, shiftBetween } from './line-rows.ts'
import { sameStyle } from './looks-same.ts'
import { RowPainter } from './row-painter.ts'
import { paintScrollbar, sameThumb, thumbOf } from './scrollbar.ts'

/** Paints the rows in view. Lines that were in view before are moved instead of painted again. */
export function paintLines(
  box: Box<LinesNode>,
  before: Box<LinesNode> | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { buffer, styles } = canvas
  const { node, x, height } = box
  const [, top, , bottom] = buffer.clipped
  const y = Math.max(box.y, top)
  const rows = Math.min(box.y + height, bottom) - y
  if (box.width === 0 || rows <= 0) return
  const style = styles.intern(node.style, under)
  const count = lineCount(node.source)
  const above = firstLine(node, height)
  const thumb = node.scrollbar && count > height ? thumbOf(height, above, count) : undefined
  const columns = lineColumns(node, box.width, height)
  const first = above + y - box.y
  const selected = (node.selected ?? -1) - first
  const lines = linesInView(node, count, first, rows, selected, columns.line)
  const known = before && comparable(before, node, columns)
  const by = known === undefined ? 0 : shiftBetween(known.rows, lines)
  const moved = by !== 0 && buffer.scroll(x, y, box.width, rows, by) ? by : 0
  const painter = new RowPainter(box, columns, canvas, style)
  const painted = paintRows(painter, lines, y, selected, known, moved)
  if (
    thumb !== undefined &&
    (moved !== 0 || known?.isFocused !== node.focused || !sameThumb(known.thumb, thumb))
  )
    paintScrollbar(x + columns.row, box.y, height, thumb, node.focused, canvas, style)
  box.children = painter.views
  box.shown = { rows: painted, selected, isFocused: node.focused, columns, thumb }
}

/**
 * Paints the rows that differ from those that stood `moved` rows further down. Most don't: a loop that only finds them stays small, so it's
 * compiled soon and at little cost (the cold log and table of the bench).
 */
function paintRows(
  painter: RowPainter,
  lines: readonly Line[],
  y: number,
  selected: number,
  known: ShownLines | undefined,
  moved: number,
): readonly PaintedLine[] {
  const painted = new Array<PaintedLine>(lines.length)
  for (let row = 0; row < lines.length; row++) {
    const line = lines[row]!
    const old = known?.rows[row + moved]
    const isSame = known !== undefined && sameGround(known, row + moved, row === selected, painter.isFocused)
    const isKnown = isSame && !isView(line) && sameRow(line, old)
    painted[row] = isKnown ? line : painter.paint(line, y + row, row === selected, old, isSame, moved === 0)
  }
  return painted
}

/** What was painted before, if its rows stood in the same columns and on the same ground. */
function comparable(
  { node, shown }: Box<LinesNode>,
  now: LinesNode,
  columns: LineColumns,
): ShownLines | undefined {
  const isSame =
    shown?.columns.row === columns.row &&
    shown.columns.before === columns.before &&
    shown.columns.line === columns.line
  return isSame && sameStyle(node.style, now.style) ? shown : undefined
}

/** Whether a row was selected, and had the keyboard, as it is now. */
function sameGround(known: ShownLines, row: number, isSelected: boolean, isFocused: boolean): boolean {
  return (row === known.selected) === isSelected && (!isSelected || known.isFocused === isFocused)
}
