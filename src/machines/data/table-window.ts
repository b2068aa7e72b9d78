import type { TableContext } from './table-context.ts'
import { rowCount } from './table-rows.ts'

type Context = TableContext<unknown>
type Window = Pick<Context, 'listed' | 'position' | 'top'>

/** How many lines the listed row at a position has. undefined if all have one. */
export type HeightOf = ((position: number) => number) | undefined

/** The heights of the listed rows in a window of so many columns. */
export type RowHeights = (context: Context, columns: number | undefined) => HeightOf

/** All rows have one line. */
export const oneLineEach: RowHeights = () => undefined

/** The position at the top of a window of so many lines. The window moves only if it has to, to show the cursor. */
export function tableTop(window: Window, lines: number, heightOf?: HeightOf): number {
  const min = firstWith(window.position, lines, heightOf)
  return Math.max(min, Math.min(window.top, window.position, lastTop(window, lines, heightOf)))
}

/** The position at the top if the last row is in view. */
export function lastTop({ listed }: Pick<Context, 'listed'>, lines: number, heightOf?: HeightOf): number {
  const count = rowCount(listed)
  return heightOf === undefined ? Math.max(0, count - lines) : firstWith(count - 1, lines, heightOf)
}

/** The first position from which on all rows to `last` fit in so many lines. `last` is in view in any case. */
export function firstWith(last: number, lines: number, heightOf?: HeightOf): number {
  if (heightOf === undefined) return Math.max(0, last - Math.max(1, lines) + 1)
  let first = Math.max(0, last)
  let room = lines - heightOf(first)
  while (first > 0 && room > 0) {
    room -= heightOf(first - 1)
    if (room >= 0) first--
  }
  return first
}

/** How many rows from a position on fit in so many lines. */
export function rowsFrom(
  { listed }: Pick<Context, 'listed'>,
  position: number,
  lines: number,
  heightOf?: HeightOf,
): number {
  const left = rowCount(listed) - position
  if (heightOf === undefined) return Math.max(0, Math.min(lines, left))
  let [rows, room] = [0, lines]
  while (rows < left && room > 0) {
    room -= heightOf(position + rows)
    if (room >= 0) rows++
  }
  return rows
}

/** The position of the row that a line of the window belongs to. */
export function positionAtLine(top: number, line: number, heightOf?: HeightOf): number {
  if (heightOf === undefined) return top + line
  let [position, end] = [top, heightOf(top)]
  while (end <= line) end += heightOf(++position)
  return position
}
