import type { TextAreaContext } from '../../../machines/forms/text-area.ts'
import type { EditedText, TextPlace } from '../../../machines/editor/edited-text.ts'
import { placeAtColumn, columnAt, type TextRow, type TextRows } from './text-rows.ts'

/** The size of a text area, and its limits. */
export interface TextAreaSize {
  readonly columns: number
  readonly rows: number
  readonly minRows: number
  readonly maxRows: number
  /** Whether it has neither a ground nor the mark at its left. */
  readonly bare: boolean
}

/** The columns of the mark at the left and of the blank after it. In fewer columns than these, there is only the text. */
const FRAME = 2
const MIN_COLUMNS = 6
/** The columns after a text: that of a cursor at its end, that of a blank, and that of the scroll bar. */
const AFTER = 3
/** A window of fewer columns has no blank before its bar. */
const MIN_FREE = 9

/** Where the rows of a text area are. */
export class TextAreaLayout {
  readonly #context: TextAreaContext
  readonly #rows: TextRows
  readonly #size: TextAreaSize
  #topPlace: TextPlace | undefined
  /** The columns of the mark at the left. */
  readonly frame: number
  /** The columns of a row. */
  readonly columns: number
  /** How many rows the text has. */
  readonly total: number
  /** How many rows it asks for. */
  readonly wanted: number
  /** How many rows are in view. */
  readonly visible: number
  /** The index of the row with the cursor. */
  readonly cursorRow: number
  /** The index of the first row in view. */
  readonly top: number

  constructor(context: TextAreaContext, rows: TextRows, size: TextAreaSize) {
    const { edited, window } = context
    this.#context = context
    this.#rows = rows
    this.#size = size
    this.frame = size.bare || size.columns < MIN_COLUMNS ? 0 : FRAME
    const columns = size.columns - this.frame
    this.columns = Math.max(1, columns - (columns < MIN_FREE ? AFTER - 1 : AFTER))
    this.total = rows.count(edited.text, this.columns, context.pastes)
    this.wanted = Math.max(size.minRows, Math.min(size.maxRows, this.total))
    this.visible = Math.max(1, Math.min(this.wanted, size.rows - notesOf(context)))
    this.cursorRow = this.#indexOf(edited.cursor)
    const last = Math.max(0, this.total - this.visible)
    const seen = Math.min(last, this.#indexOf(window.top))
    const lowest = this.cursorRow - this.visible + 1
    this.top = window.follows ? Math.max(0, Math.min(Math.max(seen, lowest), this.cursorRow)) : seen
  }

  /** Whether it's that of a context in a size. */
  isOf(context: TextAreaContext, { columns, rows }: TextAreaSize): boolean {
    return this.#context === context && this.#size.columns === columns && this.#size.rows === rows
  }

  /** The place where the first row in view starts. */
  get topPlace(): TextPlace {
    return (this.#topPlace ??= this.startOf(this.top))
  }

  /** A row, by its index. */
  row(index: number): TextRow | undefined {
    const { edited, pastes } = this.#context
    return this.#rows.at(edited.text, index, this.columns, pastes)
  }

  /** The place where a row starts. */
  startOf(index: number): TextPlace {
    const row = this.row(Math.max(0, Math.min(index, this.total - 1)))!
    return { line: row.line, at: row.start }
  }

  /** The column of the cursor in its row. */
  get cursorColumn(): number {
    return columnAt(this.row(this.cursorRow)!, this.#context.edited.cursor.at, this.#context.pastes)
  }

  /** The place that is so many rows below the cursor, at the column that the cursor keeps. */
  rowsBelow(by: number): { readonly at: TextPlace; readonly column: number } {
    const column = this.#context.edited.column ?? this.cursorColumn
    const index = this.cursorRow + by
    if (index < 0) return { at: { line: 0, at: 0 }, column }
    if (index >= this.total) return { at: this.#text.end, column }
    return { at: placeAtColumn(this.row(index)!, column, this.#context.pastes), column }
  }

  /** The start or the end of the row with the cursor. */
  rowEdge(edge: 'start' | 'end'): TextPlace {
    const row = this.row(this.cursorRow)!
    return edge === 'start'
      ? { line: row.line, at: row.start }
      : placeAtColumn(row, Infinity, this.#context.pastes)
  }

  /** The place under a cell of the field. A cell above or below the rows in view is in the row above or below. */
  placeUnder(x: number, y: number): TextPlace {
    const index = this.top + Math.max(-1, Math.min(y, this.visible))
    if (index >= this.total) return this.#text.end
    const row = this.row(Math.max(0, index))!
    return placeAtColumn(row, Math.max(0, x - this.frame), this.#context.pastes)
  }

  get #text(): EditedText {
    return this.#context.edited.text
  }

  #indexOf(place: TextPlace): number {
    return this.#rows.indexOf(this.#text, place, this.columns, this.#context.pastes)
  }
}

/** How many rows are below the text: what is wrong with it, what is searched for, and the mode of vi. */
function notesOf({ error, search, isCut, vi }: TextAreaContext): number {
  return Number(vi !== undefined) + Number(error !== undefined) + Number(search !== undefined) + Number(isCut)
}
