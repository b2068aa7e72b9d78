import { number } from './options.ts'
import { text, type TextNode, type TextOptions } from './text.ts'

const dots = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/**
 * One frame of a spinner. It turns as `tick`, a number in the snapshot, counts up: a view never reads the clock.
 *
 * ```ts
 * spinner(snapshot.context.tick, { color: 'cyan' })
 * ```
 */
export function spinner(
  tick: number,
  options: TextOptions & { readonly frames?: readonly string[] } = {},
): TextNode {
  const { frames = dots, ...rest } = options
  const index = Math.abs(Math.trunc(number(tick, 'tick'))) % Math.max(1, frames.length)
  return text(frames[index] ?? '', rest)
}
