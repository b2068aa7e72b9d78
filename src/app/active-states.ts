import type { AnyStateNode, StateValue } from 'xstate'

/** The active states, the innermost first. */
export function activeIn(node: AnyStateNode, value: StateValue | undefined): AnyStateNode[] {
  const inner = typeof value === 'string' ? { [value]: undefined } : (value ?? {})
  const below = Object.entries(inner).flatMap(([key, of]) => {
    const child = node.states[key]
    return child === undefined ? [] : activeIn(child, of)
  })
  return [...below, node]
}
