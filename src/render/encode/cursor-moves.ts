/** Where a screen is on the terminal, and so how the cursor moves. Sequences are those of ECMA-48. */
export interface Surface {
  /** Whether it is the whole terminal, so that rows can be moved and nothing around them matters. */
  readonly isWhole: boolean
  /** The bytes that move the cursor. Columns of -1 are unknown. */
  move(fromX: number, fromY: number, x: number, y: number): string
  /** The cursor is at the start of new rows, or of rows with unknown content. */
  reset(): void
  /** The bytes that blank it and move the cursor to its corner. The cursor is so many rows below that. */
  clear(rowsBelow: number): string
}

/** The whole screen of the terminal. Its rows have numbers. */
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
 * Rows among the output of a shell and its programs. Their position on the screen is unknown, so the cursor moves
 * relatively. A line feed makes a row below the last one, and scrolls the screen if necessary.
 */
export class InlineSurface implements Surface {
  readonly isWhole = false
  /** How many rows there are, from our first one. */
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

  /**
   * The first row is erased by itself, and then what is below it: tmux moves the screen to its history if all of it is erased
   * at once from its corner (ED). The cursor is saved and restored (DECSC, DECRC), because nothing may be below the first row.
   */
  clear(rowsBelow: number): string {
    this.reset()
    return `${rowsBelow === 0 ? '' : toRow(rowsBelow, 0)}\r\x1b[K\x1b7\x1b[B\x1b[J\x1b8`
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
