import { arrangePane, naturalHeight } from './arrange.ts'
import { Pane } from './box.ts'
import type { ColorDepth } from './color.ts'
import { Encoder } from './encode.ts'
import { cursorIn } from './find.ts'
import { TAIL, GlyphTable } from './glyphs.ts'
import { Grid } from './grid.ts'
import { paintPane } from './paint.ts'
import { StyleTable } from './style.ts'

/** Text of one style on a row; `style` is an id of the screen's styles. */
export interface StyledRun {
  readonly text: string
  readonly style: number
}

/** Tables this large are begun anew with the next frame: data can make any number of glyphs and styles. */
const TABLE_LIMIT = 32_768

/**
 * A screen: a pane of boxes, the cells they are painted in, and the bytes that bring a terminal there.
 *
 * A frame is: arrange the boxes (those that are stale), paint them (where they differ), encode the cells (that were
 * painted), and the result is one string, empty where nothing has changed.
 */
export class Screen {
  readonly pane: Pane
  #glyphs = new GlyphTable()
  #styles: StyleTable
  #grid: Grid
  #encoder: Encoder
  #fresh = true

  constructor(pane: Pane, columns: number, rows: number, depth: ColorDepth) {
    this.pane = pane
    this.#styles = new StyleTable(depth)
    this.#grid = new Grid(columns, rows)
    this.#encoder = new Encoder(columns, rows, this.#glyphs, this.#styles)
  }

  get grid(): Grid {
    return this.#grid
  }

  get styles(): StyleTable {
    return this.#styles
  }

  /** Cells in which the last frame differed from the one before. */
  get changed(): number {
    return this.#encoder.changed
  }

  resize(columns: number, rows: number): void {
    this.#grid = new Grid(columns, rows)
    this.#encoder = new Encoder(columns, rows, this.#glyphs, this.#styles)
    this.#fresh = true
  }

  /** The rows that the content asks for where it has `columns`. */
  naturalHeight(columns: number): number {
    return naturalHeight(this.pane, columns, this.#glyphs)
  }

  /** The next frame draws everything: what the terminal shows is not known. */
  invalidate(): void {
    this.#fresh = true
  }

  /** Gives everything in the pane its place. What depends on places can be changed before they are drawn. */
  arrange(): void {
    if (this.#glyphs.size > TABLE_LIMIT || this.#styles.size > TABLE_LIMIT) this.#renewTables()
    arrangePane(this.pane, this.#grid.columns, this.#grid.rows, this.#glyphs)
  }

  /**
   * The bytes from what the terminal shows to what is arranged now; none where that is the same. The cursor stands where
   * a text of `focused` has it.
   */
  draw(focused?: Pane): string {
    const fresh = this.#fresh
    this.#fresh = false
    paintPane(this.pane, { grid: this.#grid, glyphs: this.#glyphs, styles: this.#styles }, 0, fresh)
    const clear = fresh ? this.#encoder.clear() : ''
    const bytes = this.#encoder.encode(this.#grid, focused && cursorIn(focused, this.#glyphs))
    this.#grid.clearDamage()
    return clear + bytes
  }

  /** The cells as text, a string a row, without the blanks at their ends. */
  toLines(): string[] {
    return this.runs().map((runs) =>
      runs
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
  }

  /** The cells row by row, as runs of one style each. */
  runs(): StyledRun[][] {
    return Array.from({ length: this.#grid.rows }, (_, y) => this.#runsOf(y))
  }

  /** What one cell shows: its text (none in the second cell of a wide glyph) and the id of its style. */
  cell(x: number, y: number): StyledRun {
    const at = y * this.#grid.columns + x
    const glyph = this.#grid.glyphs[at]!
    return { text: glyph === TAIL ? '' : this.#glyphs.text(glyph), style: this.#grid.styles[at]! }
  }

  #runsOf(y: number): StyledRun[] {
    const runs: { text: string; style: number }[] = []
    for (let x = 0; x < this.#grid.columns; x++) {
      const { text, style } = this.cell(x, y)
      const last = runs.at(-1)
      if (last !== undefined && last.style === style) last.text += text
      else runs.push({ text, style })
    }
    return runs
  }

  #renewTables(): void {
    this.#glyphs = new GlyphTable()
    this.#styles = new StyleTable(this.#styles.depth)
    this.resize(this.#grid.columns, this.#grid.rows)
    renew(this.pane)
  }
}

/** Boxes hold glyphs of the table that they were broken into lines with. */
function renew(pane: Pane): void {
  pane.invalidate()
  for (const child of pane.children) renew(child)
}
