import { cellsOfCluster, clings, isInvisible } from '../../../render/text/cell-width.ts'

/** The visible part of a line. */
export interface TextWindow {
  readonly text: string
  /** The cursor's offset in `text`, in UTF-16 units. */
  readonly cursor: number
  /** How many clusters are hidden before it. */
  readonly first: number
  /** Whether it reaches the end of the line. */
  readonly isEnd: boolean
}

/**
 * The part of a line that fits into a window of so many columns and contains the cursor, with a cell for it. The window moves in steps of
 * half its width. Its place depends only on the cursor, and most moves of the cursor don't move it.
 */
export function textWindow(clusters: readonly string[], cursor: number, columns: number): TextWindow {
  const widths = widthsOf(clusters)
  const before = sum(widths, 0, cursor)
  const own = Math.max(1, widths[cursor] ?? 1)
  const step = Math.max(1, columns >> 1)
  const hidden = Math.max(0, Math.ceil((before + own - columns) / step)) * step
  let first = 0
  for (let at = 0; first < cursor && at < hidden; first++) at += widths[first]!
  let last = first
  for (let at = 0; last < clusters.length && at + widths[last]! <= columns; last++) at += widths[last]!
  return {
    text: clusters.slice(first, last).join(''),
    cursor: clusters.slice(first, cursor).join('').length,
    first,
    isEnd: last === clusters.length,
  }
}

/** The cluster at a column of a window; the end of the line if that is further left. */
export function clusterAtColumn(clusters: readonly string[], first: number, column: number): number {
  const widths = widthsOf(clusters)
  let index = first
  for (let at = 0; index < clusters.length && at + widths[index]! <= column; index++) at += widths[index]!
  return index
}

/** The columns of each cluster. An invisible one has none; a mark at the beginning of the line has a blank before it. */
function widthsOf(clusters: readonly string[]): number[] {
  return clusters.map((cluster, index) =>
    isInvisible(cluster) ? 0 : cellsOfCluster(cluster) + (index === 0 && clings(cluster) ? 1 : 0),
  )
}

function sum(numbers: readonly number[], from: number, to: number): number {
  let total = 0
  for (let index = from; index < to; index++) total += numbers[index]!
  return total
}
