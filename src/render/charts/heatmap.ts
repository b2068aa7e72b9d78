import type { AnyPress, Press, Sent, Sizing } from '../layout/sizing.ts'
import { canvas, type CanvasNode } from '../nodes/canvas.ts'
import { mark } from '../nodes/mark.ts'
import { number } from '../nodes/options.ts'
import { text } from '../nodes/text.ts'
import type { CanvasPen } from '../paint/canvas-pen.ts'
import type { Color } from '../paint/color.ts'
import { width } from '../text/width.ts'
import { numberText, shareOf, type Extent } from './ticks.ts'

/** Values that are asked for: an array, or a ring of `actty/machines`. */
export interface ValueSource {
  /** How many values there are. */
  readonly length: number
  /** The value at an index. What isn't a finite number is a blank. */
  at(index: number): number | null | undefined
}

/** A row of a `heatmap`. */
export interface HeatmapRow {
  /** What it stands for. */
  readonly label: string
  /** Its values, the newest last. */
  readonly values: ValueSource
}

/** The range and the look of a `heatmap`. */
export interface HeatmapOptions<E = AnyPress> extends Sizing<E> {
  /**
   * The value of the lightest shade.
   *
   * @defaultValue the least of the values
   */
  readonly min?: number | undefined
  /**
   * The value of the darkest shade.
   *
   * @defaultValue the greatest of the values
   */
  readonly max?: number | undefined
  /**
   * Its color.
   *
   * @defaultValue 'hue1'
   */
  readonly color?: Color | undefined
  /**
   * Whether more is worse. The two darkest shades then are `warning` and `danger`.
   *
   * @defaultValue false
   */
  readonly moreIsWorse?: boolean | undefined
  /** What stands below a column, by its index in a row of values. An empty text is nothing. */
  readonly columnLabel?: ((index: number) => string) | undefined
  /**
   * Returns the text of a value.
   *
   * @defaultValue the number, with k, M, G or T if it is large
   */
  readonly format?: ((value: number) => string) | undefined
  /**
   * Whether a row at the bottom says what the shades stand for. Where there is no room for it, there is none.
   *
   * @defaultValue true
   */
  readonly legend?: boolean | undefined
}

interface HeatmapData extends Omit<HeatmapOptions, keyof Sizing> {
  readonly rows: readonly HeatmapRow[]
}

/** The shades, from the lightest, in Unicode and ASCII: that they differ without colors, too. */
const SHADES = [
  ['·', '.'],
  ['░', ':'],
  ['▒', '+'],
  ['▓', '*'],
  ['█', '#'],
] as const

/**
 * Rows of values as shades: a cell for each value, two columns wide if there is room for that, the newest at the right. Of more values
 * than there is room for, the last are shown.
 *
 * ```ts
 * heatmap([{ label: 'api', values: [1, 5, 9] }, { label: 'web', values: [2, undefined, 4] }], { min: 0, max: 10 })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function heatmap<const E extends Press = never>(
  rows: readonly HeatmapRow[],
  options: HeatmapOptions<E> = {},
): CanvasNode<Sent<E>> {
  const { min, max, color, moreIsWorse, columnLabel, format, legend = true, ...sizing } = options
  for (const [name, value] of Object.entries({ min, max })) if (value !== undefined) number(value, name)
  const data: HeatmapData = { rows, min, max, color, moreIsWorse, columnLabel, format, legend }
  const below = (columnLabel === undefined ? 0 : 1) + (legend ? 1 : 0)
  return canvas(data, draw, { rows: rows.length + below, says, ...sizing })
}

/** Cells between labels and values. */
const GAP = 2
/** In fewer columns, there are no labels. */
const ROOM_FOR_LABELS = 12

function draw(pen: CanvasPen, data: HeatmapData): void {
  const { rows, columnLabel, legend } = data
  const extent = rangeOf(data)
  const widest = Math.max(0, ...rows.map(({ label }) => width(label)))
  const labels = pen.columns < ROOM_FOR_LABELS ? 0 : Math.min(widest, Math.floor(pen.columns / 3))
  const left = labels === 0 ? 0 : labels + GAP
  const legendRows = legend === true && pen.rows > rows.length ? 1 : 0
  const labelRows = columnLabel !== undefined && pen.rows > rows.length + legendRows ? 1 : 0
  const room = pen.rows - legendRows - labelRows
  const hidden = rows.length > room ? rows.length - Math.max(0, room - 1) : 0
  const shown = rows.slice(0, rows.length - hidden)
  const longest = Math.max(0, ...rows.map(({ values }) => values.length))
  const columns = Math.max(1, pen.columns - left)
  const cell = longest * 2 <= columns ? 2 : 1
  const count = Math.min(longest, Math.floor(columns / cell))
  shown.forEach(({ label, values }, row) => {
    if (labels > 0) pen.text(0, row, cut(label, labels), muted)
    drawValues(pen, left, row, cell, count, values, extent, data)
  })
  if (hidden > 0) pen.text(0, shown.length, `+${hidden} ${hidden === 1 ? 'row' : 'rows'}`, muted)
  if (labelRows > 0) drawColumnLabels(pen, left, shown.length, cell, longest - count, longest, columnLabel!)
  if (legendRows > 0) drawLegend(pen, left, shown.length + labelRows, extent, data)
}

function drawValues(
  pen: CanvasPen,
  left: number,
  row: number,
  cell: number,
  count: number,
  values: ValueSource,
  extent: Extent,
  data: HeatmapData,
): void {
  const first = values.length - count
  for (let at = 0; at < count; at++) {
    const value = first + at < 0 ? undefined : values.at(first + at)
    if (typeof value !== 'number' || !Number.isFinite(value)) continue
    drawShade(pen, left + at * cell, row, shadeOf(value, extent), cell, data)
  }
}

function drawShade(
  pen: CanvasPen,
  column: number,
  row: number,
  shade: number,
  cell: number,
  { color = 'hue1', moreIsWorse = false }: HeatmapData,
): void {
  const [unicode, ascii] = SHADES[shade]!
  const alarm = !moreIsWorse ? undefined : shade === 4 ? 'danger' : shade === 3 ? 'warning' : undefined
  pen.text(column, row, mark([unicode.repeat(cell), ascii.repeat(cell)], { color: alarm ?? color }))
}

function shadeOf(value: number, extent: Extent): number {
  if (!(extent.max > extent.min)) return value < extent.min ? 0 : value > extent.max ? SHADES.length - 1 : 2
  const share = shareOf(value, extent)
  return Math.max(0, Math.min(SHADES.length - 1, Math.floor(share * SHADES.length)))
}

function rangeOf({ rows, min, max }: HeatmapData): Extent {
  let [low, high] = [Infinity, -Infinity]
  if (min === undefined || max === undefined)
    for (const { values } of rows)
      for (let at = 0; at < values.length; at++) {
        const value = values.at(at)
        if (typeof value !== 'number' || !Number.isFinite(value)) continue
        if (value < low) low = value
        if (value > high) high = value
      }
  return { min: min ?? low, max: max ?? high }
}

function drawColumnLabels(
  pen: CanvasPen,
  left: number,
  row: number,
  cell: number,
  first: number,
  end: number,
  labelOf: (index: number) => string,
): void {
  let free = left
  for (let index = first; index < end; index++) {
    const label = labelOf(index)
    const at = left + (index - first) * cell
    if (label === '' || at < free || at + width(label) > pen.columns) continue
    pen.text(at, row, label, muted)
    free = at + width(label) + 1
  }
}

/** What the shades stand for: '0 ··░░▒▒▓▓██ 100'. */
function drawLegend(
  pen: CanvasPen,
  left: number,
  row: number,
  { min, max }: Extent,
  data: HeatmapData,
): void {
  const { format = numberText } = data
  if (!Number.isFinite(min) || !Number.isFinite(max)) return pen.text(left, row, 'no values', muted)
  const [low, high] = [format(min), format(max)]
  const start = left + width(low) + 1
  if (start + SHADES.length * 2 + 1 + width(high) > pen.columns) return
  pen.text(left, row, low, muted)
  SHADES.forEach((_, shade) => drawShade(pen, start + shade * 2, row, shade, 2, data))
  pen.text(start + SHADES.length * 2 + 1, row, high, muted)
}

function cut(label: string, room: number) {
  if (width(label) <= room) return label
  let kept = label
  while (kept !== '' && width(kept) >= room) kept = [...kept].slice(0, -1).join('')
  return text([kept, mark('more')])
}

/** A line for each row: its last value, and between which values it was. */
function says({ rows, format = numberText }: HeatmapData): readonly string[] {
  return rows.map((row) => {
    const { min, max } = rangeOf({ rows: [row] })
    if (!(min <= max)) return `${row.label}: no values`
    const last = row.values.at(row.values.length - 1)
    const now = typeof last === 'number' && Number.isFinite(last) ? format(last) : '–'
    return `${row.label}: ${now}, between ${format(min)} and ${format(max)}`
  })
}

const muted = { color: 'muted' } as const
