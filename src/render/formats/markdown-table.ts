import type { Node, TextNode } from '../nodes/index.ts'
import { fitting } from '../nodes/fitting.ts'
import { grid } from '../nodes/grid.ts'
import { rule } from '../nodes/rule.ts'
import { column, row } from '../nodes/stack.ts'
import type { Style } from '../paint/style.ts'
import { GlyphTable } from '../text/glyphs.ts'
import { plainWidth, type Content, type Span } from '../text/shape.ts'
import { breakLines, type TextAlign } from '../text/text-lines.ts'
import { withSpans } from './code.ts'
import { over } from './markdown-inline.ts'

/** The parts of a cell. */
type TableCell = readonly Span[]

/** A table whose cells are read. */
export interface TableContent {
  readonly align: readonly (TextAlign | null)[]
  readonly header: readonly TableCell[]
  readonly rows: readonly (readonly TableCell[])[]
}

/** A wider table is shown one value below the other in any case. */
const MAX_COLUMNS = 64

/** Columns two cells apart, below their header; in a narrow place each row as a list of values. */
export function tableNode(content: TableContent): Node {
  const vertical = { minWidth: 0, node: verticalForm(content) }
  if (content.header.length > MAX_COLUMNS) return vertical.node
  return fitting([{ minWidth: leastWidth(content), node: gridForm(content) }, vertical])
}

function gridForm({ header, rows, align }: TableContent): Node {
  const lastColumn = header.length - 1
  const cell = (spans: TableCell, at: number) =>
    row({ padding: [0, at < lastColumn ? 2 : 0, 0, 0] }, [cellText(spans, align[at], { grow: 1 })])
  return row({ padding: [0, 0, 0, 1] }, [
    grid({ columnGap: 0 }, [
      header.map((spans, at) => cell(emphasized(spans), at)),
      header.map(() => rule({ color: 'border' })),
      ...rows.map((cells) => header.map((_, at) => cell(cells[at] ?? [], at))),
    ]),
  ])
}

function verticalForm({ header, rows }: TableContent): Node {
  return column(
    { gap: rows.length === 0 ? 0 : 1, padding: [0, 0, 0, 1] },
    rows.length === 0
      ? header.map((spans) => cellText(emphasized(spans), null))
      : rows.map((cells) =>
          column(
            header.map((spans, at) =>
              // The value wraps beside its name, if there is room, and else below.
              cellText([...emphasized(spans), { text: '  ', style: undefined }, ...(cells[at] ?? [])], null),
            ),
          ),
        ),
  )
}

function emphasized(spans: TableCell): TableCell {
  return spans.map(({ text, style }) => ({ text, style: over(style, bold) }))
}

const bold: Style = { bold: true }

function cellText(
  spans: TableCell,
  align: TextAlign | null | undefined,
  options: { grow?: number } = {},
): TextNode {
  return withSpans(spans, { align: align ?? 'left', ...options })
}

/** In fewer columns, words of the table would be broken, or its texts would be columns of words. */
function leastWidth({ header, rows }: TableContent): number {
  const glyphs = new GlyphTable()
  let width = 1
  header.forEach((spans, at) => {
    let least = leastOf(spans, glyphs)
    for (const cells of rows) least = Math.max(least, leastOf(cells[at] ?? [], glyphs))
    width += least + (at < header.length - 1 ? 2 : 0)
  })
  return width
}

/** A longer text may take several lines, but not of less than this, nor of less than its longest word. */
const LEAST_WIDTH = 14

function leastOf(spans: TableCell, glyphs: GlyphTable): number {
  const natural = widthOf(spans, glyphs)
  if (natural <= LEAST_WIDTH) return natural
  const said = spans.map((span) => span.text).join('')
  const words = said.split(/\s+/).map((word) => widthOf(word, glyphs))
  return words.reduce((longest, width) => Math.max(longest, width), LEAST_WIDTH)
}

/** The cells of a text that isn't broken. */
function widthOf(content: Content, glyphs: GlyphTable): number {
  const plain = plainWidth(content)
  return plain >= 0 ? plain : breakLines(content, Infinity, 'clip', glyphs).natural
}
