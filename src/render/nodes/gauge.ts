import type { Sizing, AnyPress, Press, Sent } from '../layout/sizing.ts'
import type { Style } from '../paint/style.ts'
import type { ColorRole } from '../theme/roles.ts'
import { mark } from './mark.ts'
import { number } from './options.ts'
import { progressBar } from './progress-bar.ts'
import { row, type StackNode } from './stack.ts'
import { text, type TextNode } from './text.ts'

/** The look of a `gauge`. */
export interface GaugeOptions<E = AnyPress> extends Sizing<E> {
  /** What stands before the bar. */
  readonly label?: string | undefined
  /**
   * The width of the label, in cells, so that the bars of several gauges begin in the same column.
   *
   * @defaultValue as wide as the label
   */
  readonly labelWidth?: number | undefined
  /**
   * What stands after the bar, at the right of a column that is 7 cells wide at the least.
   *
   * @defaultValue the value in percent: '64 %'
   */
  readonly number?: string | undefined
  /**
   * The color of the bar, as long as nothing is wrong.
   *
   * @defaultValue 'accent'
   */
  readonly color?: Style['color']
  /**
   * Whether more is worse, as of a disk. Over 75 % the bar and the number are then `warning`, and over 90 % `danger`, beside a mark.
   *
   * @defaultValue false
   */
  readonly moreIsWorse?: boolean | undefined
}

const WARNING = 0.75
const DANGER = 0.9

/** The number and its mark: '▲ 100 %'. */
const NUMBER_WIDTH = 7

/**
 * How much of something is used, from 0 to 1: a bar, and its number at the right. If the value isn't known (`undefined`), the bar is empty.
 *
 * ```ts
 * column([gauge(cpu, { label: 'CPU', labelWidth: 6 }), gauge(disk, { label: 'Disk', labelWidth: 6, moreIsWorse: true })])
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function gauge<const E extends Press = never>(
  value: number | undefined,
  options: GaugeOptions<E> = {},
): StackNode<Sent<E>> {
  const { label, labelWidth, number: given, color = 'accent', moreIsWorse = false, ...sizing } = options
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, number(value || 0, 'value')))
  const alarm = share === undefined || !moreIsWorse ? undefined : alarmOf(share)
  return row({ gap: 2, height: 1, ...sizing }, [
    label !== undefined && text(label, { width: labelWidth, overflow: 'truncate' }),
    progressBar(share ?? 0, { style: 'bar', color: alarm ?? color, trackColor: 'raised' }),
    text([alarm && mark('warning'), alarm && ' ', given ?? percentOf(share)], {
      color: alarm ?? (share === undefined ? 'muted' : undefined),
      bold: alarm === 'danger' || undefined,
      minWidth: NUMBER_WIDTH,
      align: 'right',
      overflow: 'clip',
    }),
  ])
}

function percentOf(share: number | undefined): string | TextNode {
  return share === undefined ? mark('skipped') : `${Math.round(share * 100)} %`
}

function alarmOf(share: number): Extract<ColorRole, 'warning' | 'danger'> | undefined {
  return share > DANGER ? 'danger' : share > WARNING ? 'warning' : undefined
}
