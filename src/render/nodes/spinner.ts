import type { AnyPress, Press, Sent } from '../layout/sizing.ts'
import { spinnerStyles, type SpinnerStyle } from '../text/moving.ts'
import { number, oneOf } from './options.ts'
import { text, type TextNode, type TextOptions } from './text.ts'

/** The look of a `spinner`, and when it is seen. Times are in ms on the app's clock, as `now` tells them. */
export interface SpinnerOptions<E = AnyPress> extends TextOptions<E> {
  /**
   * 'dots' is ⠋ ⠙ ⠹, 'pulse' is · • ●, and 'line' is | / -, as all are on a terminal without Unicode.
   *
   * @defaultValue 'dots'
   */
  readonly style?: SpinnerStyle | undefined
  /**
   * Since when something is waited for. The spinner appears 120 ms later, so that what is quick doesn't flicker; until then it's a blank.
   *
   * @defaultValue it's seen at once
   */
  readonly from?: number | undefined
  /**
   * When the waiting ended. A spinner that was seen stays for 300 ms, so that it can be recognized.
   *
   * @defaultValue it's seen for as long as it's in the view
   */
  readonly to?: number | undefined
}

/**
 * A spinner, one cell wide. The app's clock moves it: no view is called, and one that isn't in view costs nothing. Put it into a text or
 * a title, beside a word for what is waited for.
 *
 * ```ts
 * text([spinner({ color: 'accent' }), ' refreshing'])
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function spinner<const E extends Press = never>(options: SpinnerOptions<E> = {}): TextNode<Sent<E>> {
  const { style = 'dots', from = -Infinity, to = Infinity, ...look } = options
  const moving = {
    kind: 'spinner',
    style: oneOf(spinnerStyles, style, 'style'),
    from: number(from, 'from'),
    to: number(to, 'to'),
  } as const
  const whole = text('', { color: 'accent', height: 1, overflow: 'clip', ...look })
  return { ...whole, content: [{ text: '⠋', ascii: '|', style: undefined, moving }] }
}
