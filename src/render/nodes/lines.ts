import type { LinesNode, LineSource, Sizing } from './node.ts'
import type { Style } from '../paint/style.ts'
import { cells, describe, sizing, style } from './options.ts'

export interface LinesOptions extends Style, Sizing {
  /** Index of the line at the top, or 'end' to show the last ones. By default 0. */
  readonly from?: number | 'end' | undefined
  /** Index of a line to keep in view, whatever the height; used instead of `from`. */
  readonly show?: number | undefined
}

/**
 * A window onto many lines. Only the lines in view are asked for, so a million cost what a screenful costs. Each is cut
 * at the edge.
 *
 * ```ts
 * lines({ length: 1_000_000, at: (index) => `row ${index}` }, { from: 4_000 })
 * ```
 *
 * Throws a TypeError for a source or options that are none.
 */
export function lines(source: LineSource, options: LinesOptions = {}): LinesNode {
  const { from = 0, show } = options
  if (typeof (source as Partial<LineSource> | undefined)?.at !== 'function')
    throw new TypeError(`lines() takes an array, or an object with length and at(), not ${describe(source)}`)
  return {
    kind: 'lines',
    sizing: { grow: 1, ...sizing(options) },
    style: style(options),
    source,
    from: from === 'end' ? from : cells(from, 'from'),
    show: show === undefined ? undefined : cells(show, 'show'),
  }
}
