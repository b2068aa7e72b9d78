import type { AnyPress, Sizing } from '../layout/sizing.ts'
import type { Node } from './index.ts'
import { describe } from './options.ts'
import { text } from './text.ts'

/** A child of a container. A string is text. Falsy children are skipped. `E` are the events of `press` in it. */
export type Child<E = AnyPress> = Node<E> | string | false | 0 | null | undefined

/** The events of `press` in nodes, and in layers of an overlay. */
export type PressOf<N> = N extends { readonly sizing: Sizing<infer E> }
  ? E & {}
  : N extends { readonly layer: Node<infer E> }
    ? E & {}
    : never

/** Takes apart the arguments of a container. Its options may be left out. */
export function optionsAndChildren<O extends object, C = Child>(
  name: string,
  first: O | readonly C[],
  second: readonly C[] | undefined,
): [Partial<O>, readonly C[]] {
  if (isChildren(first)) return [{}, first]
  if (second !== undefined && isChildren(second)) return [first, second]
  throw new TypeError(`${name}() takes its children as an array: ${name}([a, b]) or ${name}({ … }, [a, b])`)
}

/** The children as nodes, without the falsy ones. Which events are in them is said by the type of what they are in. */
export function nodes(children: readonly Child[]): Node<never>[] {
  const kept: Node<never>[] = []
  for (const child of children) {
    if (!child) continue
    if (typeof child === 'string') kept.push(text(child))
    else if (typeof child === 'object' && 'kind' in child) kept.push(child as Node<never>)
    else if (typeof child === 'object' && 'layer' in child)
      throw new TypeError('modal() and layer() are layers of an overlay: overlay([page, modal(node)])')
    else throw new TypeError(`a child must be a node, a string or falsy, not ${describe(child)}`)
  }
  return kept
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- an array is of children, whatever these are
function isChildren<C>(value: object): value is readonly C[] {
  return Array.isArray(value)
}
