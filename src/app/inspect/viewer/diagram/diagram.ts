import type { ChartNode } from '../chart.ts'
import { arrange, LOOP, loopHeight, loopWidth } from './arrange.ts'
import { arrowsOf } from './arrows.ts'
import { planOf, type Cell, type Chain, type Link, type Plan } from './plan.ts'
import type { Measure, TextBlock } from './texts.ts'

/** Where everything of a chart is drawn, in pixels from the corner of the diagram. */
export interface Diagram {
  readonly width: number
  readonly height: number
  /** Outer states before those inside of them. */
  readonly boxes: readonly Box[]
  readonly labels: readonly Label[]
  readonly arrows: readonly DrawnArrow[]
  /** Between the regions of parallel states. */
  readonly dividers: readonly Rectangle[]
}

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Box extends Rectangle {
  readonly node: ChartNode
  readonly depth: number
  readonly text: TextBlock
  /** It is a region of a parallel state. */
  readonly isRegion: boolean
}

/** The texts beside an arrow. */
interface Label extends Rectangle {
  readonly text: TextBlock
}

export interface DrawnArrow {
  /** Undefined for the mark of an initial state. */
  readonly source: ChartNode | undefined
  readonly target: ChartNode
  /** 'form.editing:on.SAVE.1' */
  readonly transitions: readonly string[]
  /** Its corners. */
  readonly points: readonly Point[]
}

export type Point = readonly [x: number, y: number]

/** Room around the outermost state. */
const MARGIN = 12

/** Places the states of a chart in rows, the arrows between them, and their labels. It is pure: the same chart looks the same. */
export function diagramOf(chart: ChartNode, measure: Measure): Diagram {
  const plan = planOf(chart, arrowsOf(chart), measure)
  arrange(plan)
  return new Assembly(plan).made()
}

/** A part of an arrow, as it is drawn at one level. */
interface Piece {
  readonly rank: number
  readonly points: readonly Point[]
}

/** Puts together what was placed level by level. */
class Assembly {
  readonly #plan: Plan
  readonly #boxes: Box[] = []
  readonly #labels: Label[] = []
  readonly #dividers: Rectangle[] = []
  readonly #initials: DrawnArrow[] = []
  readonly #loops: DrawnArrow[] = []
  readonly #pieces = new Map<NonNullable<Chain['arrow']>, Piece[]>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  made(): Diagram {
    const { width, height, loop } = this.#plan
    this.#add(this.#plan, MARGIN, MARGIN, false)
    return {
      width: width + loopWidth(loop) + 2 * MARGIN,
      height: Math.max(height, loopHeight(loop)) + 2 * MARGIN,
      boxes: this.#boxes,
      labels: this.#labels,
      arrows: [...this.#initials, ...this.#loops, ...this.#arrows()],
      dividers: this.#dividers,
    }
  }

  #add(plan: Plan, x: number, y: number, isRegion: boolean): void {
    const { node, depth, text, width, height, rows, chains } = plan
    this.#boxes.push({ node, depth, text, isRegion, x, y, width, height })
    this.#loop(plan, x, y)
    const cells = rows.flat()
    const isParallel = node.kind === 'parallel'
    for (const cell of cells) {
      const at = [x + cell.x - cell.left, y + cell.y] as const
      if (cell.plan !== undefined) this.#add(cell.plan, ...at, isParallel)
      if (cell.text !== undefined)
        this.#labels.push({
          x: at[0],
          y: at[1],
          width: cell.text.width,
          height: cell.height,
          text: cell.text,
        })
    }
    if (isParallel) this.#divide(cells, x, y)
    for (const chain of chains) this.#chain(chain, depth, x, y)
  }

  #divide(cells: readonly Cell[], x: number, y: number): void {
    const regions = cells.filter(({ kind }) => kind === 'state')
    for (const [index, cell] of regions.slice(1).entries()) {
      const before = regions[index]!
      const middle = (before.x + before.right + cell.x - cell.left) / 2
      this.#dividers.push({ x: x + middle, y: y + cell.y, width: 0, height: cell.height })
    }
  }

  #loop({ node, loop, width, height }: Plan, x: number, y: number): void {
    if (loop === undefined) return
    const label = { x: x + width + LOOP, y: y + 8, width: loop.width, height: loop.height, text: loop }
    const right = x + width
    const turn = label.x + 14
    const [top, bottom] = [y + 4, y + Math.min(height - 4, loop.height + 12)]
    this.#labels.push(label)
    this.#loops.push({
      source: node,
      target: node,
      transitions: transitionsOf(loop),
      points: [
        [right, top],
        [turn, top],
        [turn, bottom],
        [right, bottom],
      ],
    })
  }

  #chain({ links, arrow, target, isUpward, part }: Chain, depth: number, x: number, y: number): void {
    const down = links.flatMap((link) => corners(link)).map(([px, py]): Point => [x + px, y + py])
    const points = isUpward ? down.reverse() : down
    if (arrow === undefined)
      this.#initials.push({ source: undefined, target: target!, transitions: [], points: simple(points) })
    else {
      const rank = part === 'source' ? -depth : part === 'target' ? depth : 0
      const pieces = this.#pieces.get(arrow) ?? []
      this.#pieces.set(arrow, [...pieces, { rank, points }])
    }
  }

  #arrows(): readonly DrawnArrow[] {
    return [...this.#pieces].map(([{ source, target, transitions }, pieces]) => ({
      source,
      target,
      transitions: transitions.map(({ place }) => `${source.path}:${place}`),
      points: simple([...pieces].sort((one, other) => one.rank - other.rank).flatMap(({ points }) => points)),
    }))
  }
}

function transitionsOf({ lines }: TextBlock): readonly string[] {
  return [...new Set(lines.flatMap(({ transition }) => (transition === undefined ? [] : [transition])))]
}

function corners({ upper, lower, upperX, lowerX, middle }: Link): readonly Point[] {
  const start: Point = [upperX, upper.y + (upper.plan?.height ?? upper.height)]
  const end: Point = [lowerX, lower.y]
  return upperX === lowerX ? [start, end] : [start, [upperX, middle], [lowerX, middle], end]
}

/** Without the points that stand between two others in one line. */
function simple(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)]
    if (last !== undefined && isSame(last, point)) continue
    if (before !== undefined && isInLine(before, last!, point)) kept.pop()
    kept.push(point)
  }
  return kept
}

function isSame(one: Point, other: Point): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

function isInLine(one: Point, middle: Point, other: Point): boolean {
  return [0, 1].some((axis) => one[axis] === middle[axis] && middle[axis] === other[axis])
}
