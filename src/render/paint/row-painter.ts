import { arrange } from '../layout/arrange.ts'
import type { Box, PaintedLine } from '../layout/box.ts'
import type { Line, LineColumns } from '../layout/line-window.ts'
import { extent, horizontal } from '../layout/sizing.ts'
import type { LinesNode, Node, TallLinesNode, TextNode } from '../nodes/index.ts'
import { glyphOf } from '../text/glyphs.ts'
import { alignOffset, breakLines } from '../text/text-lines.ts'
import type { Canvas } from './canvas.ts'
import { isView, sameRow } from './line-rows.ts'
import { sameData } from './looks-same.ts'
import { paint as paintBox } from './paint.ts'
import { paintContent, paintLine, stylesOf } from './paint-text.ts'

const looks = {
  focused: { ground: { background: 'selection', color: 'onSelection' }, mark: { color: 'focus' } },
  others: { ground: { background: 'raised', color: 'onSelection' }, mark: { color: 'faint' } },
} as const

const MARK = glyphOf('▌'.codePointAt(0)!)
const ASCII_MARK = '>'.charCodeAt(0)

type Window = Box<LinesNode> | Box<TallLinesNode>

/** Paints rows of a window. */
export class RowPainter {
  readonly #window: Window
  readonly #columns: LineColumns
  readonly #canvas: Canvas
  readonly #look: (typeof looks)[keyof typeof looks]
  readonly isFocused: boolean
  /** What lines stand on. */
  style: number
  /** The rows that are views. */
  readonly views: Box[] = []

  constructor(window: Window, columns: LineColumns, canvas: Canvas, style: number) {
    this.#window = window
    this.#columns = columns
    this.#canvas = canvas
    this.style = style
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
    if (isView(line)) return this.paintView(line, y, 1, isSelected, old, isSame, stood)
    const { buffer, styles } = this.#canvas
    const ground = this.#paintGutter(y, 1, isSelected)
    const start = this.#window.x + this.#columns.before
    const end =
      typeof line === 'string'
        ? paintContent(line, start, y, this.#columns.line, this.#canvas, ground)
        : paintText(line, start, y, this.#columns.line, this.#canvas, ground)
    buffer.fill(end, y, this.#window.x + this.#columns.row - end, 1, styles.empty(ground))
    return line
  }

  /** Paints a line that is a view of so many rows. */
  paintView(
    line: Node,
    y: number,
    rows: number,
    isSelected: boolean,
    old: PaintedLine | undefined,
    isSame: boolean,
    stood: boolean,
  ): Box {
    const view = this.#viewOf(line, old, y, rows)
    if (!isSame || !sameRow(line, old))
      this.#paintBox(view, rows, isSelected, isSame && stood && isBox(old!) ? old : undefined)
    this.views.push(view)
    return view
  }

  /** Paints what is left of a line. Returns the style that the line is laid over. */
  #paintGutter(y: number, rows: number, isSelected: boolean): number {
    const { buffer, glyphs, styles } = this.#canvas
    const ground = isSelected ? styles.intern(this.#look.ground, this.style) : this.style
    if (this.#columns.before === 0) return ground
    buffer.fill(this.#window.x, y, this.#columns.before, rows, styles.empty(ground))
    const mark = glyphs.set === 'ascii' ? ASCII_MARK : MARK
    if (isSelected) buffer.fill(this.#window.x, y, 1, rows, styles.intern(this.#look.mark, ground), mark)
    return ground
  }

  /** The box of a line that is a view, in its place. It is kept for as long as the line is the same. */
  #viewOf(node: Node, old: PaintedLine | undefined, y: number, rows: number): Box {
    const isKept = old !== undefined && isBox(old) && sameData(node, old.node)
    const box = isKept ? old : this.#window.loose(node, rows === 1)
    const { line, before } = this.#columns
    if (!isKept || box.y !== y)
      arrange(
        box,
        this.#window.x + before,
        y,
        extent(box.node.sizing, horizontal, line, line),
        rows,
        this.#canvas.glyphs,
      )
    return box
  }

  #paintBox(box: Box, rows: number, isSelected: boolean, before: Box | undefined): void {
    const { buffer, styles } = this.#canvas
    const ground = this.#paintGutter(box.y, rows, isSelected)
    paintBox(box, before, this.#canvas, ground)
    const end = box.x + box.width
    buffer.fill(end, box.y, this.#window.x + this.#columns.row - end, rows, styles.empty(ground))
  }
}

function isBox(painted: PaintedLine): painted is Box {
  return typeof painted === 'object' && 'node' in painted
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
