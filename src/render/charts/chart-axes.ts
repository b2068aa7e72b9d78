import { mark } from '../nodes/mark.ts'
import type { CanvasPen } from '../paint/canvas-pen.ts'
import { DOT_COLUMNS, DOT_ROWS } from '../paint/dots.ts'
import { width } from '../text/width.ts'
import { scaleOf, shareOf, ticksOf, type Extent, type Tick } from './ticks.ts'
import { timeTicks, type AxisKind } from './time-ticks.ts'

/** The part of a canvas, in cells, in which values are drawn. */
export interface PlotArea {
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: number
}

/** In fewer columns or rows, there is no axis at that side. */
const ROOM_FOR_LABELS = 12
const ROOM_FOR_PLACES = 5
/** Values need so many columns at least. */
const LEAST_PLOT = 6
/** Rows of the horizontal axis: the line and its texts. */
const AXIS_ROWS = 2

/** How many ticks a vertical axis has room for. */
export function tickCount(rows: number): number {
  return Math.max(2, Math.min(6, Math.floor(rows / 2) + 1))
}

/** What remains of a canvas for values, below `top` rows for something else, if each axis for which there is room has its own. */
export function plotArea(
  pen: CanvasPen,
  top: number,
  hasPlaces: boolean,
  labelsIn: (rows: number) => readonly Tick[],
): PlotArea {
  const free = Math.max(1, pen.rows - top)
  const rows =
    hasPlaces && free >= ROOM_FOR_PLACES && pen.columns >= ROOM_FOR_LABELS ? free - AXIS_ROWS : free
  const labels = Math.max(0, ...labelsIn(rows).map(({ text }) => width(text))) + 2
  const isRoomy = pen.columns >= ROOM_FOR_LABELS && pen.columns - labels >= LEAST_PLOT
  const column = isRoomy ? labels : 0
  return { column, row: top, columns: pen.columns - column, rows }
}

/** The dot row of a value, from the top of the area. */
export function dotRowOf(value: number, extent: Extent, { rows }: PlotArea): number {
  const last = rows * DOT_ROWS - 1
  const share = shareOf(value, extent)
  // Far outside of a range, it doesn't matter how far.
  return Math.round(last * (1 - Math.max(-1e6, Math.min(share, 1e6))))
}

/** Draws the vertical axis: a line, and at its left the texts of ticks. */
export function drawValueAxis(pen: CanvasPen, area: PlotArea, extent: Extent, ticks: readonly Tick[]): void {
  if (area.column === 0) return
  const room = area.column - 2
  for (let row = 0; row < area.rows; row++)
    pen.text(area.column - 1, area.row + row, mark(['│', '|']), border)
  const taken = new Set<number>()
  for (const { value, text } of ticks) {
    const row = Math.floor(dotRowOf(value, extent, area) / DOT_ROWS)
    if (row < 0 || row >= area.rows || taken.has(row)) continue
    taken.add(row)
    pen.text(room - width(text), area.row + row, text, muted)
  }
}

/** The ticks of a horizontal axis that is so many columns wide. */
export function placeTicks(extent: Extent, columns: number, kind: AxisKind): readonly Tick[] {
  const unit = (extent.max - extent.min) / Math.max(1, columns)
  for (let apart = 6; apart <= columns * 2; apart += 2) {
    const ticks =
      kind === 'number'
        ? ticksOf(scaleOf(extent.min, extent.max, extent, Math.floor(columns / apart) + 1))
        : timeTicks(extent, unit * apart, kind)
    const widest = Math.max(0, ...ticks.map(({ text }) => width(text)))
    const gap = ticks.length < 2 ? Infinity : (ticks[1]!.value - ticks[0]!.value) / unit
    if (widest + 2 <= gap) return ticks
  }
  return []
}

/** Draws the horizontal axis below an area: a line with ticks, and their texts. */
export function drawPlaceAxis(pen: CanvasPen, area: PlotArea, extent: Extent, ticks: readonly Tick[]): void {
  const row = area.row + area.rows
  if (row + AXIS_ROWS > pen.rows) return
  const { column, columns } = area
  if (column > 0) pen.text(column - 1, row, mark(['└', '+']), border)
  pen.text(column, row, mark(['─'.repeat(columns), '-'.repeat(columns)]), border)
  let free = 0
  for (const { value, text } of ticks) {
    const at = column + columnOf(value, extent, columns)
    const start = Math.max(0, Math.min(at - Math.floor(width(text) / 2), column + columns - width(text)))
    if (start < free) continue
    pen.text(at, row, mark(['┬', '+']), border)
    pen.text(start, row + 1, text, muted)
    free = start + width(text) + 2
  }
}

function columnOf(value: number, extent: Extent, columns: number): number {
  const dots = columns * DOT_COLUMNS - 1
  return Math.max(0, Math.min(columns - 1, Math.floor((shareOf(value, extent) * dots + 1e-6) / DOT_COLUMNS)))
}

const border = { color: 'border' } as const
const muted = { color: 'muted' } as const
