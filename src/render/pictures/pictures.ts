import type { Pixels } from './pixels.ts'

/** How a terminal gets pictures that it shows itself. It is sent cells of text, which it fills with the picture. */
export interface PictureProtocol {
  /** The most columns, or rows, that a picture can have. */
  readonly maxCells: number
  /** The bytes that send a picture to the terminal, to be shown in so many cells. Its id is a 24-bit color. */
  give(pixels: Pixels, columns: number, rows: number): { readonly id: number; readonly bytes: string }
  /** The bytes that delete a picture from the terminal. */
  takeBack(id: number): string
  /** The text for a cell of any picture. Its color says which picture. */
  cell(column: number, row: number): string
}

interface Given {
  readonly pixels: Pixels
  readonly columns: number
  readonly rows: number
  readonly id: number
}

/** The pictures that a terminal has. */
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

  /** The id of a picture. If the terminal doesn't have it, it will be sent. */
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

  /** The bytes of the pictures that have to be sent. */
  takeBytes(): string {
    const bytes = this.#bytes
    this.#bytes = ''
    return bytes
  }

  /** The bytes that delete all pictures from the terminal. */
  takeBack(): string {
    const bytes = this.#given.map(({ id }) => this.#protocol.takeBack(id)).join('')
    this.#given = []
    this.#bytes = ''
    return bytes
  }
}
