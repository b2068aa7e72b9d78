import type { Pixels } from './pixels.ts'

/** The columns and rows, at least one, of a picture as large as fits in its shape: a cell is about twice as high as it is wide. */
export function imageSize(
  { width, height }: Pixels,
  mostColumns: number,
  mostRows: number,
): readonly [columns: number, rows: number] {
  const fitting = Math.max(1, Math.floor((mostRows * 2 * width) / height))
  const columns = Math.min(mostColumns, fitting)
  return [columns, Math.min(mostRows, Math.max(1, Math.round((columns * height) / width / 2)))]
}
