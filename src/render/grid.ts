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

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.glyphs = new Int32Array(columns * rows).fill(BLANK)
    this.styles = new Int32Array(columns * rows)
    this.damageFrom = new Int32Array(rows).fill(columns)
    this.damageTo = new Int32Array(rows)
  }

  /** Blanks a rectangle that lies inside the grid. */
  fill(x: number, y: number, width: number, height: number, style: number): void {
    if (width <= 0) return
    for (let row = y; row < y + height; row++) {
      const start = this.beginRun(x, row, width)
      this.glyphs.fill(BLANK, start, start + width)
      this.styles.fill(style, start, start + width)
    }
  }

  /** Writes printable ASCII, a cell a character: `text[from]` up to `text[to]` at (x, y). */
  writePlain(x: number, y: number, text: string, from: number, to: number, style: number): void {
    if (to <= from) return
    const start = this.beginRun(x, y, to - from)
    const { glyphs, styles } = this
    for (let i = from, at = start; i < to; i++, at++) {
      glyphs[at] = text.charCodeAt(i)
      styles[at] = style
    }
  }

  /** Writes one glyph, and its TAIL if it is wide. */
  writeGlyph(x: number, y: number, glyph: number, style: number): void {
    const wide = (glyph & WIDE) !== 0
    const at = this.beginRun(x, y, wide ? 2 : 1)
    this.glyphs[at] = glyph
    this.styles[at] = style
    if (!wide) return
    this.glyphs[at + 1] = TAIL
    this.styles[at + 1] = style
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
