import type { ByteBuffer } from './byte-buffer.ts'
import { findShift } from './find-shift.ts'
import { BLANK, cellsOf, CLUSTER, DISPUTED, LOOSE, PAYLOAD, TAIL, type GlyphTable } from '../text/glyphs.ts'
import { CellBuffer, type Shift } from '../paint/cell-buffer.ts'
import { addressOf, count, type Surface } from './cursor-moves.ts'
import type { CursorPlace, CursorShape } from '../paint/cursor.ts'
import { OWN_COLORS } from '../paint/sgr.ts'
import type { StyleTable } from '../paint/style.ts'

/** Up to so many unchanged cells between two changes are written again, which takes fewer bytes than skipping them. */
const SHORT_GAP = 4

/** In bytes: EL to the end of a row, ECH with one digit, CUF with one digit. */
const ERASE_REST = 3
const ERASE = 4
const STEP = 4

/** DECSCUSR (xterm's ctlseqs). Terminals without cursor shapes ignore it. */
const cursorShapes: Readonly<Record<CursorShape, number>> = { default: 0, block: 2, underline: 4, bar: 6 }

/**
 * Changes what a terminal shows into what it should show, in few bytes. It remembers what the terminal was sent: cells,
 * style and cursor. It uses only sequences of ECMA-48 that every terminal has.
 */
export class Encoder {
  readonly #surface: Surface
  #shown: CellBuffer
  #glyphs: GlyphTable
  #styles: StyleTable
  readonly #out: ByteBuffer
  /** Where the bytes of this frame begin. */
  #start = 0
  #style = 0
  /** The cursor. Its column is -1 if it is unknown. */
  #x = -1
  #y = 0
  #cursorShown = false
  #cursorShape: CursorShape = 'default'
  /** The terminal was cleared since the last frame. */
  #isCleared = false
  /** How many cells of the last frame differed from what was shown. */
  changed = 0

  /** What it encodes is appended to `out`. */
  constructor(
    surface: Surface,
    columns: number,
    rows: number,
    glyphs: GlyphTable,
    styles: StyleTable,
    out: ByteBuffer,
  ) {
    this.#surface = surface
    this.#out = out
    this.#shown = new CellBuffer(columns, rows)
    this.#glyphs = glyphs
    this.#styles = styles
  }

  /** Takes new tables. What is shown must be cleared next, since its cells refer to the old ones. */
  renew(glyphs: GlyphTable, styles: StyleTable): void {
    this.#glyphs = glyphs
    this.#styles = styles
  }

  /**
   * The bytes that blank the screen. From now on it has this size. If the terminal has broken rows above the cursor in two, the first of
   * them stay: what the terminal has done can't be known, and nothing above our rows must be blanked.
   */
  clear(columns: number, rows: number): string {
    const clear = `\x1b[?25l${this.#styles.reset}${this.#surface.clear(this.#y)}`
    this.#shown = new CellBuffer(columns, rows)
    this.#isCleared = true
    this.#style = 0
    this.#x = 0
    this.#y = 0
    this.#cursorShown = false
    return clear
  }

  /**
   * Changes the number of rows without changing what they show. Returns the bytes that blank rows that aren't ours any
   * more.
   */
  fit(rows: number): string {
    const { columns, rows: before } = this.#shown
    if (rows === before) return ''
    const shown = new CellBuffer(columns, rows)
    const kept = columns * Math.min(rows, before)
    shown.glyphs.set(this.#shown.glyphs.subarray(0, kept))
    shown.styles.set(this.#shown.styles.subarray(0, kept))
    this.#shown = shown
    if (rows > before) return ''
    const bytes = `${this.#surface.move(this.#x, this.#y, 0, rows)}\x1b[J`
    this.#x = 0
    this.#y = rows
    return bytes
  }

  /** What the terminal shows in a cell isn't what the cell says any more. */
  outdate(at: number): void {
    this.#shown.glyphs[at] = -1
  }

  /** Other programs have used the terminal. The screen starts where the cursor is now. */
  forget(): void {
    this.#x = 0
    this.#y = 0
    this.#surface.reset()
  }

  /** The bytes that move the cursor below what is shown, so that other programs can go on there. */
  leave(): string {
    const shape = `${this.#shapeCursor('default')}${this.#styles.reset === OWN_COLORS ? '' : OWN_COLORS}`
    // If a process died in the middle of a frame, the scrolling region may still be set.
    if (this.#surface.isWhole) return `${shape}\x1b[r`
    const bytes = `${this.#surface.move(this.#x, this.#y, 0, this.#shown.rows - 1)}\r\n`
    this.forget()
    return shape + bytes
  }

  /** Appends the bytes that make the terminal show `next`, with the cursor at a place or hidden. Only damaged cells are compared. */
  encode(next: CellBuffer, cursor: CursorPlace | undefined): void {
    this.#start = this.#out.length
    this.changed = 0
    if (this.#surface.isWhole) this.#shiftRows(next)
    else for (const { top, bottom } of next.moves) next.damageRows(top, bottom)
    for (let y = next.damagedTop; y < next.damagedBottom; y++)
      if (next.damageFrom[y]! < next.damageTo[y]!) this.#encodeRow(next, y)
    if (this.#out.length > this.#start) this.#changeStyle(0)
    this.#placeCursor(next, cursor)
  }

  /** Moves rows that were moved in `next`, or that look as if they were. */
  #shiftRows(next: CellBuffer): void {
    for (const move of next.moves) this.#shift(next.rows, move)
    const found = this.#isCleared ? undefined : findShift(this.#shown, next)
    this.#isCleared = false
    if (found === undefined) return
    this.#shift(next.rows, found)
    next.damageRows(found.top, found.bottom)
    next.undamageRows(found.from, found.to)
  }

  /**
   * Lets the terminal move rows. Lines are deleted at the top of the block or inserted there (ECMA-48 DL and IL). If the
   * block ends above the bottom of the screen, the scrolling region keeps the rows below it in place (DECSTBM).
   */
  #shift(rows: number, shift: Shift): void {
    const { top, bottom, by } = shift
    const isOpen = bottom === rows
    this.#changeStyle(0)
    if (!isOpen) this.#out.ascii(`\x1b[${top + 1};${bottom}r`)
    this.#out.ascii(`${addressOf(0, top)}\x1b[${count(Math.abs(by))}${by > 0 ? 'M' : 'L'}`)
    if (!isOpen) this.#out.ascii('\x1b[r')
    this.#x = -1
    this.#y = -1
    this.#shown.moveRows(shift)
  }

  #placeCursor(next: CellBuffer, cursor: CursorPlace | undefined): void {
    if (cursor !== undefined) {
      this.#moveTo(next, cursor.x, cursor.y, this.#style)
      this.#out.ascii(this.#shapeCursor(cursor.shape))
    } else if (!this.#surface.isWhole && (this.#x !== 0 || this.#y !== 0)) {
      // A window that changes its width breaks and joins rows, each terminal by rules of its own: all of them keep the cursor in its row.
      this.#out.ascii(this.#surface.move(this.#x, this.#y, 0, 0))
      this.#x = 0
      this.#y = 0
    }
    if (this.#cursorShown === (cursor !== undefined)) return
    this.#cursorShown = cursor !== undefined
    this.#out.ascii(this.#cursorShown ? '\x1b[?25h' : '\x1b[?25l')
  }

  #shapeCursor(shape: CursorShape): string {
    if (shape === this.#cursorShape) return ''
    this.#cursorShape = shape
    return `\x1b[${cursorShapes[shape]} q`
  }

  #encodeRow(next: CellBuffer, y: number): void {
    const { glyphs, styles } = next
    const { glyphs: oldGlyphs, styles: oldStyles } = this.#shown
    const row = y * next.columns
    let end = row + next.damageTo[y]!
    let at = row + next.damageFrom[y]!
    while (glyphs[at] === TAIL && at > row) at--
    // Cells before this are written even if they look unchanged: the terminal may have drawn a glyph over them.
    let spoiled = at
    // The blanks before this aren't worth erasing.
    let weighed = at
    while (at < end) {
      const glyph = glyphs[at]!
      const isSame = at >= spoiled && glyph === oldGlyphs[at] && styles[at] === oldStyles[at]
      if (isSame || glyph === TAIL) {
        at++
        continue
      }
      if (at >= weighed && isErased(next, at)) {
        const blanks = endOfBlanks(next, at, row + next.columns)
        const last = Math.max(Math.min(spoiled, blanks), this.#endOfChange(next, at, Math.min(blanks, end)))
        if (this.#isWorthErasing(next, at, last, blanks)) {
          this.#erase(next, at, last, blanks)
          at = last
          continue
        }
        weighed = blanks
      }
      if (at >= spoiled && isSimple(glyph)) {
        at = this.#writeRun(next, at, end, at - row, y, weighed)
        continue
      }
      at += this.#writeCell(next, at, at - row, y)
      if (glyph & DISPUTED) {
        spoiled = Math.max(spoiled, Math.min(row + next.columns, at + this.#glyphs.spill(glyph)))
        end = Math.max(end, spoiled)
      }
    }
  }

  /**
   * Writes a cell of one code point, and those after it that have changed, are of the same kind and can be written in the same style. Returns
   * the cell after the last one. Most of what changes is such text, and until the encoder is compiled, what counts is how often it calls a
   * function (the cold dashboard and the resize of the bench). Blanks from `weighed` on end the run if they may be worth erasing.
   */
  #writeRun(next: CellBuffer, from: number, end: number, x: number, y: number, weighed: number): number {
    const { glyphs, styles } = next
    const { glyphs: oldGlyphs, styles: oldStyles } = this.#shown
    const style = this.#styleOf(next, from)
    this.#moveTo(next, x, y, style)
    this.#changeStyle(style)
    const blank = this.#styles.blank(style)
    let at = from
    do {
      oldGlyphs[at] = glyphs[at]!
      oldStyles[at] = styles[at]!
      at++
      const glyph = glyphs[at]!
      const look = styles[at]!
      if (glyph === oldGlyphs[at] && look === oldStyles[at]) break
      if (look !== style && (glyph !== BLANK || look !== blank)) break
      // A single blank isn't worth erasing.
      if (glyph === BLANK && look === 0 && at >= weighed && isErased(next, at + 1)) break
      if (glyph < BLANK || glyph > PAYLOAD) break // isSimple
    } while (at < end)
    this.#out.codePoints(glyphs, from, at)
    this.changed += at - from
    this.#advance(at - from, next.columns)
    return at
  }

  /** Writes a cell in its place and style. Returns how many cells it takes. */
  #writeCell(next: CellBuffer, at: number, x: number, y: number): number {
    const glyph = next.glyphs[at]!
    const cells = cellsOf(glyph)
    const style = this.#styleOf(next, at)
    this.#moveTo(next, x, y, style)
    this.#changeStyle(style)
    if (glyph & DISPUTED) this.#writeDisputed(glyph, cells, x)
    else {
      if (glyph & CLUSTER) this.#out.text(this.#glyphs.text(glyph))
      else this.#out.codePoint(glyph & PAYLOAD)
      this.#advance(cells, next.columns)
    }
    for (let i = at; i < at + cells; i++) {
      this.#shown.glyphs[i] = next.glyphs[i]!
      this.#shown.styles[i] = next.styles[i]!
    }
    this.changed += cells
    return cells
  }

  #isChanged({ glyphs, styles }: CellBuffer, at: number): boolean {
    return glyphs[at] !== this.#shown.glyphs[at] || styles[at] !== this.#shown.styles[at]
  }

  /** The end of what has changed in cells [from, end). The first of them has. */
  #endOfChange(next: CellBuffer, from: number, end: number): number {
    while (end > from + 1 && !this.#isChanged(next, end - 1)) end--
    return end
  }

  /** Whether erasing cells [from, to) takes fewer bytes than writing them. They are blank up to `blanks`. */
  #isWorthErasing(next: CellBuffer, from: number, to: number, blanks: number): boolean {
    const cells = to - from
    if (blanks % next.columns === 0) return cells > ERASE_REST
    const goesOn = to === blanks && this.#isChanged(next, to)
    return cells > ERASE + (cells < 10 ? 0 : 1) + (goesOn ? STEP : 0)
  }

  /** Blanks cells [from, to), or the rest of the row if all of it is blank (EL, ECH). The cursor stays before them. */
  #erase(next: CellBuffer, from: number, to: number, blanks: number): void {
    const style = this.#styleOf(next, from)
    this.#moveTo(next, from % next.columns, Math.floor(from / next.columns), style)
    this.#changeStyle(style)
    this.#out.ascii(blanks % next.columns === 0 ? '\x1b[K' : `\x1b[${to - from}X`)
    this.changed += to - from
    this.#shown.glyphs.fill(BLANK, from, to)
    this.#shown.styles.fill(0, from, to)
  }

  /**
   * Writes a glyph that some terminals draw in more cells than others. The cursor's column is unknown after it. If its own
   * cell or others may stay unchanged, they are blanked before. That also ends what a terminal would join it with.
   */
  #writeDisputed(glyph: number, cells: number, x: number): void {
    if (cells > 1 || glyph & LOOSE) this.#out.ascii(`${' '.repeat(cells)}\x1b[${x + 1}G`)
    this.#out.text(this.#glyphs.text(glyph))
    this.#x = -1
  }

  /** At the right edge, the cursor is on the last column or waits to wrap. Terminals differ. */
  #advance(cells: number, columns: number): void {
    this.#x = this.#x + cells < columns ? this.#x + cells : -1
  }

  /** Moves the cursor to where a cell of a style is written next. */
  #moveTo(next: CellBuffer, x: number, y: number, style: number): void {
    if (this.#x === x && this.#y === y) return
    // A new row gets the background that is set at that moment.
    if (!this.#surface.isWhole && y > this.#y) this.#changeStyle(0)
    if (!this.#bridgeGap(next, x, y, style)) this.#out.ascii(this.#surface.move(this.#x, this.#y, x, y))
    this.#x = x
    this.#y = y
  }

  /** Writes a few unchanged cells again, if they have the style that is set or the one that comes next. */
  #bridgeGap(next: CellBuffer, x: number, y: number, style: number): boolean {
    if (y !== this.#y || this.#x < 0 || x < this.#x || x - this.#x > SHORT_GAP) return false
    const start = y * next.columns + this.#x
    const end = y * next.columns + x
    if (!this.#isPlainRun(next, start, end, this.#style)) {
      if (!this.#isPlainRun(next, start, end, style)) return false
      this.#changeStyle(style)
    }
    this.#out.codePoints(next.glyphs, start, end)
    return true
  }

  #isPlainRun({ glyphs, styles }: CellBuffer, start: number, end: number, style: number): boolean {
    const blank = this.#styles.blank(style)
    for (let at = start; at < end; at++) {
      const glyph = glyphs[at]!
      if (glyph < BLANK || glyph > 0x7e || styles[at] !== (glyph === BLANK ? blank : style)) return false
    }
    return true
  }

  /** The style to write a cell in. A blank can be written in the current style if it looks the same in it. */
  #styleOf({ glyphs, styles }: CellBuffer, at: number): number {
    const style = styles[at]!
    return glyphs[at] === BLANK && this.#styles.blank(this.#style) === style ? this.#style : style
  }

  #changeStyle(style: number): void {
    if (style === this.#style) return
    this.#out.ascii(this.#styles.change(this.#style, style))
    this.#style = style
  }
}

/** Whether a glyph is a code point that takes one cell on all terminals. Other glyphs have bits above it, and TAILs are 0. */
function isSimple(glyph: number): boolean {
  return glyph >= BLANK && glyph <= PAYLOAD
}

/** Whether a cell is as the erase commands leave it. */
function isErased({ glyphs, styles }: CellBuffer, at: number): boolean {
  return glyphs[at] === BLANK && styles[at] === 0
}

function endOfBlanks(next: CellBuffer, from: number, end: number): number {
  while (from < end && isErased(next, from)) from++
  return from
}
