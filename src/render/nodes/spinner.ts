import { number } from './options.ts'
import { text, type TextNode, type TextOptions } from './text.ts'

const dots = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/**
 * One frame of a spinner. `tick` is a number in the snapshot, and each step of it is the next frame.
 *
 * ```ts
 * spinner(snapshot.context.tick, { color: 'cyan' })
 * ```
 *
 * @throws TypeError if `tick` isn't a number or an option is invalid.
 */
export function spinner(
  tick: number,
  options: TextOptions & { readonly frames?: readonly string[] } = {},
): TextNode {
  const { frames = dots, ...rest } = options
  const index = Math.abs(Math.trunc(number(tick, 'tick'))) % Math.max(1, frames.length)
  return text(frames[index] ?? '', rest)
}
