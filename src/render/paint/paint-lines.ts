import { arrange } from '../layout/arrange.ts'
import type { Box, PaintedLine, ShownLines } from '../layout/box.ts'
import { firstLine, lineColumns, lineCount, type Line, type LineColumns } from '../layout/line-window.ts'
import { extent, horizontal } from '../layout/sizing.ts'
import type { LinesNode, Node, TextNode } from '../nodes/index.ts'
import { glyphOf } from '../text/glyphs.ts'
import { alignOffset, breakLines } from '../text/text-lines.ts'
import type { Canvas } from './canvas.ts'
import { isView, linesInView, sameRow, shiftBetween } from './line-rows.ts'
import { sameData, sameStyle } from './looks-same.ts'
import { paint as paintBox } from './paint.ts'
import { paintContent, paintLine, stylesOf } from './paint-text.ts'
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

function isBox(painted: PaintedLine): painted is Box {
  return typeof painted === 'object' && 'node' in painted
}

const looks = {
  focused: { ground: { background: 'selection', color: 'onSelection' }, mark: { color: 'focus' } },
  others: { ground: { background: 'raised', color: 'onSelection' }, mark: { color: 'faint' } },
} as const

const MARK = glyphOf('▌'.codePointAt(0)!)
const ASCII_MARK = '>'.charCodeAt(0)

/** Paints rows of a window. */
class RowPainter {
  readonly #window: Box<LinesNode>
  readonly #columns: LineColumns
  readonly #canvas: Canvas
  readonly #style: number
  readonly #look: (typeof looks)[keyof typeof looks]
  readonly isFocused: boolean
  /** The rows that are views. */
  readonly views: Box[] = []

  constructor(window: Box<LinesNode>, columns: LineColumns, canvas: Canvas, style: number) {
    this.#window = window
    this.#columns = columns
    this.#canvas = canvas
    this.#style = style
    this.isFocused = window.node.focused
    this.#look = this.isFocused ? looks.focused : looks.others
  }

  /**
   * Paints a line. `old` is what was painted into the row, and `isSame` says whether that stands on the same ground. A view is painted
   * over it as far as it differs, if it `stood` there and wasn't moved.
   */
  paint(
    line: Line,
    y: number,
    isSelected: boolean,
    old: PaintedLine | undefined,
    isSame: boolean,
    stood: boolean,
  ): PaintedLine {
    const { buffer, styles } = this.#canvas
    if (isView(line)) {
      const view = this.#viewOf(line, old, y)
      const isKnown = isSame && sameRow(line, old)
      if (!isKnown) this.#paintView(view, y, isSelected, isSame && stood && isBox(old!) ? old : undefined)
      this.views.push(view)
      return view
    }
    const ground = this.#paintGutter(y, isSelected)
    const start = this.#window.x + this.#columns.before
    const end =
      typeof line === 'string'
        ? paintContent(line, start, y, this.#columns.line, this.#canvas, ground)
        : paintText(line, start, y, this.#columns.line, this.#canvas, ground)
    buffer.fill(end, y, this.#window.x + this.#columns.row - end, 1, styles.empty(ground))
    return line
  }

  /** Paints what is left of a line. Returns the style that the line is laid over. */
  #paintGutter(y: number, isSelected: boolean): number {
    const { buffer, glyphs, styles } = this.#canvas
    const ground = isSelected ? styles.intern(this.#look.ground, this.#style) : this.#style
    if (this.#columns.before === 0) return ground
    buffer.fill(this.#window.x, y, this.#columns.before, 1, styles.empty(ground))
    const mark = glyphs.set === 'ascii' ? ASCII_MARK : MARK
    if (isSelected) buffer.writeGlyph(this.#window.x, y, mark, styles.intern(this.#look.mark, ground))
    return ground
  }

  /** The box of a line that is a view, in its place. It is kept for as long as the line is the same. */
  #viewOf(node: Node, old: PaintedLine | undefined, y: number): Box {
    const isKept = old !== undefined && isBox(old) && sameData(node, old.node)
    const box = isKept ? old : this.#window.loose(node)
    const { line, before } = this.#columns
    if (!isKept || box.y !== y)
      arrange(
        box,
        this.#window.x + before,
        y,
        extent(box.node.sizing, horizontal, line, line),
        1,
        this.#canvas.glyphs,
      )
    return box
  }

  #paintView(box: Box, y: number, isSelected: boolean, before: Box | undefined): void {
    const { buffer, styles } = this.#canvas
    const ground = this.#paintGutter(y, isSelected)
    paintBox(box, before, this.#canvas, ground)
    const end = box.x + box.width
    buffer.fill(end, y, this.#window.x + this.#columns.row - end, 1, styles.empty(ground))
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
