import type { Box, Ground, ShownTallLines } from '../layout/box.ts'
import { columnsOf, lineAt, lineCount, type LineColumns } from '../layout/line-window.ts'
import { lastFirstLine, lineHeight } from '../layout/tall-window.ts'
import type { TallLinesNode } from '../nodes/index.ts'
import { text } from '../nodes/text.ts'
import type { Canvas } from './canvas.ts'
import { RowPainter } from './row-painter.ts'
import { paintScrollbar, sameThumb, thumbOf } from './scrollbar.ts'
import type { Style } from './style.ts'

/** Paints lines that may have several rows. A line that doesn't fit at the bottom is cut. */
export function paintTallLines(
  box: Box<TallLinesNode>,
  before: Box<TallLinesNode> | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { buffer, styles } = canvas
  const { node, x, y, width, height } = box
  if (width === 0 || height <= 0) return
  const [left, top, right, bottom] = buffer.clipped
  const style = styles.intern(node.style, under)
  const hidden = lastFirstLine(node.source, height)
  const first = Math.min(node.from, hidden)
  const columns = columnsOf({ selected: node.selected, scrollbar: true }, width, hidden > 0)
  const thumb = hidden > 0 ? thumbOf(height, first, height + hidden) : undefined
  // What was cut off when it was painted isn't there to be kept.
  const isWhole = top <= y && bottom >= y + height
  const old = isWhole ? before?.shownTall : undefined
  const known = old?.columns.row === columns.row ? old : undefined
  const painter = new RowPainter(box, columns, canvas, style)
  buffer.clip(left, Math.max(top, y), right, Math.min(bottom, y + height))
  const lines = paintViews(painter, box, first, columns, known, styles.intern(stripe, style))
  const end = [...lines].reduce((end, [row, { box }]) => Math.max(end, y + row + box.height), y)
  buffer.fill(x, end, columns.row, y + height - end, styles.empty(style))
  if (thumb !== undefined && (known?.isFocused !== node.focused || !sameThumb(known.thumb, thumb)))
    paintScrollbar(x + columns.row, y, height, thumb, node.focused, canvas, style)
  buffer.clip(left, top, right, bottom)
  box.children = painter.views
  box.shownTall = isWhole ? { lines, columns, thumb, isFocused: node.focused } : undefined
}

const stripe: Style = { background: 'surface' }

/** Paints the lines in view. */
function paintViews(
  painter: RowPainter,
  { node, y, height }: Box<TallLinesNode>,
  first: number,
  { line: columns }: LineColumns,
  known: ShownTallLines | undefined,
  striped: number,
): ShownTallLines['lines'] {
  const { source, zebra, focused } = node
  const plain = painter.style
  const lines = new Map<number, { box: Box; ground: Ground }>()
  const count = lineCount(source)
  for (let index = first, row = 0; index < count && row < height; index++) {
    const selected = index === node.selected
    const ground = selected ? 'selected' : zebra && index % 2 === 1 ? 'striped' : 'plain'
    const line = lineAt(source, index, { columns, selected, focused })
    const rows = lineHeight(source, index)
    const there = known?.lines.get(row)
    const old = there?.box.height === rows ? there : undefined
    const isSame = old?.ground === ground && (!selected || known!.isFocused === focused)
    painter.style = ground === 'striped' ? striped : plain
    const view = typeof line === 'string' ? text(line) : line
    const box = painter.paintView(view, y + row, rows, selected, old?.box, isSame, true)
    lines.set(row, { box, ground })
    row += rows
  }
  return lines
}
