import type { Pixels } from './pixels.ts'

/** The columns and rows of a picture, as large as fits, at least one each. A cell is about twice as high as it is wide. */
export function imageSize(
  { width, height }: Pixels,
  maxColumns: number,
  maxRows: number,
): readonly [columns: number, rows: number] {
  const fitting = Math.max(1, Math.floor((maxRows * 2 * width) / height))
  const columns = Math.min(maxColumns, fitting)
  return [columns, Math.min(maxRows, Math.max(1, Math.round((columns * height) / width / 2)))]
}
