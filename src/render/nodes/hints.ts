import type { Box } from '../layout/box.ts'
import { unsized, type Sizing } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import { paintContent } from '../paint/paint-text.ts'
import type { Style } from '../paint/style.ts'
import {
  chipOf,
  fitRow,
  fullWidth,
  GAP,
  MORE,
  rowsOf,
  widthsOf,
  type Hint,
  type HintLine,
  type HintWidths,
} from './hint-lines.ts'
import { leaf } from './kind.ts'
import { style } from './options.ts'

/** A bar with keys in chips and what they do. */
export interface HintsNode {
  /** The kind of the node. */
  readonly kind: 'hints'
  /** The size that it asks for. */
  readonly sizing: Sizing<undefined>
  /** How it looks. */
  readonly style: Style | undefined
  /** The hints, from the left. */
  readonly hints: readonly Hint[]
  /** How many of the last ones stay when the others give way. */
  readonly kept: number
  /** The hint at the right edge, which stays longest. */
  readonly last: Hint | undefined
  /** Whether it has as many rows as it needs. */
  readonly wraps: boolean
}

/** The parts of a bar of hints, and its look. */
export interface HintsOptions extends Style {
  readonly kept: number
  readonly last: Hint | undefined
  readonly wraps: boolean
}

const bar: Style = { background: 'surface' }
const chip: Style = { background: 'raised', color: 'accent', bold: true }
const quiet: Style = { color: 'muted' }
const guide: Style = { color: 'faint' }
const off: Style = { color: 'faint', strikethrough: true }

/** Hints are never broken: those that don't fit are left out, from the middle. */
export function hints(entries: readonly Hint[], options: HintsOptions): HintsNode {
  const { kept, last, wraps } = options
  const own = style(options)
  return {
    kind: 'hints',
    sizing: unsized,
    style: own === undefined ? bar : { ...bar, ...given(own) },
    hints: entries,
    kept,
    last,
    wraps,
  }
}

function given(own: Style): Style {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
}

export const hintsKind = leaf<HintsNode>({
  measure(box, limit, glyphs) {
    const { node } = box
    const widths = widthsOf(node, glyphs)
    const rows = rowsOf(node, widths, node.wraps ? limit : Infinity)
    const isEmpty = node.hints.length === 0 && node.last === undefined
    box.contentWidth = isEmpty
      ? 0
      : Math.min(limit, Math.max(0, ...rows.map((row) => fullWidth(row, widths))))
    box.contentHeight = isEmpty ? 0 : rows.length
  },
  paint,
  isStill: true,
})

function paint(box: Box<HintsNode>, before: Box<HintsNode> | undefined, canvas: Canvas, under: number): void {
  const { node, x, y, width, height } = box
  if (before !== undefined && sameHints(node, before.node)) return
  const { buffer, styles, glyphs } = canvas
  const isEmpty = node.hints.length === 0 && node.last === undefined
  const base = isEmpty ? under : styles.intern(node.style, under)
  buffer.fill(x, y, width, height, styles.empty(base))
  if (isEmpty || height === 0) return
  const widths = widthsOf(node, glyphs)
  const rows = rowsOf(node, widths, node.wraps ? width : Infinity)
  const rest = {
    shown: rows.slice(height - 1).flatMap(({ shown }) => shown),
    hasLast: node.last !== undefined,
  }
  const fitting = rows.length <= height ? rows : [...rows.slice(0, height - 1), rest]
  const lines = fitting.map((row) => fitRow(row, widths, node.kept, width))
  for (const [index, line] of lines.entries())
    paintLine(node, line, widths, x, y + index, width, canvas, base)
}

function paintLine(
  node: HintsNode,
  line: HintLine,
  widths: HintWidths,
  x: number,
  y: number,
  width: number,
  canvas: Canvas,
  base: number,
): void {
  const { styles } = canvas
  const [chipStyle, quietStyle, guideStyle, offStyle] = [chip, quiet, guide, off].map((part) =>
    styles.intern(part, base),
  )
  const end = x + width
  const put = (hint: Hint, from: number, isShort: boolean | undefined) => {
    const keyStyle = hint.isOff ? offStyle! : chipStyle!
    const at = paintContent(chipOf(hint), from, y, Math.max(0, end - from), canvas, keyStyle)
    if (isShort) return at
    if (hint.isOff)
      return paintContent(` ${hint.description}`, at, y, Math.max(0, end - at), canvas, offStyle!)
    return paintContent(hint.description, at + 1, y, Math.max(0, end - at - 1), canvas, quietStyle!)
  }
  let at = x + line.padding
  for (let i = 0; i <= line.shown.length; i++) {
    if (i === line.more) at = GAP + paintContent(MORE, at, y, Math.max(0, end - at), canvas, guideStyle!)
    if (i < line.shown.length) at = GAP + put(node.hints[line.shown[i]!]!, at, line.isShort)
  }
  if (!line.hasLast) return
  const lastWidth = (line.isLastShort ? widths.chips : widths.whole).at(-1)!
  put(node.last!, Math.max(x, end - line.padding - lastWidth), line.isLastShort)
}

/** Whether two bars have the same hints and look. */
export function sameHints(a: HintsNode, b: HintsNode): boolean {
  return (
    a.kept === b.kept &&
    a.wraps === b.wraps &&
    sameStyle(a.style, b.style) &&
    sameHint(a.last, b.last) &&
    a.hints.length === b.hints.length &&
    a.hints.every((hint, index) => sameHint(hint, b.hints[index]))
  )
}

function sameHint(a: Hint | undefined, b: Hint | undefined): boolean {
  return a === b || (a?.keys === b?.keys && a?.description === b?.description && a?.isOff === b?.isOff)
}
