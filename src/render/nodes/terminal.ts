import type { Box } from '../layout/box.ts'
import type { AnyPress, Sizing } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { CursorShape } from '../paint/cursor.ts'
import { sameStyle } from '../paint/looks-same.ts'
import type { Style } from '../paint/style.ts'
import { BLANK, cellsOf, glyphOf } from '../text/glyphs.ts'
import { sanitize, symbolFor } from '../text/sanitize.ts'
import { leaf } from './kind.ts'
import { sizing, style } from './options.ts'

/** The cells of a row, as a `TerminalSource` writes them. */
export interface TerminalCells {
  /** The code point of each cell; 0 is what a wide character covers. */
  readonly codes: Int32Array
  /** The texts of those cells that have more than one code point. */
  readonly texts: readonly (string | undefined)[]
  /** How many cells the character takes: 1 or 2. */
  readonly widths: Uint8Array
  /** The colors, as StyleTable.internCell takes them. */
  readonly colors: Int32Array
  /** The colors behind them. */
  readonly backgrounds: Int32Array
  /** Bits of attributes.ts. */
  readonly attributes: Int32Array
}

/** A screen that something else keeps: the window of a terminal. */
export interface TerminalSource<Cells extends TerminalCells = TerminalCells> {
  /** Its width, in cells. */
  readonly columns: number
  /** Its height, in cells. */
  readonly rows: number
  /** How many rows are above the window. */
  readonly top: number
  /** How many rows there are. */
  readonly length: number
  /** Where the cursor is in the window; undefined if it isn't seen. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined
  /** Writes the cells of a row of the window. */
  readRow(row: number, columns: number, into: Cells): void
  /** The text of a row, counted from the oldest one. */
  textAt(row: number): string
  /** Whether a row goes on with the line of the row before it. */
  isWrapped(row: number): boolean
}

/** A part of a row of a terminal that is marked: its row, counted from the oldest, and a part of its text. */
export interface TerminalMark {
  /** The row, counted from the oldest one. */
  readonly row: number
  /** Where the part begins in the row's text. */
  readonly from: number
  /** How long it is, in UTF-16 units. */
  readonly length: number
}

/** A terminal that something else keeps. */
export interface TerminalNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'terminal'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** Where the cells come from. */
  readonly source: TerminalSource
  /** Another number means that the cells may have changed. */
  readonly version: number
  /** What the cursor looks like; undefined if the terminal doesn't have it. */
  readonly cursor: CursorShape | undefined
  /** What is marked. */
  readonly marked: TerminalMark | undefined
  /** The row of cells that it is read through. */
  readonly cells: TerminalCells
  /** What the engine has to know of this kind, which it doesn't load by itself. */
  readonly implementation: object
}

interface TerminalOptions extends Style, Sizing {
  readonly version: number
  readonly cursor?: CursorShape | undefined
  readonly marked?: TerminalMark | undefined
}

/** A terminal. `cells` is what rows are read into, which all terminals may share. */
export function terminal<Cells extends TerminalCells>(
  source: TerminalSource<Cells>,
  cells: Cells,
  options: TerminalOptions,
): TerminalNode<never> {
  const { version, cursor, marked } = options
  return {
    kind: 'terminal',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    source,
    version,
    cursor,
    marked,
    cells,
    implementation: terminalKind,
  }
}

const terminalKind = leaf<TerminalNode>({
  measure(box, limit) {
    box.contentWidth = Math.min(limit, box.node.source.columns)
    box.contentHeight = box.node.source.rows
  },
  paint,
  cursor({ node, x, y, width, height }) {
    const place = node.cursor === undefined ? undefined : node.source.cursor
    if (place === undefined || place.x >= width || place.y >= height) return undefined
    return { x: x + place.x, y: y + place.y, shape: node.cursor! }
  },
  above: ({ node }) => node.source.top,
  overflow: ({ node }) => node.source.length - node.source.rows,
  isStill: true,
})

const mark: Style = { color: 'onAccent', background: 'warning' }

/** Cells go from the terminal's buffer straight to the screen's, and only those that differ are written. */
function paint(
  box: Box<TerminalNode>,
  before: Box<TerminalNode> | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { node, x, y, width, height } = box
  if (before !== undefined && sameTerminal(node, before.node)) return
  const style = canvas.styles.intern(node.style, under)
  const [left, top, right, bottom] = canvas.buffer.clipped
  const columns = Math.min(width, node.source.columns)
  const rows = Math.min(height, node.source.rows)
  if (width > columns) canvas.buffer.fill(x + columns, y, width - columns, height, canvas.styles.empty(style))
  if (height > rows) canvas.buffer.fill(x, y + rows, columns, height - rows, canvas.styles.empty(style))
  for (let row = Math.max(0, top - y); row < Math.min(rows, bottom - y); row++) {
    node.source.readRow(row, columns, node.cells)
    paintRow(node, canvas, style, x, y + row, columns, left, right)
    if (node.marked?.row === node.source.top + row) paintMark(node, canvas, x, y + row, columns)
  }
}

function paintRow(
  { cells }: TerminalNode,
  { buffer, glyphs, styles }: Canvas,
  under: number,
  x: number,
  y: number,
  columns: number,
  left: number,
  right: number,
): void {
  const { codes, widths, colors, backgrounds, attributes } = cells
  const start = y * buffer.columns
  let style = -1
  for (let column = 0; column < columns; column++) {
    const code = codes[column]!
    const isSame =
      style >= 0 &&
      colors[column] === colors[column - 1] &&
      backgrounds[column] === backgrounds[column - 1] &&
      attributes[column] === attributes[column - 1]
    if (!isSame) style = styles.internCell(colors[column]!, backgrounds[column]!, attributes[column]!, under)
    if (code === 0 || x + column < left || x + column >= right) continue
    const text = cells.texts[column]
    const glyph = code < 0x7f && text === undefined ? code : glyphFor(code, text, widths[column]!, glyphs)
    const shown = glyph === BLANK ? styles.blank(style) : style
    const at = start + x + column
    if (buffer.glyphs[at] === glyph && buffer.styles[at] === shown) continue
    buffer.writeGlyph(x + column, y, glyph, shown)
    // A terminal may give a character more cells than we do.
    if (cellsOf(glyph) < widths[column]!) buffer.writeGlyph(x + column + 1, y, BLANK, styles.blank(style))
  }
}

/** The glyph of a cell. If it takes more cells than it has there, its place stays blank: it would push others out of theirs. */
function glyphFor(code: number, text: string | undefined, width: number, glyphs: Canvas['glyphs']): number {
  const glyph = text === undefined ? glyphOf(symbolFor(code) || code) : glyphs.intern(sanitize(text), width)
  if (cellsOf(glyph) <= width) return glyph
  const first = glyphOf(text === undefined ? code : text.codePointAt(0)!)
  return cellsOf(first) <= width ? first : BLANK
}

function paintMark(
  { cells, marked }: TerminalNode,
  { buffer, styles }: Canvas,
  x: number,
  y: number,
  columns: number,
): void {
  const { from, length } = marked!
  let at = 0
  for (let column = 0; column < columns && at < from + length; column++) {
    const code = cells.codes[column]!
    if (code === 0) continue
    const index = y * buffer.columns + x + column
    if (at >= from)
      buffer.writeGlyph(x + column, y, buffer.glyphs[index]!, styles.intern(mark, buffer.styles[index]!))
    at += cells.texts[column]?.length ?? (code > 0xffff ? 2 : 1)
  }
}

function sameTerminal(a: TerminalNode, b: TerminalNode): boolean {
  return (
    a.source === b.source && a.version === b.version && a.marked === b.marked && sameStyle(a.style, b.style)
  )
}
