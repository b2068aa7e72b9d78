import { BLANK, cellsOf, TAIL } from '../text/glyphs.ts'

/** Rows [top, bottom) that move up by `by` rows, or down if it is negative. The rows left behind are blank. */
export interface Shift {
  readonly top: number
  readonly bottom: number
  readonly by: number
}

/**
 * The cells of a screen. Each cell is an integer for its glyph (see glyphs.ts) and one for its style (an id of a
 * StyleTable), row by row. A glyph of several cells always has its TAILs: if one of its cells is overwritten, the others
 * become blank.
 */
export class CellBuffer {
  readonly columns: number
  readonly rows: number
  readonly glyphs: Int32Array
  readonly styles: Int32Array
  /** Per row, the columns [from, to) written since the last `clearDamage`. `to` is 0 if there are none. */
  readonly damageFrom: Int32Array
  readonly damageTo: Int32Array
  /** All damage is in rows [damagedTop, damagedBottom), so that a frame in which a row changes doesn't go through all rows. */
  damagedTop: number
  damagedBottom = 0
  /** How many cells have been written in total. */
  written = 0
  /** Rows moved since the last `clearDamage`, in order. Damage refers to where they are now. */
  readonly moves: Shift[] = []
  /** Whether another layer covers what is painted now, so that its cells can't be moved. */
  covered = false
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
    this.damagedTop = rows
    this.#right = columns
    this.#bottom = rows
  }

  /** Sets the rectangle that is written to. Nothing outside it changes. It must be inside the buffer. */
  clip(left: number, top: number, right: number, bottom: number): void {
    this.#left = left
    this.#top = top
    this.#right = right
    this.#bottom = bottom
  }

  /** The rectangle that is written to: left, top, right and bottom. */
  get clipped(): readonly [number, number, number, number] {
    return [this.#left, this.#top, this.#right, this.#bottom]
  }

  /** Fills a rectangle with blanks, or with another glyph of one cell. */
  fill(x: number, y: number, width: number, height: number, style: number, glyph = BLANK): void {
    const left = Math.max(x, this.#left)
    const cells = Math.min(x + width, this.#right) - left
    if (cells <= 0) return
    const bottom = Math.min(y + height, this.#bottom)
    for (let row = Math.max(y, this.#top); row < bottom; row++) {
      const start = this.beginRun(left, row, cells)
      this.glyphs.fill(glyph, start, start + cells)
      this.styles.fill(style, start, start + cells)
    }
  }

  /** Writes the first `length` characters of printable ASCII, one cell each. Blanks have a style of their own. */
  writePlain(x: number, y: number, text: string, length: number, style: number, blank: number): void {
    if (y < this.#top || y >= this.#bottom) return
    const first = Math.max(0, this.#left - x)
    const end = Math.min(length, this.#right - x)
    if (end <= first) return
    const start = this.beginRun(x + first, y, end - first)
    const { glyphs, styles } = this
    for (let i = first, at = start; i < end; i++, at++) {
      const glyph = text.charCodeAt(i)
      glyphs[at] = glyph
      styles[at] = glyph === BLANK ? blank : style
    }
  }

  /** Writes a glyph with its TAILs. If it is partly outside, blanks are written. */
  writeGlyph(x: number, y: number, glyph: number, style: number): void {
    const cells = cellsOf(glyph)
    if (y < this.#top || y >= this.#bottom || x < this.#left || x + cells > this.#right) {
      if (cells > 1) this.fill(x, y, cells, 1, style)
      return
    }
    const at = this.beginRun(x, y, cells)
    this.glyphs[at] = glyph
    this.styles[at] = style
    for (let tail = at + 1; tail < at + cells; tail++) {
      this.glyphs[tail] = TAIL
      this.styles[tail] = style
    }
  }

  /**
   * Moves the cells of a rectangle up by `by` rows, or down if it is negative. The caller paints what is left behind.
   * Returns false and moves nothing if parts of the rectangle are clipped or covered by another layer.
   */
  scroll(x: number, y: number, width: number, height: number, by: number): boolean {
    const { columns } = this
    const right = x + width
    const isWhole = x >= this.#left && right <= this.#right && y >= this.#top && y + height <= this.#bottom
    if (!isWhole || this.covered) return false
    if (width === columns) {
      this.moveRows({ top: y, bottom: y + height, by })
      this.moves.push({ top: y, bottom: y + height, by })
    } else {
      const step = by > 0 ? 1 : -1
      for (
        let row = by > 0 ? y : y + height - 1, left = height - Math.abs(by);
        left > 0;
        left--, row += step
      ) {
        const from = (row + by) * columns
        this.glyphs.copyWithin(row * columns + x, from + x, from + right)
        this.styles.copyWithin(row * columns + x, from + x, from + right)
        this.damage(row, x, right)
      }
    }
    this.written += width * height
    return true
  }

  /** Moves whole rows, with their damage. The rows left behind are blank and damaged. */
  moveRows({ top, bottom, by }: Shift): void {
    const { columns } = this
    const target = by > 0 ? top : top - by
    const start = target + by
    const end = Math.min(bottom, bottom + by)
    this.glyphs.copyWithin(target * columns, start * columns, end * columns)
    this.styles.copyWithin(target * columns, start * columns, end * columns)
    if (this.damagedTop < bottom && this.damagedBottom > top) {
      this.damageFrom.copyWithin(target, start, end)
      this.damageTo.copyWithin(target, start, end)
      this.#noteDamage(top, bottom)
    }
    const blank = by > 0 ? bottom - by : top
    this.glyphs.fill(BLANK, blank * columns, (blank + Math.abs(by)) * columns)
    this.styles.fill(0, blank * columns, (blank + Math.abs(by)) * columns)
    this.damageRows(blank, blank + Math.abs(by))
  }

  /** Marks cells of a row as damaged, whatever was written to them. */
  damageCells(x: number, y: number, width: number): void {
    this.damage(y, x, x + width)
  }

  /** Marks rows as damaged, whatever was written to them. */
  damageRows(top: number, bottom: number): void {
    this.damageFrom.fill(0, top, bottom)
    this.damageTo.fill(this.columns, top, bottom)
    this.#noteDamage(top, bottom)
  }

  /** Marks rows as not damaged. */
  undamageRows(top: number, bottom: number): void {
    this.damageFrom.fill(this.columns, top, bottom)
    this.damageTo.fill(0, top, bottom)
  }

  clearDamage(): void {
    this.undamageRows(this.damagedTop, this.damagedBottom)
    this.damagedTop = this.rows
    this.damagedBottom = 0
    this.moves.length = 0
  }

  /** Prepares `width` cells to be overwritten. Returns the index of the first. */
  private beginRun(x: number, y: number, width: number): number {
    const row = y * this.columns
    let left = x
    while (left > 0 && this.glyphs[row + left] === TAIL) left--
    let right = x + width
    while (right < this.columns && this.glyphs[row + right] === TAIL) right++
    if (left < x) this.glyphs.fill(BLANK, row + left, row + x)
    if (right > x + width) this.glyphs.fill(BLANK, row + x + width, row + right)
    this.damage(y, left, right)
    this.written += width
    return row + x
  }

  private damage(y: number, from: number, to: number): void {
    if (from < this.damageFrom[y]!) this.damageFrom[y] = from
    if (to > this.damageTo[y]!) this.damageTo[y] = to
    if (y < this.damagedTop) this.damagedTop = y
    if (y >= this.damagedBottom) this.damagedBottom = y + 1
  }

  #noteDamage(top: number, bottom: number): void {
    this.damagedTop = Math.min(this.damagedTop, top)
    this.damagedBottom = Math.max(this.damagedBottom, bottom)
  }
}
