import type { AnyPress, Press, Sent } from '../layout/sizing.ts'
import { cells, number } from './options.ts'
import { marked } from './mark.ts'
import { text, type TextNode, type TextOptions } from './text.ts'

/** No terminal has more. */
const MAX_COLUMNS = 4_096

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const ASCII_BARS = ['.', '_', '-', '=', '+', '*', '%', '#']

/** The range and the look of a `sparkline`. */
export interface SparklineOptions<E = AnyPress> extends TextOptions<E> {
  /**
   * The value that the lowest bar stands for.
   *
   * @defaultValue the least of the values shown
   */
  readonly min?: number | undefined
  /**
   * The value that the highest bar stands for.
   *
   * @defaultValue the greatest of the values shown
   */
  readonly max?: number | undefined
  /**
   * Its width in cells, a value a cell: of more values the last are shown, fewer stand at the right.
   *
   * @defaultValue a cell for each value
   */
  readonly width?: number | undefined
}

/**
 * A row of small bars, one for each value, the newest at the right. A value that isn't a finite number is a blank.
 *
 * ```ts
 * sparkline(context.requestsPerSecond, { width: 20, min: 0, color: 'hue1' })
 * ```
 *
 * @throws TypeError if an option isn't a number of its kind.
 */
export function sparkline<const E extends Press = never>(
  values: readonly number[],
  options: SparklineOptions<E> = {},
): TextNode<Sent<E>> {
  const { min, max, width, ...rest } = options
  const columns = Math.min(MAX_COLUMNS, width === undefined ? values.length : cells(width, 'width'))
  const shown = columns === 0 ? [] : values.slice(-columns)
  const finite = shown.filter((value) => Number.isFinite(value))
  const low = min === undefined ? Math.min(...finite) : number(min, 'min')
  const high = max === undefined ? Math.max(...finite) : number(max, 'max')
  const heights = shown.map((value) => heightOf(value, low, high))
  const drawn = [BARS, ASCII_BARS].map((bars) => heights.map((height) => bars[height] ?? ' ').join(''))
  const [bars, ascii] = drawn.map((line) => line.padStart(columns))
  return text([marked(bars!, ascii!)], { color: 'hue1', height: 1, overflow: 'clip', ...rest })
}

/** Which of the bars; -1 for none. Values that are all the same are low bars: nothing sticks out. */
function heightOf(value: number, low: number, high: number): number {
  if (!Number.isFinite(value)) return -1
  const share = high > low ? (value - low) / (high - low) : 0
  return Math.min(BARS.length - 1, Math.max(0, Math.floor(share * BARS.length)))
}
