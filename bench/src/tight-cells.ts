import { writeSync } from 'node:fs'
import type { Line, Part } from './screens.ts'

const BLANK = 0x20
const codes: Readonly<Record<string, number>> = { red: 31, green: 32, yellow: 33, cyan: 36 }

/** Bold and the number of the color, seven bits, index the sequences. */
const BOLD = 64
const sequences = Array.from({ length: 128 }, (_, style) => {
  const color = style % BOLD
  return style === 0 ? '\x1b[m' : `\x1b[0${style >= BOLD ? ';1' : ''}${color > 0 ? `;${color}` : ''}m`
})

/**
 * The cells of the tight floor. A cell is a UTF-16 unit that takes one column, with the style in the high byte: ASCII, and the
 * lines of boxes. One pass finds what differs from the last frame and writes it as bytes into a reused buffer, which is written at once.
 */
export class TightCells {
  readonly columns: number
  readonly rows: number
  readonly #next: Uint32Array
  readonly #shown: Uint32Array
  readonly #bytes: Buffer
  #length = 0

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.#next = new Uint32Array(columns * rows).fill(BLANK)
    this.#shown = this.#next.slice()
    // A cell is a move of at most ten bytes, a style of nine, and three bytes of text; eight more begin and end a frame.
    this.#bytes = Buffer.alloc(columns * rows * 22 + 20)
  }

  /** Puts a line at a row, from one column up to another, and blanks after it. */
  blit(line: Line, row: number, from: number, to: number): void {
    const next = this.#next
    let at = row * this.columns + from
    const end = row * this.columns + to
    for (const part of line) {
      const style = styleOf(part)
      const { text } = part
      const stop = Math.min(end, at + text.length)
      for (let i = 0; at < stop; i++) next[at++] = text.charCodeAt(i) | style
    }
    while (at < end) next[at++] = BLANK
  }

  /** Writes what differs from what was written before. */
  write(): void {
    this.#length = 0
    this.#put('\x1b[?2026h')
    this.#diff()
    this.#put('\x1b[?2026l')
    for (let at = 0; at < this.#length;) at += writeSync(1, this.#bytes, at, this.#length - at)
  }

  #diff(): void {
    const next = this.#next
    const shown = this.#shown
    let style = 0
    let cursor = -1
    for (let at = 0; at < next.length; at++) {
      const cell = next[at]!
      if (cell === shown[at]) continue
      shown[at] = cell
      if (cursor !== at) this.#moveTo(at)
      if (cell >>> 24 !== style) this.#put(sequences[(style = cell >>> 24)]!)
      this.#putUnit(cell & 0xffff)
      cursor = (at + 1) % this.columns === 0 ? -1 : at + 1
    }
    if (style !== 0) this.#put(sequences[0]!)
  }

  #moveTo(at: number): void {
    const bytes = this.#bytes
    bytes[this.#length++] = 0x1b
    bytes[this.#length++] = 0x5b
    this.#putNumber(Math.floor(at / this.columns) + 1)
    bytes[this.#length++] = 0x3b
    this.#putNumber((at % this.columns) + 1)
    bytes[this.#length++] = 0x48
  }

  /** Of at most three digits. */
  #putNumber(number: number): void {
    const bytes = this.#bytes
    if (number >= 100) bytes[this.#length++] = 0x30 + Math.floor(number / 100)
    if (number >= 10) bytes[this.#length++] = 0x30 + (Math.floor(number / 10) % 10)
    bytes[this.#length++] = 0x30 + (number % 10)
  }

  /** In UTF-8. */
  #putUnit(unit: number): void {
    const bytes = this.#bytes
    if (unit < 0x80) bytes[this.#length++] = unit
    else {
      bytes[this.#length++] = 0xe0 | (unit >> 12)
      bytes[this.#length++] = 0x80 | ((unit >> 6) & 0x3f)
      bytes[this.#length++] = 0x80 | (unit & 0x3f)
    }
  }

  #put(ascii: string): void {
    for (let i = 0; i < ascii.length; i++) this.#bytes[this.#length++] = ascii.charCodeAt(i)
  }
}

function styleOf({ color, bold }: Part): number {
  return ((bold === true ? BOLD : 0) | (color === undefined ? 0 : codes[color]!)) << 24
}
