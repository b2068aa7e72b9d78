import type { AnyPress, Press, Sent } from '../layout/sizing.ts'
import { describe, number } from './options.ts'
import { text, type TextNode, type TextOptions } from './text.ts'

/** The time that `elapsed` counts from, or down to, in ms on the app's clock, and its look. */
export type ElapsedOptions<E = AnyPress> = TextOptions<E> &
  (
    | {
        /** Since when. Before that, it's '0.0 s'. */
        readonly from: number
        readonly until?: undefined
      }
    | {
        /** Until when. After that, it's '0 s'. */
        readonly until: number
        readonly from?: undefined
      }
  )

/**
 * How long ago something was, or how long it takes until something is: '0.9 s', '12 s', '1 min 5 s'. The app's clock counts: no view is
 * called, and one that isn't in view costs nothing. The time comes from the snapshot, where `now(self)` of `actty/machines` has put it.
 *
 * ```ts
 * text(['next in ', elapsed({ until: context.retryAt }), ', running for ', elapsed({ from: context.startedAt })])
 * ```
 *
 * @throws TypeError if it has neither `from` nor `until`, or an option is invalid.
 */
export function elapsed<const E extends Press = never>(options: ElapsedOptions<E>): TextNode<Sent<E>> {
  const { from, until, ...look } = options
  if ((from === undefined) === (until === undefined))
    throw new TypeError(`elapsed() takes either { from } or { until }, not ${describe(from ?? until)}`)
  const moving =
    until === undefined
      ? ({ kind: 'elapsed', from: number(from, 'from') } as const)
      : ({ kind: 'remaining', until: number(until, 'until') } as const)
  const whole = text('', { height: 1, overflow: 'truncate', ...look })
  return { ...whole, content: [{ text: until === undefined ? '0.0 s' : '0 s', style: undefined, moving }] }
}
