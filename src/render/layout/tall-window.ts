import { lineCount } from './line-window.ts'

/** Lines that may have several rows each. */
export interface TallSource {
  readonly length: number
  /** How many rows a line has. Only the lines in view are asked for it, and those beside them. */
  height(index: number): number
}

/** How many rows a line has. It may come from data, and be no number at all. */
export function lineHeight(source: TallSource, index: number): number {
  const height = source.height(index)
  return height > 1 ? Math.trunc(height) : 1
}

/** The line at the top of a window of this height if the last line is in view. */
export function lastFirstLine(source: TallSource, height: number): number {
  let first = Math.max(0, lineCount(source) - 1)
  let room = height - lineHeight(source, first)
  while (first > 0 && room > 0) {
    room -= lineHeight(source, first - 1)
    if (room >= 0) first--
  }
  return first
}

/** Of so many lines, the height is asked. A window is lower than them, and each of the others has a row at least. */
const MAX_MEASURED = 200

/** How many rows a window asks for, so that all lines can be seen. */
export function askedRows(source: TallSource): number {
  const count = lineCount(source)
  const measured = Math.min(count, MAX_MEASURED)
  let rows = count - measured
  for (let index = 0; index < measured; index++) rows += lineHeight(source, index)
  return rows
}
