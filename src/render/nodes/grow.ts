import { nodes, type Child, type PressOf } from './children.ts'
import type { Node } from './index.ts'
import { share } from './options.ts'
import { text } from './text.ts'

/**
 * The same child, except that it grows: it takes a share of its parent's free room, along the parent's direction.
 *
 * ```ts
 * row([grow(text('left')), text('right')])
 * ```
 *
 * @param weight - Its share, compared with those of other children that grow. The default is 1.
 * @throws TypeError if `weight` isn't a finite number.
 */
export function grow<N extends Node | string>(child: N, weight?: number): Node<PressOf<N>>
/**
 * The same for a child that may be falsy, and is skipped then.
 *
 * ```ts
 * row([grow(isBusy && spinner()), text('right')])
 * ```
 *
 * @param weight - Its share, compared with those of other children that grow. The default is 1.
 * @throws TypeError if `weight` isn't a finite number.
 */
export function grow<C extends Child>(child: C, weight?: number): Node<PressOf<C>> | undefined
export function grow(child: Child, weight = 1): Node | undefined {
  const [node] = nodes([child])
  return node && { ...node, sizing: { ...node.sizing, grow: share(weight) } }
}

/**
 * An empty child that grows, and so pushes the children after it to the end.
 *
 * ```ts
 * row([text('left'), spacer(), text('right')])
 * ```
 *
 * @param weight - Its share, compared with those of other children that grow. The default is 1.
 * @throws TypeError if `weight` isn't a finite number.
 */
export function spacer(weight = 1): Node<never> {
  return text('', { grow: weight })
}
