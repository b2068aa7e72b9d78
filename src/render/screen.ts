import { arrangePane, naturalHeight } from './layout/arrange.ts'
import { Pane } from './layout/box.ts'
import type { ColorDepth } from './paint/color.ts'
import { Encoder } from './encode/encoder.ts'
import { cursorIn } from './layout/locate.ts'
import { sightOf, type Sight } from './layout/reveal.ts'
import { TAIL, GlyphTable } from './text/glyphs.ts'
import { CellBuffer } from './paint/cell-buffer.ts'
import { FullScreenSurface, type Surface } from './encode/cursor-moves.ts'
import { paintPane } from './paint/paint.ts'
import { PictureTable, type PictureProtocol } from './pictures/pictures.ts'
import type { Palette } from './theme/palette.ts'
import { StyleTable } from './paint/style.ts'
import { OWN_COLORS } from './paint/sgr.ts'

/** Text of one style on a row; `style` is an id of the screen's styles. */
export interface StyledRun {
  readonly text: string
  readonly style: number
}

/** Tables this large are begun anew with the next frame: data can make any number of glyphs and styles. */
const MAX_TABLE_SIZE = 32_768

/** The same for the pictures that a terminal keeps, unless half as many are in view: those that are not shown any more go. */
const MAX_PICTURES = 64

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
  #buffer: CellBuffer
  readonly #encoder: Encoder
  readonly #surface: Surface
  readonly #pictures: PictureTable | undefined
  /** The contents of the buffer are unknown. */
  #fresh = true
  /** Nothing on the terminal is. */
  #lost = true
  #isShown = false
  #maxPictures = MAX_PICTURES
  /** The bytes after which the terminal no longer has the pictures that it need not keep. */
  #unwanted = ''

  constructor(
    pane: Pane,
    columns: number,
    rows: number,
    depth: ColorDepth,
    surface: Surface = new FullScreenSurface(),
    pictures?: PictureProtocol,
  ) {
    this.pane = pane
    this.#styles = new StyleTable(depth)
    this.#buffer = new CellBuffer(columns, rows)
    this.#surface = surface
    this.#pictures = pictures && new PictureTable(pictures)
    this.#encoder = new Encoder(surface, columns, rows, this.#glyphs, this.#styles)
  }

  get buffer(): CellBuffer {
    return this.#buffer
  }

  get styles(): StyleTable {
    return this.#styles
  }

  /** Cells in which the last frame differed from the one before. */
  get changed(): number {
    return this.#encoder.changed
  }

  /** Another theme, or other colors of the terminal: what is shown is drawn again, without a view being called. */
  set palette(palette: Palette) {
    if (palette === this.#styles.palette) return
    this.#styles.palette = palette
    this.#lost = true
  }

  resize(columns: number, rows: number): void {
    if (this.#surface.isWhole || columns !== this.#buffer.columns) this.#lost = true
    this.#buffer = new CellBuffer(columns, rows)
    this.#fresh = true
  }

  /** The rows that the content asks for where it has `columns`. */
  naturalHeight(columns: number): number {
    return naturalHeight(this.pane, columns, this.#glyphs)
  }

  /** The next frame draws everything, from where the cursor is then: others have used the terminal. */
  invalidate(): void {
    this.#encoder.forget()
    // What an inline app leaves behind is still seen.
    this.#dropPictures(!this.#surface.isWhole)
    this.#fresh = true
    this.#lost = true
  }

  /** The bytes after which others can use the terminal, below what is shown. */
  leave(): string {
    const bytes = this.#isShown ? this.#encoder.leave() : ''
    this.#isShown = false
    this.invalidate()
    return this.#takeUnwanted() + bytes
  }

  /** Gives everything in the pane its place. What depends on places can be changed before they are drawn. */
  arrange(): void {
    if (
      this.#glyphs.size > MAX_TABLE_SIZE ||
      this.#styles.size > MAX_TABLE_SIZE ||
      (this.#pictures?.size ?? 0) > this.#maxPictures
    )
      this.#renewTables()
    arrangePane(this.pane, this.#buffer.columns, this.#buffer.rows, this.#glyphs)
  }

  /** How a pane stands to the scrolled views around it. It has its place. */
  sightOf(pane: Pane): Sight {
    return sightOf(pane, this.#glyphs)
  }

  /**
   * The bytes from what the terminal shows to what is arranged now; none where that is the same. The cursor stands where
   * a text of `focused` has it. Where the screen is not the whole terminal, `above` is written above it: lines of
   * harmless text, each with its end.
   */
  draw(focused?: Pane, above = ''): string {
    const fresh = this.#fresh
    this.#fresh = false
    this.#isShown = true
    const before = this.#begin(above)
    const canvas = {
      buffer: this.#buffer,
      glyphs: this.#glyphs,
      styles: this.#styles,
      pictures: this.#pictures,
    }
    paintPane(this.pane, canvas, 0, fresh)
    if (fresh) this.#maxPictures = Math.max(MAX_PICTURES, 2 * (this.#pictures?.size ?? 0))
    const pictures = this.#takeUnwanted() + (this.#pictures?.takeBytes() ?? '')
    const bytes = this.#encoder.encode(this.#buffer, focused && cursorIn(focused, this.#glyphs))
    this.#buffer.clearDamage()
    return before + pictures + bytes
  }

  /** The bytes after which the encoder knows what the terminal shows. */
  #begin(above: string): string {
    const { columns, rows } = this.#buffer
    if (!this.#lost && above === '') return this.#encoder.fit(rows)
    this.#lost = false
    this.#buffer.damageRows(0, rows)
    const clear = this.#encoder.clear(columns, rows)
    if (above === '') return clear
    const { reset } = this.#styles
    // What others read is wrapped by the terminal, which knows then that it is one line. It has the terminal's own colors.
    const [off, on] = reset === OWN_COLORS ? ['', ''] : [OWN_COLORS, reset]
    return `${clear}${off}\x1b[?7h${above}\x1b[?7l${on}`
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
    return Array.from({ length: this.#buffer.rows }, (_, y) => this.#runsOf(y))
  }

  /** What one cell shows: its text (none in the second cell of a wide glyph) and the id of its style. */
  cell(x: number, y: number): StyledRun {
    const at = y * this.#buffer.columns + x
    const glyph = this.#buffer.glyphs[at]!
    return { text: glyph === TAIL ? '' : this.#glyphs.text(glyph), style: this.#buffer.styles[at]! }
  }

  /** A blank has the style of what stands before and after it, where it looks the same in it. */
  #runsOf(y: number): StyledRun[] {
    const runs: { text: string; style: number }[] = []
    for (let x = 0; x < this.#buffer.columns; x++) {
      const { text, style } = this.cell(x, y)
      const last = runs.at(-1)
      const before = runs.at(-2)
      if (last !== undefined && last.style === style) last.text += text
      else if (last && before?.style === style && this.#isSeenThrough(last, style)) {
        before.text += last.text + text
        runs.pop()
      } else runs.push({ text, style })
    }
    return runs
  }

  #isSeenThrough(run: StyledRun, style: number): boolean {
    return run.style === this.#styles.blank(style) && run.text.trim() === ''
  }

  /** Pictures will be given anew. The terminal keeps those that it has if they are to be seen for longer. */
  #dropPictures(staySeen: boolean): void {
    const bytes = this.#pictures?.takeBack() ?? ''
    if (!staySeen) this.#unwanted += bytes
  }

  #takeUnwanted(): string {
    const bytes = this.#unwanted
    this.#unwanted = ''
    return bytes
  }

  #renewTables(): void {
    this.#glyphs = new GlyphTable()
    this.#styles = new StyleTable(this.#styles.depth, this.#styles.palette)
    this.#encoder.renew(this.#glyphs, this.#styles)
    this.#dropPictures(false)
    this.#fresh = true
    this.#lost = true
    renew(this.pane)
  }
}

/** Boxes hold glyphs of the table that they were broken into lines with. */
function renew(pane: Pane): void {
  pane.invalidate()
  for (const child of pane.children) renew(child)
}
