/** A point of a series. A number is one whose place is its index. If its value isn't a finite number, the line has a gap there. */
export type ChartPoint =
  number | null | undefined | { readonly x: number; readonly y: number | null | undefined }

/** Points that are asked for: an array, or a ring of `actty/machines`. */
export interface PointSource {
  /** How many points there are. */
  readonly length: number
  /**
   * How many points were before the first one. Numbers keep their places by it while old ones are dropped.
   *
   * @defaultValue 0
   */
  readonly dropped?: number | undefined
  /** The point at an index. */
  at(index: number): ChartPoint
  /** Whether it has the points of another source, except that old ones are gone and new ones are added at the end. */
  continues?(other: object): boolean
}

/** What is drawn in a column of dots: the first, the last, the least and the greatest of its values. */
export interface PlotColumn {
  first: number
  last: number
  least: number
  most: number
  /** Whether a line leads to it from the column before. */
  isJoined: boolean
}

/** Where columns of dots are: the first is at `origin`, and each is `unit` wide. */
export interface Columns {
  readonly origin: number
  readonly unit: number
}

/** The place of a point of a source. */
export function xAt(points: PointSource, index: number): number {
  const point = points.at(index)
  return typeof point === 'object' && point !== null ? point.x : (points.dropped ?? 0) + index
}

/**
 * The points of a series by columns of dots. It doesn't depend on where the window is, so when points are added, only these are looked at.
 */
export class PlotColumns {
  readonly points: PointSource
  readonly columns: Columns
  readonly byColumn: Map<number, PlotColumn>
  readonly #from: number
  #isOpen = false
  #x = -Infinity

  /** The points from a place on. `before` is what was made of older points. */
  constructor(points: PointSource, columns: Columns, from: number, before?: PlotColumns) {
    this.points = points
    this.columns = columns
    this.#from = from
    if (before !== undefined && before.#leadsTo(this)) {
      this.byColumn = before.byColumn
      this.#isOpen = before.#isOpen
      this.#x = before.#x
      this.#add((before.points.dropped ?? 0) + before.points.length - (points.dropped ?? 0))
      if (points.dropped !== before.points.dropped) this.#forget()
    } else {
      this.byColumn = new Map()
      this.#add(this.#firstFrom(from))
    }
  }

  /** Forgets what is left of a column, except the last before it, from which a line leads into view. */
  trim(left: number): void {
    let last: number | undefined
    for (const at of this.byColumn.keys()) {
      if (last !== undefined && at < left) this.byColumn.delete(last)
      if (at >= left) break
      last = at
    }
  }

  columnOf(x: number): number {
    // What lies on the edge of a column, but for an error of rounding, is in it.
    return Math.floor((x - this.columns.origin) / this.columns.unit + 1e-6)
  }

  #leadsTo(next: PlotColumns): boolean {
    const { points, columns } = next
    const from = next.#from
    return (
      columns.origin === this.columns.origin &&
      columns.unit === this.columns.unit &&
      from >= this.#from &&
      (points === this.points || points.continues?.(this.points) === true) &&
      (points.dropped ?? 0) >= (this.points.dropped ?? 0) &&
      (points.dropped ?? 0) <= (this.points.dropped ?? 0) + this.points.length
    )
  }

  /** The index of the first point that is in view, or whose line is. */
  #firstFrom(from: number): number {
    let index = this.points.length
    while (index > 0) {
      const x = xAt(this.points, --index)
      if (x < from) break
    }
    return index
  }

  #add(start: number): void {
    for (let index = start; index < this.points.length; index++) this.#note(index)
  }

  #note(index: number): void {
    const point = this.points.at(index)
    const y = typeof point === 'object' && point !== null ? point.y : point
    const x = xAt(this.points, index)
    if (!Number.isFinite(x) || x < this.#x) return
    this.#x = x
    if (typeof y !== 'number' || !Number.isFinite(y)) {
      this.#isOpen = false
      return
    }
    const at = this.columnOf(x)
    const column = this.byColumn.get(at)
    if (column === undefined)
      this.byColumn.set(at, { first: y, last: y, least: y, most: y, isJoined: this.#isOpen })
    else {
      column.last = y
      if (y < column.least) column.least = y
      if (y > column.most) column.most = y
    }
    this.#isOpen = true
  }

  /** Columns whose points are gone are gone, too, and the first one has only what is left. */
  #forget(): void {
    const { points, byColumn } = this
    if (points.length === 0) return byColumn.clear()
    const first = this.columnOf(xAt(points, 0))
    for (const at of byColumn.keys()) {
      if (at > first) break
      byColumn.delete(at)
    }
    const [isOpen, x] = [this.#isOpen, this.#x]
    const rest = [...byColumn]
    this.#isOpen = false
    this.#x = -Infinity
    for (let index = 0; index < points.length && this.columnOf(xAt(points, index)) <= first; index++)
      this.#note(index)
    this.#isOpen = isOpen
    this.#x = x
    for (const [at, column] of rest) {
      byColumn.delete(at)
      byColumn.set(at, column)
    }
  }
}
