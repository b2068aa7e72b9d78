import { borderGlyphs, type Border } from '../paint/border.ts'
import { optionsAndChildren, type Child } from './children.ts'
import { stack, type StackNode, type StackOptions } from './stack.ts'
import type { TextNode } from './text.ts'
import { titleOf } from './title.ts'

/** The layout and look of a `box`. */
export interface BoxOptions extends Omit<StackOptions, 'border'> {
  /**
   * What the border looks like.
   *
   * @defaultValue 'round'
   */
  readonly border?: Border | undefined
  /** The text in the upper border. It has the color of the box, not that of the border. */
  readonly title?: string | TextNode | undefined
}

/**
 * A column with a border around it.
 *
 * ```ts
 * box([text('Ada')])
 * ```
 *
 * @throws TypeError if a child is invalid.
 */
export function box(children: readonly Child[]): StackNode
/**
 * The same with options.
 *
 * ```ts
 * box({ title: 'Users', padding: [0, 1] }, [text('Ada')])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function box(options: BoxOptions, children: readonly Child[]): StackNode
export function box(first: BoxOptions | readonly Child[], second?: readonly Child[]): StackNode {
  const [{ border = 'round', title, ...options }, children] = optionsAndChildren<BoxOptions>(
    'box',
    first,
    second,
  )
  borderGlyphs(border) // throws for an unknown one
  return { ...stack('box', 'column', options, children), border, title: titleOf(title) }
}
