import type { BarNode, Sizing } from './node.ts'
import type { Style } from '../paint/style.ts'
import { colored, number, sizing, style } from './options.ts'

export interface ProgressBarOptions extends Style, Sizing {
  /** Colour of the part that is not filled. */
  readonly trackColor?: Style['color']
  /** Where the moving part of a bar without a value stands: count it up in the snapshot. */
  readonly tick?: number | undefined
}

/**
 * A bar filled from 0 to 1, in eighths of a cell. `undefined` is a progress of unknown length: a part that moves with
 * `tick`.
 *
 * ```ts
 * progressBar(done / total, { color: 'green' })
 * ```
 */
export function progressBar(value: number | undefined, options: ProgressBarOptions = {}): BarNode {
  const end = value === undefined ? sweep(options.tick ?? 0) : Math.min(1, Math.max(0, value || 0))
  return {
    kind: 'bar',
    sizing: { height: 1, grow: options.width === undefined ? 1 : undefined, ...sizing(options) },
    style: style(options),
    trackStyle: colored(options.trackColor) ?? { dim: true },
    start: value === undefined ? Math.max(0, end - 0.25) : 0,
    end: Math.min(1, end),
  }
}

/** A quarter of the bar runs from end to end in 40 ticks. */
function sweep(tick: number): number {
  return ((((Math.trunc(number(tick, 'tick')) % 40) + 40) % 40) / 40) * 1.25
}
