import type { IBufferCell, IBufferLine, Terminal } from '@xterm/headless'
import {
  BOLD,
  DIM,
  INVERSE,
  ITALIC,
  OWN_COLOR,
  RGB,
  STRIKETHROUGH,
  UNDERLINE_SHIFT,
  type CellRow,
} from './cell-row.ts'
import { ChildModes } from './child-modes.ts'
import type { TerminalModes } from './terminal-modes.ts'
import { childWidths } from './child-widths.ts'
import { answerColors } from './color-answers.ts'
import { peerPackage } from './peer-package.ts'
import type { TerminalSize } from './pty-process.ts'

/** A place of the cursor, in cells from the upper left corner of the window. */
export interface TerminalCursor {
  /** Its column. */
  readonly x: number
  /** Its row. */
  readonly y: number
}

/** More of a title isn't kept, in UTF-16 units. */
const MAX_TITLE = 256

const noModes: TerminalModes = {
  applicationCursor: false,
  bracketedPaste: false,
  mouse: 'none',
  mouseSgr: false,
  focus: false,
  alternate: false,
  cursorVisible: true,
  cursorShape: 'default',
  keyboardFlags: 0,
}

/**
 * What a command has written to its terminal, as a window onto an emulator's buffer. It isn't a value, as the rest of a snapshot is: it
 * always shows the newest output. Copies of rows would cost memory with each frame.
 */
export class TerminalScreen {
  readonly #scrollback: number
  #size: TerminalSize
  #emulator:
    { readonly terminal: Terminal; readonly modes: ChildModes; readonly cell: IBufferCell } | undefined
  #title = ''
  #answers = ''
  /** Whether the user's ground is dark. */
  isDark = true

  /** @param scrollback - How many rows are kept above the screen. */
  constructor(size: TerminalSize, scrollback: number) {
    this.#size = size
    this.#scrollback = scrollback
  }

  /** Its width, in cells. */
  get columns(): number {
    return this.#size.columns
  }

  /** Its height, in cells. */
  get rows(): number {
    return this.#size.rows
  }

  /** The title that the command has set; '' if it has set none. */
  get title(): string {
    return this.#title
  }

  /** What the command has asked of its terminal. */
  get modes(): TerminalModes {
    return this.#emulator?.modes.now ?? noModes
  }

  /** How many rows there are: those of the screen and those above it. */
  get length(): number {
    return this.#buffer?.length ?? this.rows
  }

  /** How many rows are above the window. */
  get top(): number {
    return this.#buffer?.viewportY ?? 0
  }

  /** Whether the window is at the end, where the command writes. */
  get isAtEnd(): boolean {
    const buffer = this.#buffer
    return buffer === undefined || buffer.viewportY === buffer.baseY
  }

  /** Where the cursor is; undefined if the command hides it, or it isn't in the window. */
  get cursor(): TerminalCursor | undefined {
    const buffer = this.#buffer
    if (buffer === undefined || !this.modes.cursorVisible) return undefined
    const y = buffer.baseY + buffer.cursorY - buffer.viewportY
    return y < this.rows ? { x: Math.min(buffer.cursorX, this.columns - 1), y } : undefined
  }

  /** The text of a row, counted from the oldest one. */
  textAt(row: number): string {
    return this.#buffer?.getLine(row)?.translateToString(true) ?? ''
  }

  /** Whether a row goes on with the line of the row before it. */
  isWrapped(row: number): boolean {
    return this.#buffer?.getLine(row)?.isWrapped ?? false
  }

  /** The text of all rows, without those below the last one that has text. Lines that were wrapped are whole. */
  get text(): string {
    let text = ''
    for (let row = 0; row < this.length; row++)
      text += (row === 0 || this.isWrapped(row) ? '' : '\n') + this.textAt(row)
    return text.trimEnd()
  }

  /** Reads the cells of a row of the window. Cells beyond its width are blank. */
  readRow(row: number, columns: number, into: CellRow): void {
    into.fit(columns)
    const line = this.#buffer?.getLine(this.top + row)
    const width = line === undefined ? 0 : Math.min(columns, line.length)
    for (let x = 0; x < width; x++) readCell(line!, x, this.#emulator!.cell, into)
    into.codes.fill(0x20, width, columns)
    into.widths.fill(1, width, columns)
    into.colors.fill(OWN_COLOR, width, columns)
    into.backgrounds.fill(OWN_COLOR, width, columns)
    into.attributes.fill(0, width, columns)
  }

  /** Shows output. Returns what the command gets as answers to its questions. */
  write(output: string): string {
    const { terminal } = this.#start()
    // What follows input is parsed at once, so that what is shown depends on events only.
    terminal.input('', true)
    terminal.write(output)
    const answers = this.#answers
    this.#answers = ''
    return answers
  }

  /** Gives it another size, in cells. */
  resize(size: TerminalSize): void {
    this.#size = size
    this.#emulator?.terminal.resize(size.columns, size.rows)
  }

  /** Moves the window by so many rows: down, or up if it is negative. */
  scroll(by: number): void {
    this.#emulator?.terminal.scrollLines(by)
  }

  /** Moves the window to a row, counted from the oldest one. */
  scrollTo(row: number): void {
    this.scroll(row - this.top)
  }

  /** Moves the window to where the command writes. */
  scrollToEnd(): void {
    this.#emulator?.terminal.scrollToBottom()
  }

  /** Leaves what a command has left on that has ended: the alternate screen, reports, a hidden cursor. What it has written stays. */
  leaveModes(): void {
    if (this.#emulator === undefined) return
    // Without the alternate screen, leaving it would move the cursor.
    if (this.modes.alternate) this.write('\x1b[?1049l')
    this.write('\x1b[?9;1000;1002;1003;1004;1006;2004l\x1b[!p\x1b[?25h\r')
  }

  /** Forgets the rows above the screen. */
  clear(): void {
    this.#emulator?.terminal.clear()
  }

  /** What is seen of it in snapshots. */
  toJSON(): object {
    const { columns, rows, title } = this
    return { columns, rows, title }
  }

  get #buffer() {
    return this.#emulator?.terminal.buffer.active
  }

  /** The emulator. It is loaded with the first output. */
  #start() {
    if (this.#emulator !== undefined) return this.#emulator
    // The option isn't in the types of this build: without it, what makes writing synchronous would move the window to the end.
    const options = { scrollOnUserInput: false }
    const { Terminal } = peerPackage<typeof import('@xterm/headless')>('@xterm/headless')
    const { columns: cols, rows } = this.#size
    const terminal = new Terminal({
      cols,
      rows,
      scrollback: this.#scrollback,
      allowProposedApi: true,
      logLevel: 'off',
      ...options,
    })
    terminal.unicode.register(childWidths)
    terminal.unicode.activeVersion = childWidths.version
    const answer = (text: string) => (this.#answers += text)
    terminal.onData(answer)
    terminal.onTitleChange((title) => (this.#title = title.slice(0, MAX_TITLE)))
    answerColors(terminal, () => this.isDark, answer)
    return (this.#emulator = {
      terminal,
      modes: new ChildModes(terminal, answer),
      cell: terminal.buffer.active.getNullCell(),
    })
  }
}

function readCell(line: IBufferLine, x: number, cell: IBufferCell, into: CellRow): void {
  line.getCell(x, cell)
  const width = cell.getWidth()
  const code = cell.getCode()
  into.widths[x] = width === 2 ? 2 : 1
  into.codes[x] = width === 0 ? 0 : code === 0 || cell.isInvisible() ? 0x20 : code
  into.texts[x] = undefined
  if (code >= 0x300) {
    const text = cell.getChars()
    if (text.length > (code > 0xffff ? 2 : 1)) into.texts[x] = text
  }
  into.colors[x] = cell.isFgDefault()
    ? OWN_COLOR
    : cell.isFgRGB()
      ? cell.getFgColor() | RGB
      : cell.getFgColor()
  into.backgrounds[x] = cell.isBgDefault()
    ? OWN_COLOR
    : cell.isBgRGB()
      ? cell.getBgColor() | RGB
      : cell.getBgColor()
  into.attributes[x] = cell.isAttributeDefault() ? 0 : attributesOf(cell)
}

function attributesOf(cell: IBufferCell): number {
  return (
    (cell.isBold() && BOLD) |
    (cell.isDim() && DIM) |
    (cell.isItalic() && ITALIC) |
    (cell.isInverse() && INVERSE) |
    (cell.isStrikethrough() && STRIKETHROUGH) |
    (cell.isUnderline() ? 1 << UNDERLINE_SHIFT : 0)
  )
}
