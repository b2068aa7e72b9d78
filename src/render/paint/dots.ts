/*
 * The dots of a cell: two columns and four rows, each dot a bit of a braille pattern (The Unicode Standard 15.1, block U+2800,
 * "Braille Patterns": dots 1 2 3 7 at the left, 4 5 6 8 at the right).
 */
export const DOT_COLUMNS = 2
export const DOT_ROWS = 4

const BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80] as const
const BRAILLE = 0x2800

/** The bit of a dot in its cell, by its column and its row on the canvas. */
export function dotBit(x: number, y: number): number {
  return BITS[((y & 3) << 1) | (x & 1)]!
}

/** The character with these dots, in Unicode. */
export function brailleOf(dots: number): number {
  return BRAILLE + dots
}

let asciiTable: Uint8Array | undefined

/** The ASCII character that is most like these dots. */
export function asciiOf(dots: number): number {
  asciiTable ??= Uint8Array.from({ length: 256 }, (_, at) => mostLike(at).charCodeAt(0))
  return asciiTable[dots]!
}

function mostLike(dots: number): string {
  const rowsOf = (column: number) => [0, 1, 2, 3].filter((row) => (dots & dotBit(column, row)) !== 0)
  const [left, right] = [rowsOf(0), rowsOf(1)]
  const all = [...left, ...right]
  if (all.length === 0) return ' '
  if (all.length >= 7) return '#'
  const rise = left.length > 0 && right.length > 0 ? meanOf(left) - meanOf(right) : 0
  if (rise >= 1) return '/'
  if (rise <= -1) return '\\'
  if (Math.max(left.length, right.length) >= 3) return '|'
  const middle = meanOf(all)
  return middle < 1 ? "'" : middle <= 2 ? '-' : '.'
}

function meanOf(rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + row, 0) / rows.length
}
