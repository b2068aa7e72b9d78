/** A cell has the color of the terminal's own text or ground. */
export const OWN_COLOR = -1
/** With this bit, a color is 24 bits of red, green and blue; without it, an index of the palette. */
export const RGB = 1 << 24

// The attributes of a cell, and from UNDERLINE_SHIFT on SGR's number for its underline, 0 to 5.
export const BOLD = 1
export const DIM = 2
export const ITALIC = 4
export const INVERSE = 8
export const STRIKETHROUGH = 16
export const UNDERLINE_SHIFT = 5

/** The cells of a row of a terminal. It is written to again and again, so that reading a screen allocates nothing. */
export class CellRow {
  /** The code point of each cell: a blank is a space, and 0 is what a wide character covers. */
  codes = new Int32Array(0)
  /** The texts of cells with more than one code point. */
  texts: (string | undefined)[] = []
  /** How many cells the character takes: 1 or 2. */
  widths = new Uint8Array(0)
  /** The color of each character: an index of the palette, or RGB with 24 bits, or OWN_COLOR. */
  colors = new Int32Array(0)
  /** The color behind it. */
  backgrounds = new Int32Array(0)
  /** Bold, dim and so on, as bits. */
  attributes = new Int32Array(0)

  /** Makes room for so many cells. */
  fit(columns: number): void {
    if (this.codes.length >= columns) return
    this.codes = new Int32Array(columns)
    this.texts = new Array<string | undefined>(columns).fill(undefined)
    this.widths = new Uint8Array(columns)
    this.colors = new Int32Array(columns)
    this.backgrounds = new Int32Array(columns)
    this.attributes = new Int32Array(columns)
  }
}
