/** The rows that the states of one level stand in. */
export interface Ranks {
  /** By state. */
  readonly ranks: readonly number[]
  /** By edge: it leads upward. */
  readonly isBack: readonly boolean[]
}

/**
 * Puts nodes into rows so that edges lead downward, except those that close a circle: each node stands below those that lead to
 * it (longest path). A row has a limit, so that many nodes that nothing connects become a block.
 */
export function ranksOf(
  count: number,
  edges: readonly (readonly [from: number, to: number])[],
  first: number,
): Ranks {
  const leaving: number[][] = Array.from({ length: count }, () => [])
  for (const [index, [from]] of edges.entries()) leaving[from]!.push(index)
  const isBack = edges.map(() => false)
  const order = orderOf(count, first, edges, leaving, isBack)
  const most = Math.max(4, Math.ceil(1.5 * Math.sqrt(count)))
  const ranks = Array.from({ length: count }, () => 0)
  const sizes: number[] = []
  const above: number[][] = Array.from({ length: count }, () => [])
  for (const [index, [from, to]] of edges.entries())
    if (isBack[index] === true) above[from]!.push(to)
    else above[to]!.push(from)
  for (const node of order) {
    let rank = Math.max(0, ...above[node]!.map((other) => ranks[other]! + 1))
    while ((sizes[rank] ?? 0) >= most) rank++
    ranks[node] = rank
    sizes[rank] = (sizes[rank] ?? 0) + 1
  }
  return { ranks, isBack }
}

/** Each node after those that lead to it, by a search in depth. An edge to a node that is being searched leads back. */
function orderOf(
  count: number,
  first: number,
  edges: readonly (readonly [number, number])[],
  leaving: readonly (readonly number[])[],
  isBack: boolean[],
): readonly number[] {
  const states: ('new' | 'open' | 'done')[] = Array.from({ length: count }, () => 'new')
  const finished: number[] = []
  for (const start of [first, ...states.keys()]) {
    if (states[start] !== 'new') continue
    const path = [{ node: start, next: 0 }]
    states[start] = 'open'
    while (path.length > 0) {
      const place = path.at(-1)!
      const edge = leaving[place.node]![place.next++]
      if (edge === undefined) {
        states[place.node] = 'done'
        finished.push(place.node)
        path.pop()
        continue
      }
      const [, to] = edges[edge]!
      if (states[to] === 'open') isBack[edge] = true
      else if (states[to] === 'new') {
        states[to] = 'open'
        path.push({ node: to, next: 0 })
      }
    }
  }
  return finished.reverse()
}
