import { BLANK, TAIL, WIDE } from './glyphs.ts'

/**
 * A screen of cells: per cell one integer of glyph (see glyphs.ts) and one of style (an id of a StyleTable), row by row.
 * A wide glyph always stands with its TAIL: writing over one half blanks the other.
 */
export class Grid {
  readonly columns: number
  readonly rows: number
  readonly glyphs: Int32Array
  readonly styles: Int32Array
  /** Per row, the columns [from, to) written since the last `clearDamage`; `to` is 0 where none was. */
  readonly damageFrom: Int32Array
  readonly damageTo: Int32Array
  /** How many cells were written, ever. */
  written = 0
  #left = 0
  #top = 0
  #right: number
  #bottom: number

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.glyphs = new Int32Array(columns * rows).fill(BLANK)
    this.styles = new Int32Array(columns * rows)
    this.damageFrom = new Int32Array(rows).fill(columns)
    this.damageTo = new Int32Array(rows)
    this.#right = columns
    this.#bottom = rows
  }

  /** Until it is told otherwise, nothing is written outside this rectangle, which lies inside the grid. */
  clip(left: number, top: number, right: number, bottom: number): void {
    this.#left = left
    this.#top = top
    this.#right = right
    this.#bottom = bottom
  }

  /** The rectangle that is written in now: left, top, right and bottom. */
  get clipped(): readonly [number, number, number, number] {
    return [this.#left, this.#top, this.#right, this.#bottom]
  }

  /** Blanks a rectangle. */
  fill(x: number, y: number, width: number, height: number, style: number): void {
    const left = Math.max(x, this.#left)
    const cells = Math.min(x + width, this.#right) - left
    if (cells <= 0) return
    const bottom = Math.min(y + height, this.#bottom)
    for (let row = Math.max(y, this.#top); row < bottom; row++) {
      const start = this.beginRun(left, row, cells)
      this.glyphs.fill(BLANK, start, start + cells)
      this.styles.fill(style, start, start + cells)
    }
  }

  /** Writes printable ASCII, a cell a character: `text[from]` up to `text[to]` at (x, y). */
  writePlain(x: number, y: number, text: string, from: number, to: number, style: number): void {
    if (y < this.#top || y >= this.#bottom) return
    const first = x < this.#left ? from + this.#left - x : from
    const end = Math.min(to, from + this.#right - x)
    if (end <= first) return
    const start = this.beginRun(x + first - from, y, end - first)
    const { glyphs, styles } = this
    for (let i = first, at = start; i < end; i++, at++) {
      glyphs[at] = text.charCodeAt(i)
      styles[at] = style
    }
  }

  /** Writes one glyph, and its TAIL if it is wide; of a wide glyph that is half outside, a blank. */
  writeGlyph(x: number, y: number, glyph: number, style: number): void {
    const wide = (glyph & WIDE) !== 0
    if (y < this.#top || y >= this.#bottom || x < this.#left || x + (wide ? 2 : 1) > this.#right) {
      if (wide) this.fill(x, y, 2, 1, style)
      return
    }
    const at = this.beginRun(x, y, wide ? 2 : 1)
    this.glyphs[at] = glyph
    this.styles[at] = style
    if (!wide) return
    this.glyphs[at + 1] = TAIL
    this.styles[at + 1] = style
  }

  /** Moves rows as a Shift says; what is left behind is blank. */
  moveRows(top: number, bottom: number, by: number): void {
    const { columns, glyphs, styles } = this
    const start = (by > 0 ? top + by : top) * columns
    const end = (by > 0 ? bottom : bottom + by) * columns
    const target = (by > 0 ? top : top - by) * columns
    glyphs.copyWithin(target, start, end)
    styles.copyWithin(target, start, end)
    const blank = (by > 0 ? bottom - by : top) * columns
    glyphs.fill(BLANK, blank, blank + Math.abs(by) * columns)
    styles.fill(0, blank, blank + Math.abs(by) * columns)
  }

  /** Says that rows are to be looked at, whatever was written in them. */
  damageRows(top: number, bottom: number): void {
    this.damageFrom.fill(0, top, bottom)
    this.damageTo.fill(this.columns, top, bottom)
  }

  clearDamage(): void {
    this.damageFrom.fill(this.columns)
    this.damageTo.fill(0)
  }

  /** Readies `width` cells to be overwritten, and gives the index of the first. */
  private beginRun(x: number, y: number, width: number): number {
    const start = y * this.columns + x
    if (x > 0 && this.glyphs[start] === TAIL) this.blank(x - 1, y)
    const end = x + width
    if (end < this.columns && this.glyphs[start + width] === TAIL) this.blank(end, y)
    this.damage(y, x, end)
    this.written += width
    return start
  }

  private blank(x: number, y: number): void {
    this.glyphs[y * this.columns + x] = BLANK
    this.damage(y, x, x + 1)
  }

  private damage(y: number, from: number, to: number): void {
    if (from < this.damageFrom[y]!) this.damageFrom[y] = from
    if (to > this.damageTo[y]!) this.damageTo[y] = to
  }
}
