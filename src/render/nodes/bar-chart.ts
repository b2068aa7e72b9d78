import type { Sizing, AnyPress, Press, Sent } from '../layout/sizing.ts'
import type { Style } from '../paint/style.ts'
import { grid, type GridNode } from './grid.ts'
import { number } from './options.ts'
import { progressBar } from './progress-bar.ts'
import { text } from './text.ts'

/** A bar of a `barChart`. */
export interface ChartBar {
  /** What it stands for. */
  readonly label: string
  /** How long it is, 0 or more. */
  readonly value: number
  /**
   * Its color.
   *
   * @defaultValue 'hue1' for the first bar, 'hue2' for the second, to 'hue6', and again
   */
  readonly color?: Style['color']
}

/** The scale and the look of a `barChart`. */
export interface BarChartOptions<E = AnyPress> extends Sizing<E> {
  /**
   * The value of a bar that has the whole width.
   *
   * @defaultValue the greatest of the values
   */
  readonly max?: number | undefined
  /**
   * Returns what stands after a bar.
   *
   * @defaultValue the value with commas: '18,159'
   */
  readonly format?: ((value: number) => string) | undefined
}

const hues = ['hue1', 'hue2', 'hue3', 'hue4', 'hue5', 'hue6'] as const

/**
 * Values beside each other: a row for each, with its label, its bar and its number. Labels and numbers are columns as wide as the widest.
 *
 * ```ts
 * barChart([{ label: 'TypeScript', value: 18_159 }, { label: 'Tests', value: 13_383 }])
 * ```
 *
 * @throws TypeError if a value or an option is invalid.
 */
export function barChart<const E extends Press = never>(
  bars: readonly ChartBar[],
  options: BarChartOptions<E> = {},
): GridNode<Sent<E>> {
  const { max, format = withCommas, ...sizing } = options
  const values = bars.map(({ value }) => Math.max(0, number(value || 0, 'value')))
  const full = max === undefined ? Math.max(...values) : number(max, 'max')
  return grid(
    { columns: [{}, { grow: 1 }, {}], columnGap: 2, ...sizing },
    bars.map(({ label, value, color }, index) => [
      text(label, { height: 1, overflow: 'truncate' }),
      progressBar(full > 0 ? values[index]! / full : 0, {
        style: 'bar',
        color: color ?? hues[index % hues.length],
        track: false,
      }),
      text(format(value), { height: 1, align: 'right', overflow: 'clip' }),
    ]),
  )
}

/** Without the locale of the process, so that a view is the same everywhere. */
function withCommas(value: number): string {
  return value.toLocaleString('en-US')
}
