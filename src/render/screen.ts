import { arrangePane, naturalHeight } from './layout/arrange.ts'
import { Pane } from './layout/box.ts'
import type { ColorDepth } from './paint/color.ts'
import { ByteBuffer } from './encode/byte-buffer.ts'
import { Encoder } from './encode/encoder.ts'
import { cursorIn } from './layout/locate.ts'
import { focusFrames, moveFocus, type FocusFrame } from './layout/focus-frames.ts'
import { sightOf, type Sight } from './layout/reveal.ts'
import type { GlyphSet } from './text/glyph-set.ts'
import { TAIL, GlyphTable } from './text/glyphs.ts'
import type { Canvas } from './paint/canvas.ts'
import { CellBuffer } from './paint/cell-buffer.ts'
import { FullScreenSurface, type Surface } from './encode/cursor-moves.ts'
import { moveCells, resizeMoving } from './paint/moving-cells.ts'
import { paintPane } from './paint/paint.ts'
import { PictureTable, type PictureProtocol } from './pictures/pictures.ts'
import type { Palette } from './theme/palette.ts'
import { StyleTable } from './paint/style.ts'
import { OWN_COLORS } from './paint/sgr.ts'

/** The bytes before a frame, and those after it. */
interface Around {
  readonly on: string
  readonly off: string
}

/** Text of one style in a row. `style` is an id of the screen's styles. */
export interface StyledRun {
  readonly text: string
  readonly style: number
}

/** Gives painted cells another look, such as that of a selection, without changing what is painted. */
export interface CellLook {
  /** Before something is painted: the cells look as they were painted. With `fresh`, they contain something else. */
  takeBack(buffer: CellBuffer, fresh: boolean): void
  /** After everything was painted. */
  layOn(canvas: Canvas): void
}

/** Tables larger than this are replaced before the next frame, since data can make any number of glyphs and styles. */
const MAX_TABLE_SIZE = 32_768

/** The same for the pictures that a terminal keeps, unless half of them are in view. Those out of view are deleted. */
const MAX_PICTURES = 64

/**
 * A screen: a pane of boxes, the cells that they are painted in, and the bytes for the terminal.
 *
 * A frame arranges the boxes that are stale, paints those that look different, and encodes the cells that were painted. The
 * result is one string, which is empty if nothing has changed.
 */
export class Screen {
  readonly pane: Pane
  /** What is laid on the cells of the next frames. */
  look: CellLook | undefined
  #glyphs: GlyphTable
  #styles: StyleTable
  #buffer: CellBuffer
  readonly #out = new ByteBuffer()
  readonly #encoder: Encoder
  readonly #outdate = (at: number) => this.#encoder.outdate(at)
  readonly #surface: Surface
  readonly #pictures: PictureTable | undefined
  /** The contents of the buffer are unknown. */
  #fresh = true
  /** What the terminal shows is unknown. */
  #lost = true
  #isShown = false
  /** The panes that show that they have the keyboard. */
  #focusFrames: readonly FocusFrame[] = []
  #maxPictures = MAX_PICTURES
  readonly #moment: { now: number | undefined; isStill: boolean } = { now: undefined, isStill: false }
  /** When something in view changes with time alone: a time in ms on the app's clock, or Infinity. */
  nextMove = Infinity
  /** The bytes that delete pictures from the terminal that it doesn't need any more. */
  #unwanted = ''

  constructor(
    pane: Pane,
    columns: number,
    rows: number,
    depth: ColorDepth,
    surface: Surface = new FullScreenSurface(),
    pictures?: PictureProtocol,
    glyphs?: GlyphSet,
  ) {
    this.pane = pane
    this.#glyphs = new GlyphTable(glyphs, this.#moment, depth !== 'none')
    this.#styles = new StyleTable(depth)
    this.#buffer = new CellBuffer(columns, rows)
    this.#surface = surface
    this.#pictures = pictures && new PictureTable(pictures)
    this.#encoder = new Encoder(surface, columns, rows, this.#glyphs, this.#styles, this.#out)
  }

  get buffer(): CellBuffer {
    return this.#buffer
  }

  get styles(): StyleTable {
    return this.#styles
  }

  get glyphs(): GlyphTable {
    return this.#glyphs
  }

  /** How many cells of the last frame differed from the one before. */
  get changed(): number {
    return this.#encoder.changed
  }

  /** Takes another theme, or other colors of the terminal. Everything is drawn again, but no view is called. */
  set palette(palette: Palette) {
    if (palette === this.#styles.palette) return
    this.#styles.palette = palette
    this.#lost = true
  }

  /** Whether spinners stand still. */
  set isStill(isStill: boolean) {
    this.#moment.isStill = isStill
  }

  /** The time of the next frame, in ms on the app's clock. Without it, time stands still. */
  set now(now: number) {
    this.#moment.now = now
    if (now >= this.nextMove) resizeMoving(this.pane, this.#buffer, this.#glyphs)
  }

  resize(columns: number, rows: number): void {
    if (this.#surface.isWhole || columns !== this.#buffer.columns) this.#lost = true
    this.#buffer = new CellBuffer(columns, rows)
    this.#fresh = true
  }

  /** How many rows the content asks for in `columns`. */
  naturalHeight(columns: number): number {
    return naturalHeight(this.pane, columns, this.#glyphs)
  }

  /** Other programs have used the terminal. The next frame draws everything, from where the cursor is then. */
  invalidate(): void {
    this.#encoder.forget()
    // What an inline app leaves behind stays visible.
    this.#dropPictures(!this.#surface.isWhole)
    this.#fresh = true
    this.#lost = true
  }

  /** The bytes that let other programs use the terminal, below what is shown. */
  leave(): string {
    const bytes = this.#isShown ? this.#encoder.leave() : ''
    this.#isShown = false
    this.invalidate()
    return this.#takeUnwanted() + bytes
  }

  /** Places everything in the pane. What depends on places can still be changed before it is drawn. */
  arrange(): void {
    if (
      this.#glyphs.size > MAX_TABLE_SIZE ||
      this.#styles.size > MAX_TABLE_SIZE ||
      (this.#pictures?.size ?? 0) > this.#maxPictures
    )
      this.renew()
    arrangePane(this.pane, this.#buffer.columns, this.#buffer.rows, this.#glyphs)
  }

  /** How a pane stands to the scrolled views around it. It has its place. */
  sightOf(pane: Pane): Sight {
    return sightOf(pane, this.#glyphs)
  }

  /** The bytes of `drawBytes`, as a string. */
  draw(focused?: Pane, above = '', hasKeys = true): string {
    this.drawBytes(focused, above, hasKeys)
    return this.#out.toString()
  }

  /**
   * The bytes that change what the terminal shows into what is arranged now, between those `around` a frame. Empty if that is the same. They
   * are overwritten by the next frame. The cursor is where a text of `focused` has it. If the screen isn't the whole terminal, `above` is
   * written above it: lines of sanitized text, each with its line end.
   */
  drawBytes(focused?: Pane, above = '', hasKeys = true, around?: Around): Uint8Array {
    const out = this.#out
    out.clear()
    if (around !== undefined) out.ascii(around.on)
    const start = out.length
    this.#draw(focused, above, hasKeys)
    if (out.length === start) out.clear()
    else if (around !== undefined) out.ascii(around.off)
    return out.bytes
  }

  /** Appends the bytes of a frame. */
  #draw(focused: Pane | undefined, above: string, hasKeys: boolean): void {
    if (this.pane.holdsFrames) {
      const frames = focused !== undefined && hasKeys ? focusFrames(focused) : []
      moveFocus(this.#focusFrames, frames)
      this.#focusFrames = frames
    }
    const fresh = this.#fresh
    this.#fresh = false
    this.#isShown = true
    this.#out.text(this.#begin(above))
    const canvas = {
      buffer: this.#buffer,
      glyphs: this.#glyphs,
      styles: this.#styles,
      pictures: this.#pictures,
    }
    this.look?.takeBack(this.#buffer, fresh)
    paintPane(this.pane, canvas, 0, fresh)
    if (this.#glyphs.hasMoving) this.nextMove = moveCells(this.#buffer, this.#glyphs, this.#outdate)
    this.look?.layOn(canvas)
    if (fresh) this.#maxPictures = Math.max(MAX_PICTURES, 2 * (this.#pictures?.size ?? 0))
    this.#out.ascii(this.#takeUnwanted())
    if (this.#pictures !== undefined) this.#out.ascii(this.#pictures.takeBytes())
    this.#encoder.encode(this.#buffer, focused && cursorIn(focused, this.#glyphs))
    this.#buffer.clearDamage()
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
    // The terminal wraps text in the scrollback, so that it is copied as one line. It has the terminal's own colors.
    const [off, on] = reset === OWN_COLORS ? ['', ''] : [OWN_COLORS, reset]
    return `${clear}${off}\x1b[?7h${above}\x1b[?7l${on}`
  }

  /** The cells as text: a string for each row, without the blanks at its end. */
  toLines(): string[] {
    return this.runs().map((runs) =>
      runs
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
  }

  /** The cells row by row, as runs of the same style. */
  runs(): StyledRun[][] {
    return Array.from({ length: this.#buffer.rows }, (_, y) => this.#runsOf(y))
  }

  /** What a cell shows: its text (none in the second cell of a wide glyph) and the id of its style. */
  cell(x: number, y: number): StyledRun {
    const at = y * this.#buffer.columns + x
    const glyph = this.#buffer.glyphs[at]!
    return { text: glyph === TAIL ? '' : this.#glyphs.text(glyph), style: this.#buffer.styles[at]! }
  }

  /** A blank takes the style of the cells around it, if it looks the same in it. */
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

  /** All pictures will be sent again. The terminal keeps those that must stay visible. */
  #dropPictures(staySeen: boolean): void {
    const bytes = this.#pictures?.takeBack() ?? ''
    if (!staySeen) this.#unwanted += bytes
  }

  #takeUnwanted(): string {
    const bytes = this.#unwanted
    this.#unwanted = ''
    return bytes
  }

  /** Forgets all that was drawn. */
  renew(): void {
    this.#glyphs = new GlyphTable(this.#glyphs.set, this.#moment, this.#glyphs.isColored)
    this.#styles = new StyleTable(this.#styles.depth, this.#styles.palette)
    this.#encoder.renew(this.#glyphs, this.#styles)
    this.#dropPictures(false)
    this.#fresh = true
    this.#lost = true
    invalidate(this.pane)
  }
}

/** Boxes keep lines with glyphs of the old table. */
function invalidate(pane: Pane): void {
  pane.invalidate()
  for (const child of pane.children) invalidate(child)
}
