import { arrange } from '../layout/arrange.ts'
import type { Box } from '../layout/box.ts'
import { firstLine, lineAt, lineColumns, type Line } from '../layout/line-window.ts'
import { extent, horizontal } from '../layout/sizing.ts'
import type { LinesNode, Node } from '../nodes/index.ts'
import type { TerminalNode } from '../nodes/terminal.ts'
import type { TextNode } from '../nodes/text.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { alignOffset, breakLines } from '../text/text-lines.ts'
import { rowOf, shownText, textRow, type RowCell, type TextRow } from './text-row.ts'
import type { TextSource } from './text-sources.ts'

/** A row of the screen that shows a part of a line of a source. */
export interface SourceRow extends TextRow {
  /** The number of the line. */
  readonly line: number
}

/** The text of a line. */
export function textOfLine({ box, first, glyphs }: TextSource, line: number): string {
  if (box.node.kind === 'text') return shownText(box.node.content, glyphs)
  if (box.node.kind === 'terminal') return box.node.source.textAt(line)
  const window = box as Box<LinesNode>
  const shown = shownLine(window, line - first)
  if (typeof shown === 'object' && shown.kind !== 'text') return viewRow(window, shown, 0, glyphs).text
  return shownText(typeof shown === 'string' ? shown : shown.content, glyphs)
}

/** Whether a line goes on with the one before it, which a terminal has broken for want of room. */
export function isContinued({ box }: TextSource, line: number): boolean {
  return box.node.kind === 'terminal' && box.node.source.isWrapped(line)
}

/** What a row of the screen shows of a source; undefined outside of its lines. */
export function sourceRow({ box, first, end, glyphs }: TextSource, y: number): SourceRow | undefined {
  const line = lineAtRow(box, first, y - box.y)
  if (line < first || line >= end) return undefined
  const row =
    box.node.kind === 'text'
      ? textRow(box as Box<TextNode>, y - box.y, glyphs)
      : box.node.kind === 'terminal'
        ? terminalRow(box as Box<TerminalNode>, y)
        : lineRow(box as Box<LinesNode>, line - first, y, glyphs)
  return row && { ...row, line }
}

function lineAtRow({ node, height }: TextSource['box'], first: number, row: number): number {
  if (node.kind === 'text') return 0
  return node.kind === 'terminal' ? node.source.top + row : first + firstLine(node, height) + row
}

/** The cells of a row of a terminal, as far as it has text. */
function terminalRow({ node, x, y, width }: Box<TerminalNode>, row: number): TextRow {
  const { source, cells } = node
  source.readRow(row - y, width, cells)
  const { length } = source.textAt(source.top + row - y)
  const found: RowCell[] = []
  for (let column = 0, from = 0; column < width && from < length; column++) {
    const code = cells.codes[column]!
    if (code === 0) continue
    const to = from + (cells.texts[column]?.length ?? (code > 0xffff ? 2 : 1))
    found.push({ x: column, width: cells.widths[column]!, from, to })
    from = to
  }
  return { x, cells: found, range: { from: 0, to: length } }
}

function lineRow(box: Box<LinesNode>, index: number, y: number, glyphs: GlyphTable): TextRow {
  const shown = shownLine(box, index)
  if (typeof shown === 'object' && shown.kind !== 'text') return viewRow(box, shown, y, glyphs).row
  const { content, overflow, align, sizing } =
    typeof shown === 'object' ? shown : { ...plainLine, content: shown }
  const columns = lineColumns(box.node, box.width, box.height)
  const room = extent(sizing, horizontal, columns.line, columns.line)
  const lines = breakLines(content, room, overflow === 'wrap' ? 'clip' : overflow, glyphs, true)
  const start = box.x + columns.before + alignOffset(align, Math.max(0, room - lines.widths[0]!))
  return rowOf(lines, 0, start, content, true, glyphs)
}

const plainLine = { overflow: 'clip', align: 'left', sizing: {} } as const

function shownLine(box: Box<LinesNode>, index: number): Line {
  const { node, width, height } = box
  const { line } = lineColumns(node, width, height)
  return lineAt(node.source, index, {
    columns: line,
    selected: index === node.selected,
    focused: node.focused,
  })
}

/** A line that is a view: its texts are one, with a blank between two if there is room between them. */
function viewRow(
  window: Box<LinesNode>,
  node: Node,
  y: number,
  glyphs: GlyphTable,
): { readonly text: string; readonly row: TextRow } {
  const { before, line } = lineColumns(window.node, window.width, window.height)
  const view = window.loose(node)
  arrange(view, window.x + before, y, extent(node.sizing, horizontal, line, line), 1, glyphs)
  let text = ''
  let end = Infinity
  const cells: RowCell[] = []
  for (const part of textsIn(view)) {
    const row = textRow(part, 0, glyphs)
    if (row === undefined || row.cells.length === 0) continue
    if (row.x > end) text += ' '
    for (const { x, width, from, to } of row.cells) {
      cells.push({ x: row.x + x - window.x, width, from: text.length + from, to: text.length + to })
      end = row.x + x + width
    }
    text += shownText(part.node.content, glyphs)
  }
  return { text, row: { x: window.x, cells, range: { from: 0, to: text.length } } }
}

function textsIn(box: Box): Box<TextNode>[] {
  if (box.node.sizing.select === false) return []
  return box.node.kind === 'text' ? [box as Box<TextNode>] : box.children.flatMap(textsIn)
}
