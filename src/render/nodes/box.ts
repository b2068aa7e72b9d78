import type { AnyPress, Press, Sent } from '../layout/sizing.ts'
import { borderGlyphs, type Border } from '../paint/border.ts'
import { optionsAndChildren, type Child, type PressOf } from './children.ts'
import { stack, type StackNode, type StackOptions } from './stack.ts'
import type { TextNode } from './text.ts'
import { titleOf } from './title.ts'

/** The layout and look of a `box`. */
export interface BoxOptions<E = AnyPress> extends Omit<StackOptions<E>, 'border'> {
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
export function box<A extends readonly Child[]>(children: A): StackNode<PressOf<A[number]>>
/**
 * The same with options.
 *
 * ```ts
 * box({ title: 'Users', padding: [0, 1] }, [text('Ada')])
 * ```
 *
 * @throws TypeError if an option or a child is invalid.
 */
export function box<A extends readonly Child[], const E extends Press = never>(
  options: BoxOptions<E>,
  children: A,
): StackNode<Sent<E> | PressOf<A[number]>>
export function box(first: BoxOptions | readonly Child[], second?: readonly Child[]): StackNode {
  const [{ border = 'round', title, ...options }, children] = optionsAndChildren<BoxOptions>(
    'box',
    first,
    second,
  )
  borderGlyphs(border) // throws for an unknown one
  return { ...stack('box', 'column', options, children), border, title: titleOf(title) }
}
