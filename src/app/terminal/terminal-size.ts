import type { TerminalPort } from './port.ts'

/** No terminal has more columns, nor more cells: one that says so is not believed. */
const MAX_COLUMNS = 4_096
const MAX_CELLS = 1_048_576

/** In cells, as a grid can be made of; 0 where the terminal does not know. */
export function sizeOf(port: TerminalPort): { readonly columns: number; readonly rows: number } {
  const columns = whole(port.columns, MAX_COLUMNS)
  return { columns, rows: whole(port.rows, Math.floor(MAX_CELLS / Math.max(1, columns))) }
}

function whole(cells: number, most: number): number {
  return cells >= 1 ? Math.min(Math.trunc(cells), most) : 0
}
