import { cellsOf, type GlyphTable } from '../text/glyphs.ts'
import { plainWidth, type Content } from '../text/shape.ts'
import { shapeSpans } from '../text/text-lines.ts'

/** A key and what it does. */
export interface Hint {
  /** The key, or keys that do the same. It stands in a chip. */
  readonly keys: string
  /** The same for a terminal without Unicode. */
  readonly ascii: string
  /** What it does. */
  readonly description: string
  /** Whether the key does nothing now. Such a hint is struck through. */
  readonly isOff: boolean
}

const asciiArrows: Readonly<Record<string, string>> = { '↑': '^', '↓': 'v', '←': '<', '→': '>' }

/** A hint whose arrows are drawn in ASCII where the terminal needs it. */
export function hint(keys: string, description: string, isOff = false): Hint {
  return { keys, ascii: asciiKeys(keys), description, isOff }
}

/** A label of keys for a terminal without Unicode. */
export function asciiKeys(label: string): string {
  return label.replace(/[↑↓←→]/g, (arrow) => asciiArrows[arrow]!)
}

/** The chip of a hint. */
export function chipOf({ keys, ascii }: Hint): Content {
  return [{ text: ` ${keys} `, style: undefined, ...(ascii === keys ? {} : { ascii: ` ${ascii} ` }) }]
}

/** Hints of a bar: those from its left, and the one at its right edge. */
export interface HintParts {
  readonly hints: readonly Hint[]
  readonly last: Hint | undefined
}

const PADDING = 1

/** Cells between two hints. */
export const GAP = 2

/** Stands for hints that are left out. */
export const MORE: Content = [{ text: '…', style: undefined, ascii: '~' }]

/** The widths of hints: of their chips, and with what stands after them. The last one is that of `last`. */
export interface HintWidths {
  readonly chips: readonly number[]
  readonly whole: readonly number[]
}

/** Hints of a row, by index, and whether the last one stands at its right edge. */
export interface HintRow {
  readonly shown: readonly number[]
  readonly hasLast: boolean
}

/** What fits in a row: hints from its left, an ellipsis after so many of them, chips alone if they need to be. */
export interface HintLine extends HintRow {
  readonly padding: number
  /** How many hints stand before the ellipsis; undefined if there is none. */
  readonly more?: number | undefined
  /** Hints on the left are chips alone. */
  readonly isShort?: boolean
  /** `last` is a chip alone. */
  readonly isLastShort?: boolean
}

/** The rows of all hints, each as full as `limit` lets it be. */
export function rowsOf({ hints, last }: HintParts, widths: HintWidths, limit: number): HintRow[] {
  const rows: HintRow[] = []
  let shown: number[] = []
  for (const index of hints.keys()) {
    if (
      shown.length > 0 &&
      lineWidth({ shown: [...shown, index], hasLast: false, padding: PADDING }, widths) > limit
    ) {
      rows.push({ shown, hasLast: false })
      shown = []
    }
    shown.push(index)
  }
  const end = { shown, hasLast: last !== undefined }
  if (last === undefined || shown.length === 0 || fullWidth(end, widths) <= limit) return [...rows, end]
  return [...rows, { shown, hasLast: false }, { shown: [], hasLast: true }]
}

/** The best line that fits; see `linesOf`. */
export function fitRow(row: HintRow, widths: HintWidths, kept: number, width: number): HintLine {
  const only = kept > 0 ? row.shown.slice(-1) : row.shown.slice(0, 1)
  const least = row.hasLast ? { shown: [], isLastShort: true } : { shown: only, isShort: true }
  for (const line of linesOf(row, kept)) if (lineWidth(line, widths) <= width) return line
  return { ...least, hasLast: row.hasLast, padding: 0 }
}

/**
 * What a row may be, from best to worst: hints of its middle give way first, then the word of the last hint. The ones that are
 * kept and the last one are there as long as there is room for their chips.
 */
function* linesOf({ shown, hasLast }: HintRow, kept: number): Generator<HintLine> {
  const free = shown.slice(0, Math.max(0, shown.length - kept))
  const end = shown.slice(free.length)
  for (const isLastShort of hasLast ? [false, true] : [false]) {
    yield { shown, hasLast, padding: PADDING, isLastShort }
    for (let more = free.length - 1; more > 0; more--)
      yield { shown: [...free.slice(0, more), ...end], hasLast, padding: PADDING, more, isLastShort }
  }
  if (!hasLast && end.length === 0) {
    yield { shown: free.slice(0, 1), hasLast, padding: 0 }
    return
  }
  const rest = { shown: end, hasLast }
  if (free.length > 0) yield { ...rest, padding: PADDING, more: 0 }
  yield { ...rest, padding: PADDING }
  yield { ...rest, padding: 0, isLastShort: true }
  yield { ...rest, padding: 0, isLastShort: true, isShort: true }
}

/** The width of a row in which nothing is left out. */
export function fullWidth(row: HintRow, widths: HintWidths): number {
  return lineWidth({ ...row, padding: PADDING }, widths)
}

function lineWidth(
  { shown, hasLast, padding, more, isShort, isLastShort }: HintLine,
  widths: HintWidths,
): number {
  const parts = shown.map((index) => (isShort ? widths.chips : widths.whole)[index]!)
  if (more !== undefined) parts.push(1)
  if (hasLast) parts.push((isLastShort ? widths.chips : widths.whole).at(-1)!)
  return parts.reduce((sum, width) => sum + width, 2 * padding + GAP * Math.max(0, parts.length - 1))
}

/** How wide the hints are. */
export function widthsOf({ hints, last }: HintParts, glyphs: GlyphTable): HintWidths {
  const all = last === undefined ? hints : [...hints, last]
  const chips = all.map((hint) => widthOf(chipOf(hint), glyphs))
  return {
    chips,
    whole: all.map(({ description }, index) => chips[index]! + 1 + widthOf(description, glyphs)),
  }
}

function widthOf(content: Content, glyphs: GlyphTable): number {
  const plain = plainWidth(content)
  if (plain >= 0) return plain
  const { glyphs: shaped } = shapeSpans(content, glyphs, true)
  let width = 0
  for (let i = 0; i < shaped.length; i++) width += cellsOf(shaped.glyphs[i]!)
  return width
}
