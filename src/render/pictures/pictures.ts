import type { Pixels } from './pixels.ts'

/** How a terminal is given pictures that it shows itself, in cells that it is sent as text. */
export interface PictureProtocol {
  /** A picture has no more columns than this, nor rows. */
  readonly maxCells: number
  /** The bytes after which the terminal has a picture, to be shown in so many cells, and its id there: a color of 24 bits. */
  give(pixels: Pixels, columns: number, rows: number): { readonly id: number; readonly bytes: string }
  /** The bytes after which it has it no longer. */
  takeBack(id: number): string
  /** What a cell of any picture is sent as; its color says which picture it is. */
  cell(column: number, row: number): string
}

interface Given {
  readonly pixels: Pixels
  readonly columns: number
  readonly rows: number
  readonly id: number
}

/** The pictures that a terminal was given. */
export class PictureTable {
  readonly #protocol: PictureProtocol
  #given: Given[] = []
  #bytes = ''

  constructor(protocol: PictureProtocol) {
    this.#protocol = protocol
  }

  get size(): number {
    return this.#given.length
  }

  fits(columns: number, rows: number): boolean {
    return Math.max(columns, rows) <= this.#protocol.maxCells
  }

  cell(column: number, row: number): string {
    return this.#protocol.cell(column, row)
  }

  /** The id of a picture, which the terminal is given if it does not have it. */
  idOf(pixels: Pixels, columns: number, rows: number): number {
    const known = this.#given.find(
      (given) => given.pixels === pixels && given.columns === columns && given.rows === rows,
    )
    if (known !== undefined) return known.id
    const { id, bytes } = this.#protocol.give(pixels, columns, rows)
    this.#given.push({ pixels, columns, rows, id })
    this.#bytes += bytes
    return id
  }

  /** The bytes that give the terminal what it was not given yet. */
  takeBytes(): string {
    const bytes = this.#bytes
    this.#bytes = ''
    return bytes
  }

  /** The bytes after which the terminal has none. */
  takeBack(): string {
    const bytes = this.#given.map(({ id }) => this.#protocol.takeBack(id)).join('')
    this.#given = []
    this.#bytes = ''
    return bytes
  }
}
