import type { ChartNode } from '../chart.ts'
import type { Arrow, Arrows } from './arrows.ts'
import { ranksOf } from './ranks.ts'
import { boxText, labelText, type Measure, type TextBlock } from './texts.ts'

/*
 * What has to be placed inside of a state, in rows from top to bottom. Arrows run between neighboring rows only: in rows that
 * they pass they have a cell without a width (a bend), and where they cross the border of the state, a port. A label is a cell
 * too, so nothing that is placed in a row can overlap it.
 */

/** Something that has a place in a row. `x` is its middle, and `y` its top, from the corner of the state that it is in. */
export interface Cell {
  readonly kind: 'state' | 'label' | 'bend' | 'port' | 'initial' | 'header'
  /** What it is to the left and to the right of its middle. */
  left: number
  right: number
  height: number
  x: number
  y: number
  /** Its number in its row. */
  order: number
  /** Where it would be in its row: what the row is sorted by. */
  place: number
  readonly up: Link[]
  readonly down: Link[]
  /** Of a state. */
  readonly plan?: Plan
  /** Of a label. */
  readonly text?: TextBlock
  /** Of a port or a label. */
  readonly arrow?: Arrow
}

/** A part of an arrow, between cells of neighboring rows. */
export interface Link {
  readonly upper: Cell
  readonly lower: Cell
  readonly arrow: Arrow | undefined
  /** Where it touches its cells, and where it runs sideways. */
  upperX: number
  lowerX: number
  middle: number
}

/** Links that follow each other. */
export interface Chain {
  readonly links: readonly Link[]
  /** The arrow that is drawn along it; undefined for the mark of an initial state. */
  readonly arrow: Arrow | undefined
  readonly target: ChartNode | undefined
  /** The arrow leads from bottom to top. */
  readonly isUpward: boolean
  readonly part: 'source' | 'middle' | 'target'
}

export interface Plan {
  readonly node: ChartNode
  readonly depth: number
  readonly text: TextBlock
  readonly loop: TextBlock | undefined
  readonly rows: readonly Cell[][]
  readonly chains: readonly Chain[]
  /** By the numbers of arrows: where they cross the border, from its left. */
  readonly ports: Map<number, number>
  width: number
  height: number
}

/** An arrow that crosses the border of a state, to or from a state inside. */
interface Crossing {
  readonly arrow: Arrow
  readonly end: ChartNode
  readonly part: 'source' | 'target'
  readonly side: 'top' | 'bottom'
}

export function planOf(root: ChartNode, arrows: Arrows, measure: Measure): Plan {
  return new Planner(arrows, measure).plan(root, 0, [])
}

class Planner {
  readonly #arrows: Arrows
  readonly #measure: Measure

  constructor(arrows: Arrows, measure: Measure) {
    this.#arrows = arrows
    this.#measure = measure
  }

  plan(node: ChartNode, depth: number, crossings: readonly Crossing[]): Plan {
    const inside = this.#arrows.inside.get(node.path) ?? []
    const loops = this.#arrows.loops.get(node.path)
    const text = boxText(node, inside, this.#measure)
    const loop = loops && labelText(node.path, loops, this.#measure)
    const base = { node, depth, text, loop, ports: new Map<number, number>(), width: 0, height: 0 }
    if (node.children.length === 0) return { ...base, rows: [], chains: [] }
    return { ...base, ...new Level(this, node, depth, text, crossings).made() }
  }

  arrowsOf(node: ChartNode): readonly Arrow[] {
    return this.#arrows.byLevel.get(node.path) ?? []
  }

  parentOf(node: ChartNode): ChartNode | undefined {
    return this.#arrows.parents.get(node)
  }

  label(arrow: Arrow): TextBlock {
    return labelText(arrow.source.path, arrow.transitions, this.#measure)
  }
}

/** The plan of the inside of one state. States stand in even rows, and labels in odd ones. */
class Level {
  readonly #planner: Planner
  readonly #node: ChartNode
  readonly #arrows: readonly Arrow[]
  readonly #crossings: readonly Crossing[]
  /** By rank. A rank without anything has none. */
  readonly #rows: (Cell[] | undefined)[] = []
  readonly #chains: Chain[] = []
  readonly #indexes: ReadonlyMap<ChartNode, number>
  readonly #ranks: readonly number[]
  readonly #cells: readonly Cell[]
  readonly #bottom: number
  /** Pixels of labels, by row. */
  readonly #labels: number[] = []

  constructor(
    planner: Planner,
    node: ChartNode,
    depth: number,
    header: TextBlock,
    crossings: readonly Crossing[],
  ) {
    this.#planner = planner
    this.#node = node
    this.#arrows = planner.arrowsOf(node)
    this.#crossings = crossings
    this.#indexes = new Map(node.children.map((child, index) => [child, index]))
    this.#ranks = this.#ranksOf()
    this.#bottom = 2 * Math.max(...this.#ranks) + 4
    this.#row(0).push(cell('header', header.width / 2, header.height))
    const inner = this.#innerCrossings()
    this.#cells = node.children.map((child, index) => {
      const plan = planner.plan(child, depth + 1, inner[index]!)
      const made = { ...cell('state', 0, 0), plan }
      this.#row(this.#rankOf(index)).push(made)
      return made
    })
  }

  made(): Pick<Plan, 'rows' | 'chains'> {
    this.#markInitial()
    for (const crossing of this.#crossings) this.#cross(crossing)
    for (const arrow of this.#arrows) this.#draw(arrow)
    // Rows without anything are no rows: links lead only over rows that they have a cell in.
    return { rows: this.#rows.filter((row) => row !== undefined), chains: this.#chains }
  }

  /** The regions of a parallel state stand side by side. */
  #ranksOf(): readonly number[] {
    const { kind, children } = this.#node
    if (kind === 'parallel') return children.map(() => 0)
    // What a history state begins with says nothing of the order.
    const edges = this.#arrows
      .filter(({ source }) => source.kind !== 'history')
      .map(({ source, target }) => [this.#indexOf(source), this.#indexOf(target)] as const)
      .filter(([from, to]) => from >= 0 && to >= 0)
    const first = Math.max(
      0,
      children.findIndex(({ isInitial }) => isInitial),
    )
    return ranksOf(children.length, edges, first).ranks
  }

  /** Which child a state is or is in; -1 for the state itself that this is the inside of. */
  #indexOf(node: ChartNode): number {
    let inner: ChartNode | undefined = node
    while (inner !== undefined && !this.#indexes.has(inner)) inner = this.#planner.parentOf(inner)
    return inner === undefined ? -1 : this.#indexes.get(inner)!
  }

  #rankOf(index: number): number {
    return 2 * this.#ranks[index]! + 2
  }

  #row(rank: number): Cell[] {
    return (this.#rows[rank] ??= [])
  }

  /** The arrows that cross the borders of children, by child. */
  #innerCrossings(): readonly Crossing[][] {
    const inner: Crossing[][] = this.#node.children.map(() => [])
    const add = (crossing: Crossing) => {
      const index = this.#indexOf(crossing.end)
      if (index >= 0 && this.#node.children[index] !== crossing.end) inner[index]!.push(crossing)
    }
    for (const crossing of this.#crossings) add(crossing)
    for (const arrow of this.#arrows) {
      const { source, target } = arrow
      const [from, to] = [this.#indexOf(source), this.#indexOf(target)]
      const isDown = from < 0 || to < 0 || this.#rankOf(from) <= this.#rankOf(to)
      const isFlat = from >= 0 && to >= 0 && this.#rankOf(from) === this.#rankOf(to)
      add({ arrow, end: source, part: 'source', side: isDown ? 'bottom' : 'top' })
      add({ arrow, end: target, part: 'target', side: isDown && !isFlat ? 'top' : 'bottom' })
    }
    return inner
  }

  #markInitial(): void {
    const index = this.#node.children.findIndex(({ isInitial }) => isInitial)
    if (index < 0) return
    const mark = cell('initial', 5, 10)
    this.#row(0).push(mark)
    const links = this.#connect(mark, 0, this.#cells[index]!, this.#rankOf(index), undefined)
    const target = this.#node.children[index]
    this.#chains.push({ links, arrow: undefined, target, isUpward: false, part: 'middle' })
  }

  #cross({ arrow, end, part, side }: Crossing): void {
    const index = this.#indexOf(end)
    const [child, rank] = [this.#cells[index]!, this.#rankOf(index)]
    const port = this.#port(arrow, side)
    const links =
      side === 'top'
        ? this.#connect(port, 0, child, rank, arrow)
        : this.#connect(child, rank, port, this.#bottom, arrow)
    const isUpward = (part === 'source') === (side === 'top')
    this.#chains.push({ links, arrow, target: undefined, isUpward, part })
  }

  #port(arrow: Arrow, side: 'top' | 'bottom'): Cell {
    const port = { ...cell('port', 0, 0), arrow }
    this.#row(side === 'top' ? 0 : this.#bottom).push(port)
    return port
  }

  #draw(arrow: Arrow): void {
    const { source, target } = arrow
    const [from, to] = [this.#indexOf(source), this.#indexOf(target)]
    const [sourceRank, targetRank] = [
      from < 0 ? 0 : this.#rankOf(from),
      to < 0 ? this.#bottom : this.#rankOf(to),
    ]
    const sourceCell = from < 0 ? this.#port(arrow, 'top') : this.#cells[from]!
    const targetCell = to < 0 ? this.#port(arrow, 'bottom') : this.#cells[to]!
    const text = this.#planner.label(arrow)
    const isUpward = sourceRank > targetRank
    const [top, bottom] = isUpward ? [targetRank, sourceRank] : [sourceRank, targetRank]
    const [upper, lower] = isUpward ? [targetCell, sourceCell] : [sourceCell, targetCell]
    const rank = top === bottom ? top + 1 : this.#labelRank(top, bottom, isUpward, text.width)
    const label = { ...cell('label', text.width / 2, text.height), text, arrow }
    this.#row(rank).push(label)
    this.#labels[rank] = (this.#labels[rank] ?? 0) + text.width
    const add = (links: readonly Link[], isUpward: boolean) =>
      this.#chains.push({ links, arrow, target: undefined, isUpward, part: 'middle' })
    if (top === bottom) {
      add(this.#connect(sourceCell, top, label, rank, arrow), false)
      add(this.#connect(targetCell, top, label, rank, arrow), true)
    } else
      add(
        [
          ...this.#connect(upper, top, label, rank, arrow),
          ...this.#connect(label, rank, lower, bottom, arrow),
        ],
        isUpward,
      )
  }

  /** The row between two others that has the fewest labels yet, as near to the source as possible. */
  #labelRank(top: number, bottom: number, isUpward: boolean, width: number): number {
    const ranks = Array.from({ length: (bottom - top) / 2 }, (_, index) => top + 1 + 2 * index)
    if (isUpward) ranks.reverse()
    const costs = ranks.map((rank, index) => (this.#labels[rank] ?? 0) + (index * width) / 4)
    return ranks[costs.indexOf(Math.min(...costs))]!
  }

  /** A chain of links, with a bend in each row between. */
  #connect(upper: Cell, top: number, lower: Cell, bottom: number, arrow: Arrow | undefined): readonly Link[] {
    const links: Link[] = []
    let last = upper
    for (let rank = top + 1; rank <= bottom; rank++) {
      const next = rank === bottom ? lower : cell('bend', 0, 0)
      if (rank < bottom) this.#row(rank).push(next)
      const link = { upper: last, lower: next, arrow, upperX: 0, lowerX: 0, middle: 0 }
      last.down.push(link)
      next.up.push(link)
      links.push(link)
      last = next
    }
    return links
  }
}

function cell(kind: Cell['kind'], half: number, height: number): Cell {
  return { kind, left: half, right: half, height, x: 0, y: 0, order: 0, place: 0, up: [], down: [] }
}
