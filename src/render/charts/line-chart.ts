import type { AnyPress, Press, Sent, Sizing } from '../layout/sizing.ts'
import { canvas, type CanvasNode } from '../nodes/canvas.ts'
import { number, oneOf } from '../nodes/options.ts'
import type { CanvasPen, Dash, Stroke } from '../paint/canvas-pen.ts'
import { clipLine } from '../paint/clip-line.ts'
import type { Color } from '../paint/color.ts'
import { DOT_COLUMNS, DOT_ROWS } from '../paint/dots.ts'
import { width } from '../text/width.ts'
import {
  dotRowOf,
  drawPlaceAxis,
  drawValueAxis,
  placeTicks,
  plotArea,
  tickCount,
  type PlotArea,
} from './chart-axes.ts'
import { PlotColumns, xAt, type PlotColumn, type PointSource } from './plot-columns.ts'
import { numberText, scaleOf, ticksOf, type Extent, type Format } from './ticks.ts'
import type { AxisKind } from './time-ticks.ts'

/** A line of a `lineChart`. */
export interface ChartSeries {
  /** What it stands for. */
  readonly name: string
  /** Its points, in the order of their places: an array, or a ring of `actty/machines`. */
  readonly points: PointSource
  /**
   * Its color.
   *
   * @defaultValue 'hue1' for the first series, 'hue2' for the second, to 'hue6', and again
   */
  readonly color?: Color | undefined
  /**
   * Which columns of it have dots, so that it can be told from the others without colors.
   *
   * @defaultValue another one for each of six series
   */
  readonly dash?: Dash | undefined
}

/** The ranges and the look of a `lineChart`. */
export interface LineChartOptions<E = AnyPress> extends Sizing<E> {
  /**
   * The value at the bottom.
   *
   * @defaultValue the least value in view, rounded down to a tick
   */
  readonly min?: number | undefined
  /**
   * The value at the top.
   *
   * @defaultValue the greatest value in view, rounded up to a tick
   */
  readonly max?: number | undefined
  /**
   * The place at the left.
   *
   * @defaultValue that of the first point
   */
  readonly from?: number | undefined
  /**
   * The place at the right.
   *
   * @defaultValue that of the last point
   */
  readonly until?: number | undefined
  /** How much is in view, up to `until`, instead of `from`: as many ms if places are times. Such a chart moves by whole dots. */
  readonly span?: number | undefined
  /**
   * What places are: 'number'; 'time' or 'utc' for times of day in ms, here or in UTC; 'ago' for times in ms that are shown as times before
   * `until`.
   *
   * @defaultValue 'number'
   */
  readonly axis?: AxisKind | undefined
  /**
   * Returns the text of a value.
   *
   * @defaultValue the number, with k, M, G or T if it is large
   */
  readonly format?: ((value: number) => string) | undefined
  /**
   * Whether a row at the top says which line is which, and the last value of each. Where there is no room for it, there is none.
   *
   * @defaultValue true if there are several series
   */
  readonly legend?: boolean | undefined
}

/** What is drawn. */
interface ChartData extends Pick<LineChartOptions, 'min' | 'max' | 'from' | 'until' | 'span' | 'format'> {
  readonly series: readonly ChartSeries[]
  readonly axis: AxisKind
  readonly legend: boolean
}

const hues = ['hue1', 'hue2', 'hue3', 'hue4', 'hue5', 'hue6'] as const
const dashes = ['solid', 'dashed', 'dotted', 'dash-dot', 'long-dash', 'sparse'] as const
const marks = ['*', 'o', '+', 'x', '#', '@'] as const
const axes = ['number', 'time', 'utc', 'ago'] as const

/**
 * Lines of values, drawn with dots: two columns and four rows of them in a cell. Values that are missing (`undefined`, null, NaN, Infinity)
 * are gaps. Points of a ring that are new are added to what was drawn.
 *
 * ```ts
 * lineChart([{ name: 'CPU', points: [0.31, 0.52, 0.47] }, { name: 'Memory', points: [0.2, undefined, 0.25] }], { min: 0, max: 1 })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function lineChart<const E extends Press = never>(
  series: readonly ChartSeries[],
  options: LineChartOptions<E> = {},
): CanvasNode<Sent<E>> {
  const {
    min,
    max,
    from,
    until,
    span,
    axis = 'number',
    format,
    legend = series.length > 1,
    ...sizing
  } = options
  for (const [name, value] of Object.entries({ min, max, from, until, span }))
    if (value !== undefined) number(value, name)
  const data: ChartData = {
    series,
    min,
    max,
    from,
    until,
    span,
    axis: oneOf(axes, axis, 'axis'),
    format,
    legend,
  }
  return canvas(data, draw, { says, ...sizing })
}

/** What was made of the points of a chart, so that its next drawing needs the new ones only. */
interface Plotted {
  /** As wide as the whole canvas: the values in view, from which the width of the labels follows. */
  readonly wide: readonly PlotColumns[]
  readonly made: readonly PlotColumns[]
}

const plots = new WeakMap<ChartData, Plotted>()

function draw(pen: CanvasPen, data: ChartData, before: ChartData | undefined): void {
  const { series, min, max, format } = data
  const top = data.legend && series.length > 0 && pen.rows >= LEGEND_ROWS ? 1 : 0
  const older = before === undefined ? undefined : plots.get(before)
  if (before !== undefined) plots.delete(before)
  const places = placesOf(data)
  const plot = (view: View, old: readonly PlotColumns[] | undefined) =>
    series.map(({ points }, at) => new PlotColumns(points, view, view.from, old?.[at]))
  const wideView = viewOf(data, places, pen.columns)
  const wide = plot(wideView, older?.wide)
  const [low, high] = reachOf(wide, wideView)
  const scaleIn = (rows: number) => scaleOf(low, high, { min, max }, tickCount(rows))
  const area = plotArea(pen, top, low <= high, (rows) => ticksOf(scaleIn(rows), format))
  const scale = scaleIn(area.rows)
  const view = viewOf(data, places, area.columns)
  const made = plot(view, older?.made)
  plots.set(data, { wide, made })
  made.forEach((plot, at) => drawSeries(pen, area, scale, view, plot, strokeOf(series, at)))
  drawValueAxis(pen, area, scale, ticksOf(scale, format))
  if (top > 0) drawLegend(pen, area.column, data)
  if (low > high) return drawNothing(pen, area)
  const shown = { min: view.from, max: view.from + view.unit * (view.dots - 1) }
  drawPlaceAxis(pen, area, shown, placeTicks(shown, area.columns, data.axis))
}

/** With fewer rows, there is no legend. */
const LEGEND_ROWS = 4

/** The first and the last place in view. */
function placesOf({ series, from, until, span }: ChartData): readonly [from: number, until: number] {
  const ends = series.filter(({ points }) => points.length > 0)
  const firsts = ends.map(({ points }) => xAt(points, 0)).filter(Number.isFinite)
  const lasts = ends.map(({ points }) => xAt(points, points.length - 1)).filter(Number.isFinite)
  const last = until ?? Math.max(...lasts)
  const end = Number.isFinite(last) ? last : (from ?? 0) + (span ?? 1)
  const first = span === undefined ? (from ?? Math.min(...firsts)) : end - span
  return Number.isFinite(first) && first <= end ? [first, end] : [end - 1, end]
}

/** The places in view: so many columns of dots, and where they begin. */
interface View {
  readonly origin: number
  readonly unit: number
  readonly from: number
  readonly dots: number
}

function viewOf({ span }: ChartData, [from, until]: readonly [number, number], columns: number): View {
  const dots = Math.max(2, columns * DOT_COLUMNS)
  if (span === undefined || !(span > 0)) {
    const unit = (until - from) / (dots - 1)
    return { origin: from, unit: unit > 0 && Number.isFinite(unit) ? unit : 1, from, dots }
  }
  const unit = span / dots
  return { origin: 0, unit, from: (Math.floor(until / unit + 1e-6) - dots + 1) * unit, dots }
}

/** The least and the greatest value in view. */
function reachOf(plots: readonly PlotColumns[], { from, dots }: View): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const plot of plots) {
    const left = plot.columnOf(from)
    for (const [at, { least, most }] of plot.byColumn) {
      if (at < left || at >= left + dots) continue
      if (least < low) low = least
      if (most > high) high = most
    }
  }
  return [low, high]
}

function strokeOf(series: readonly ChartSeries[], at: number): Stroke {
  const { color, dash } = series[at]!
  const isAlone = series.length === 1
  return {
    color: color ?? hues[at % hues.length]!,
    dash: dash ?? dashes[at % dashes.length]!,
    ...(!isAlone && { ascii: marks[at % marks.length]! }),
  }
}

function drawSeries(
  pen: CanvasPen,
  area: PlotArea,
  extent: Extent,
  { from, dots }: View,
  plot: PlotColumns,
  stroke: Stroke,
): void {
  const left = plot.columnOf(from)
  plot.trim(left)
  const row = (value: number) => dotRowOf(value, extent, area)
  let before: readonly [x: number, column: PlotColumn] | undefined
  for (const [at, column] of plot.byColumn) {
    const x = at - left
    if (before !== undefined && column.isJoined)
      drawLine(pen, area, before[0], row(before[1].last), x, row(column.first), stroke)
    else drawLone(pen, area, before, row, stroke)
    drawLine(pen, area, x, row(column.least), x, row(column.most), stroke)
    before = [x, column]
    if (x >= dots) return
  }
  drawLone(pen, area, before, row, stroke)
}

/** Draws a second dot of a column that no line leads to or from: one is hardly seen. */
function drawLone(
  pen: CanvasPen,
  area: PlotArea,
  lone: readonly [x: number, column: PlotColumn] | undefined,
  row: (value: number) => number,
  stroke: Stroke,
): void {
  if (lone === undefined || lone[0] < 0 || lone[1].isJoined) return
  const y = row(lone[1].last)
  drawLine(pen, area, lone[0], y, lone[0] + 1, y, stroke)
}

/** Draws a line as far as it is in the area. */
function drawLine(
  pen: CanvasPen,
  { column, row, columns, rows }: PlotArea,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: Stroke,
): void {
  const ends = clipLine(x1, y1, x2, y2, [0, 0, columns * DOT_COLUMNS - 1, rows * DOT_ROWS - 1])
  if (ends === undefined) return
  const [x, y] = [column * DOT_COLUMNS, row * DOT_ROWS]
  pen.line(x + ends[0], y + ends[1], x + ends[2], y + ends[3], stroke)
}

function drawNothing(pen: CanvasPen, { column, row, columns, rows }: PlotArea): void {
  const text = 'no values'
  if (columns < width(text)) return
  pen.text(column + Math.floor((columns - width(text)) / 2), row + Math.floor(rows / 2), text, {
    color: 'muted',
  })
}

/** Cells of a legend: those that show what a line looks like, and all besides its text. */
const SAMPLE = 4
const AROUND = SAMPLE + 3

/** Draws what each line looks like, its name and its last value. If there is no room for the values, names only. */
function drawLegend(pen: CanvasPen, column: number, { series, format = numberText }: ChartData): void {
  const whole = series.map(({ name, points }) => `${name} ${lastText(points, format)}`)
  const room = whole.reduce((sum, text) => sum + AROUND + width(text), column - 2)
  const texts = room <= pen.columns ? whole : series.map(({ name }) => name)
  let at = column
  texts.forEach((text, index) => {
    const x = at * DOT_COLUMNS
    pen.line(x, 1, x + SAMPLE * DOT_COLUMNS - 1, 1, strokeOf(series, index))
    pen.text(at + SAMPLE + 1, 0, text, { color: 'muted' })
    at += AROUND + width(text)
  })
}

function lastText(points: PointSource, format: Format): string {
  const value = valueAt(points, points.length - 1)
  return value === undefined ? '–' : format(value)
}

function valueAt(points: PointSource, index: number): number | undefined {
  const point = points.at(index)
  const value = typeof point === 'object' && point !== null ? point.y : point
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A line for each series: its last value, and between which values it was. */
function says({ series, format = numberText }: ChartData): readonly string[] {
  return series.map(({ name, points }) => {
    let [low, high] = [Infinity, -Infinity]
    for (let index = 0; index < points.length; index++) {
      const value = valueAt(points, index)
      if (value === undefined) continue
      if (value < low) low = value
      if (value > high) high = value
    }
    if (low > high) return `${name}: no values`
    return `${name}: ${lastText(points, format)}, between ${format(low)} and ${format(high)}`
  })
}
