/** Where a screen's cells stand on the terminal, and so how the cursor gets about. Sequences are ECMA-48's. */
export interface Surface {
  /** It is all the terminal has: rows can be moved, and what is outside is nobody's. */
  readonly isWhole: boolean
  /** The bytes from a place to another. Columns of -1 are not known. */
  move(fromX: number, fromY: number, x: number, y: number): string
  /** The cursor is at the beginning of rows that are not there yet, or are not known. */
  reset(): void
  /** The bytes that blank it and put the cursor in its corner, from so many rows below that. */
  clear(rowsBelow: number): string
}

/** The terminal's whole screen: rows have numbers. */
export class FullScreenSurface implements Surface {
  readonly isWhole = true

  move(fromX: number, fromY: number, x: number, y: number): string {
    const absolute = addressOf(x, y)
    const relative = this.#relative(fromX, fromY, x, y)
    return relative !== undefined && relative.length < absolute.length ? relative : absolute
  }

  reset(): void {}

  clear(): string {
    return '\x1b[2J\x1b[H'
  }

  #relative(fromX: number, fromY: number, x: number, y: number): string | undefined {
    if (fromY < 0) return undefined
    if (x === 0 && y === fromY) return '\r'
    if (y === fromY) return alongRow(fromX, x)
    if (x === fromX) return toRow(fromY, y)
    return y === fromY + 1 ? `\r\n${toColumn(0, x)}` : undefined
  }
}

/**
 * Rows in the midst of what a shell and its programs have written. Nobody knows which rows of the screen they are, so the
 * cursor moves by steps; a row below the last comes into being by a line feed, which scrolls the screen where it has to.
 */
export class InlineSurface implements Surface {
  readonly isWhole = false
  /** Rows that are there, counted from ours. */
  #rows = 1

  move(fromX: number, fromY: number, x: number, y: number): string {
    const last = Math.min(y, this.#rows - 1)
    const fresh = '\r\n'.repeat(y - last)
    this.#rows = Math.max(this.#rows, y + 1)
    const down = fromY === last ? '' : toRow(fromY, last)
    return down + fresh + toColumn(fresh === '' ? fromX : 0, x)
  }

  reset(): void {
    this.#rows = 1
  }

  clear(rowsBelow: number): string {
    this.reset()
    return `${rowsBelow === 0 ? '' : toRow(rowsBelow, 0)}\r\x1b[J`
  }
}

/** CUP. */
export function addressOf(x: number, y: number): string {
  return x === 0 ? `\x1b[${y === 0 ? '' : y + 1}H` : `\x1b[${y + 1};${x + 1}H`
}

export function count(n: number): string {
  return n === 1 ? '' : String(n)
}

function toColumn(from: number, to: number): string {
  if (from === to) return ''
  return to === 0 ? '\r' : alongRow(from, to)
}

/** CHA, CUF or CUB. */
function alongRow(from: number, to: number): string {
  if (from < 0) return `\x1b[${to + 1}G`
  return to > from ? `\x1b[${count(to - from)}C` : `\x1b[${count(from - to)}D`
}

/** CUD and CUU. */
function toRow(from: number, to: number): string {
  return to > from ? `\x1b[${count(to - from)}B` : `\x1b[${count(from - to)}A`
}
