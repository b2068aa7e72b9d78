import type { ChartNode, ChartTransition } from '../chart.ts'

/** All transitions from one state to another: they share a line, and its label has a line for each of them. */
export interface Arrow {
  readonly number: number
  readonly source: ChartNode
  readonly target: ChartNode
  readonly transitions: readonly ChartTransition[]
  /** The innermost state around both. If one of them is around the other, it is that one. */
  readonly level: ChartNode
}

/** What the arrows of a chart are, and what needs no arrow. */
export interface Arrows {
  /** By the paths of their levels. */
  readonly byLevel: ReadonlyMap<string, readonly Arrow[]>
  readonly parents: ReadonlyMap<ChartNode, ChartNode>
  /** Transitions from a state to itself, by its path. */
  readonly loops: ReadonlyMap<string, readonly ChartTransition[]>
  /** Transitions that stay where they are, by the path of their state. */
  readonly inside: ReadonlyMap<string, readonly ChartTransition[]>
}

export function arrowsOf(root: ChartNode): Arrows {
  const byLevel = new Map<string, Arrow[]>()
  const loops = new Map<string, ChartTransition[]>()
  const inside = new Map<string, ChartTransition[]>()
  const nodes = withAncestors(root, [])
  const ancestors = new Map(nodes.map(([node, around]) => [node, around]))
  let number = 0
  for (const [source] of nodes) {
    const byTarget = new Map<ChartNode, ChartTransition[]>()
    for (const transition of source.transitions) {
      if (transition.to.length === 0) add(inside, source.path, transition)
      for (const target of transition.to)
        if (target === source) add(loops, source.path, transition)
        else add(byTarget, target, transition)
    }
    for (const [target, transitions] of byTarget) {
      const level = commonAncestor([...ancestors.get(source)!, source], [...ancestors.get(target)!, target])
      add(byLevel, level.path, { number: number++, source, target, transitions, level })
    }
  }
  const parents = new Map(
    nodes.flatMap(([node, around]) => (around.length === 0 ? [] : [[node, around.at(-1)!] as const])),
  )
  return { byLevel, parents, loops, inside }
}

function withAncestors(
  node: ChartNode,
  around: readonly ChartNode[],
): (readonly [ChartNode, readonly ChartNode[]])[] {
  const inner = [...around, node]
  return [[node, around] as const, ...node.children.flatMap((child) => withAncestors(child, inner))]
}

function commonAncestor(one: readonly ChartNode[], other: readonly ChartNode[]): ChartNode {
  return one.findLast((node, index) => other[index] === node)!
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}
