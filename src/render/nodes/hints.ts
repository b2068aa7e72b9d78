import type { Box } from '../layout/box.ts'
import { unsized, type Sizing } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameContent, sameStyle } from '../paint/looks-same.ts'
import { paintContent } from '../paint/paint-text.ts'
import type { Style } from '../paint/style.ts'
import { cellsOf, type GlyphTable } from '../text/glyphs.ts'
import { plainWidth, type Content } from '../text/shape.ts'
import { shapeSpans } from '../text/text-lines.ts'
import { leaf } from './kind.ts'
import { style } from './options.ts'
import type { TextNode } from './text.ts'

/** Short texts one after the other, such as the keys of a help line. */
export interface HintsNode {
  /** The kind of the node. */
  readonly kind: 'hints'
  /** The size that it asks for. */
  readonly sizing: Sizing
  /** How it looks. */
  readonly style: Style | undefined
  /** The texts. */
  readonly entries: readonly Content[]
  /** How many of the last ones stay when the others give way. */
  readonly kept: number
  /** Whether it has as many rows as it needs. */
  readonly wraps: boolean
}

/** The look of `hints`. */
export interface HintsOptions extends Style {
  readonly kept: number
  readonly wraps: boolean
}

const GAP = 2
const MORE = '…'

/** Texts that are never broken: what doesn't fit is left out, from the middle. */
export function hints(entries: readonly TextNode[], options: HintsOptions): HintsNode {
  const { kept, wraps } = options
  return {
    kind: 'hints',
    sizing: unsized,
    style: style(options),
    entries: entries.map(({ content }) => content),
    kept,
    wraps,
  }
}

export const hintsKind = leaf<HintsNode>({
  measure(box, limit, glyphs) {
    const { entries, wraps } = box.node
    const widths = entries.map((entry) => widthOf(entry, glyphs))
    const rows = wraps ? wrapped(widths, limit) : [[...widths.keys()]]
    box.contentWidth = Math.min(limit, Math.max(0, ...rows.map((row) => rowWidth(row, widths))))
    box.contentHeight = entries.length === 0 ? 0 : rows.length
  },
  paint,
})

function paint(box: Box<HintsNode>, before: Box<HintsNode> | undefined, canvas: Canvas, under: number): void {
  const { node, x, y, width, height } = box
  if (before !== undefined && sameHints(node, before.node)) return
  const { buffer, styles, glyphs } = canvas
  const base = styles.intern(node.style, under)
  buffer.fill(x, y, width, height, styles.empty(base))
  const widths = node.entries.map((entry) => widthOf(entry, glyphs))
  for (const [row, shown] of rowsIn(node, widths, width, height).entries()) {
    let at = x
    for (const index of shown) {
      const content = node.entries[index] ?? MORE
      at = GAP + paintContent(content, at, y + row, Math.max(0, x + width - at), canvas, base)
    }
  }
}

/** The entries of each row, by index; -1 stands for those that are left out. */
function rowsIn(
  { kept, wraps }: HintsNode,
  widths: readonly number[],
  width: number,
  height: number,
): number[][] {
  if (height === 0) return []
  const rows = wraps ? wrapped(widths, width) : [[...widths.keys()]]
  const last = rows.slice(height - 1).flat()
  return [...rows.slice(0, height - 1), cutRow(last, widths, width, kept)]
}

/** As many entries in a row as fit. */
function wrapped(widths: readonly number[], width: number): number[][] {
  const rows: number[][] = []
  for (const index of widths.keys()) {
    const row = rows.at(-1)
    if (row !== undefined && rowWidth([...row, index], widths) <= width) row.push(index)
    else rows.push([index])
  }
  return rows
}

/** What fits in a row: the last ones that are kept, and before them as many of the first as there is room for. */
function cutRow(row: readonly number[], widths: readonly number[], width: number, kept: number): number[] {
  if (rowWidth(row, widths) <= width) return [...row]
  // Without entries that must stay, the last one shows what kind of keys were left out.
  const isEnough = kept === 0 && row.length > 2 && rowWidth([row[0]!, -1, row.at(-1)!], widths) <= width
  const end = row.slice(row.length - Math.min(row.length, isEnough ? 1 : kept))
  for (let count = row.length - end.length; count >= 0; count--) {
    const shown = [...row.slice(0, count), -1, ...end]
    if (rowWidth(shown, widths) <= width) return shown
  }
  // Not even those fit: the last one is what is needed most.
  return end.length === 0 ? row.slice(0, 1) : rowWidth(end, widths) <= width ? end : end.slice(-1)
}

function rowWidth(row: readonly number[], widths: readonly number[]): number {
  return row.reduce((sum, index) => sum + (widths[index] ?? MORE.length), GAP * Math.max(0, row.length - 1))
}

function widthOf(content: Content, glyphs: GlyphTable): number {
  const plain = plainWidth(content)
  if (plain >= 0) return plain
  const { glyphs: shaped } = shapeSpans(content, glyphs, true)
  let width = 0
  for (let i = 0; i < shaped.length; i++) width += cellsOf(shaped.glyphs[i]!)
  return width
}

function sameHints(a: HintsNode, b: HintsNode): boolean {
  return (
    a.kept === b.kept &&
    a.wraps === b.wraps &&
    sameStyle(a.style, b.style) &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, index) => sameContent(entry, b.entries[index]!))
  )
}
