import type { ChartNode, ChartTransition } from './chart.ts'

/**
 * How often the states of a chart were entered and its transitions taken. States follow from transitions: what one enters is in
 * the chart, except what a history state remembers.
 */
export class Visits {
  readonly counts = new Map<string, number>()
  readonly #transitions = new Map<string, readonly [source: ChartNode, ChartTransition]>()
  readonly #parents = new Map<ChartNode, ChartNode>()

  constructor(chart: ChartNode) {
    this.#read(chart)
    for (const node of below(chart)) this.#add(node.path, 1)
  }

  /** `counts` are totals, by 'form.editing:on.SAVE.1'. */
  update(counts: Readonly<Record<string, number>>): void {
    for (const [name, total] of Object.entries(counts)) {
      const more = total - (this.counts.get(name) ?? 0)
      const known = this.#transitions.get(name)
      if (more <= 0 || known === undefined) continue
      this.#add(name, more)
      for (const node of this.#entered(...known)) this.#add(node.path, more)
    }
  }

  #add(name: string, count: number): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + count)
  }

  #read(node: ChartNode): void {
    for (const one of node.transitions) this.#transitions.set(`${node.path}:${one.place}`, [node, one])
    for (const child of node.children) {
      this.#parents.set(child, node)
      this.#read(child)
    }
  }

  /**
   * The states that a transition enters: all on the way to its targets from the state that stays, those inside that begin with
   * them, and the other regions of parallel states. As computeEntrySet of XState does it.
   */
  #entered(source: ChartNode, { to, reenters }: ChartTransition): ReadonlySet<ChartNode> {
    const ways = to.map((target) => [target, ...this.#around(target)])
    const stays = !reenters && ways.every((way) => way.includes(source))
    const outer = stays
      ? source
      : this.#around(source).find((node) => ways.every((way) => way.lastIndexOf(node) > 0))
    const entered = new Set<ChartNode>()
    for (const way of ways) {
      const inside = outer === undefined ? way : way.slice(0, way.indexOf(outer))
      for (const node of [...inside, ...below(way[0]!)]) if (node !== outer) entered.add(node)
    }
    for (const node of outer === undefined ? [...entered] : [outer, ...entered])
      if (node.kind === 'parallel')
        for (const region of node.children.filter((child) => !entered.has(child)))
          for (const inner of below(region)) entered.add(inner)
    return entered
  }

  /** The states around another one, from the inside. */
  #around(node: ChartNode): readonly ChartNode[] {
    const parent = this.#parents.get(node)
    return parent === undefined ? [] : [parent, ...this.#around(parent)]
  }
}

/** A state and those that are entered with it. */
function below(node: ChartNode): readonly ChartNode[] {
  const inner = node.children.filter(
    ({ isInitial, kind }) => isInitial || (node.kind === 'parallel' && kind !== 'history'),
  )
  return [node, ...inner.flatMap((child) => below(child))]
}
