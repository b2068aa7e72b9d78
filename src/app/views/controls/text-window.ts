import { cellsOfCluster, clings, isInvisible } from '../../../render/text/cell-width.ts'

/** The part of a line that is in view. */
export interface TextWindow {
  readonly text: string
  /** Where the cursor stands in it, in UTF-16 units. */
  readonly cursor: number
  /** How many clusters are before it. */
  readonly first: number
}

/**
 * The part of a line that a window of so many columns shows, so that the cursor is in it and has a cell of its own. It
 * moves by half of its width: where it stands depends on the cursor only, and most moves of that do not move it.
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
  }
}

/** The cluster at a column of a window, or the end of the line where that is further left. */
export function clusterAtColumn(clusters: readonly string[], first: number, column: number): number {
  const widths = widthsOf(clusters)
  let index = first
  for (let at = 0; index < clusters.length && at + widths[index]! <= column; index++) at += widths[index]!
  return index
}

/** Columns of each cluster: none for what is invisible, and a blank before a mark that the line begins with. */
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
