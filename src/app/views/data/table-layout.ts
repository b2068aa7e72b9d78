import type { ListSource } from '../../../machines/controls/list-source.ts'
import { isUnknown, textIn, valueIn, type TableColumn } from '../../../machines/data/table-column.ts'
import { width } from '../../../render/text/width.ts'

/** How wide a column is, and where its texts are in it. */
export interface ColumnSizing {
  /**
   * Its width, in cells.
   *
   * @defaultValue as wide as its title and the widest of a sample of 128 rows, so that it stays while rows scroll
   */
  readonly width?: number | undefined
  /**
   * The greatest width that its content gives it, in cells.
   *
   * @defaultValue 40
   */
  readonly maxWidth?: number | undefined
  /**
   * Its share of the room that no column takes. It then gives way down to its title before columns are left out.
   *
   * @defaultValue 0
   */
  readonly grow?: number | undefined
  /**
   * Where texts are in it.
   *
   * @defaultValue 'right' for numbers, else 'left'
   */
  readonly align?: 'left' | 'right' | undefined
}

type Column = TableColumn<unknown> & ColumnSizing

/** A column in its place. */
interface PlacedColumn<C = Column> {
  readonly column: C
  /** Cells at the left of it. */
  readonly x: number
  readonly width: number
  readonly align: 'left' | 'right'
}

/** The columns that are shown in a window. */
export interface TableLayout<C = Column> {
  readonly placed: readonly PlacedColumn<C>[]
  /** How many columns don't fit, at the right. */
  readonly hidden: number
  /** How many columns are scrolled out at the left. */
  readonly left: number
  /** How many columns may be scrolled out. */
  readonly maxLeft: number
  /** The note about those that don't fit. */
  readonly note: string
}

/** Cells between two columns, and those for the mark of a sorted one. */
export const GAP = 2
export const SORT_MARK = 2

const SAMPLE = 128
const MAX_WIDTH = 40

/** From this width on, the note about columns that don't fit has words. */
const ROOM_FOR_WORDS = 48
/** A column beside frozen ones has so many cells at least. */
const LEAST = 6
/** In fewer cells, there is no note. */
const ROOM_FOR_NOTE = 14

interface Measured<C> {
  readonly column: C
  readonly least: number
  readonly wanted: number
  readonly align: 'left' | 'right'
}

/**
 * Puts columns into a window that is so wide. Frozen ones stay, `left` of the others are scrolled out, and `show` is to be in view. Widths are
 * remembered by `since`.
 */
export function layoutOf<C extends Column>(
  columns: readonly C[],
  rows: ListSource<unknown>,
  room: number,
  {
    frozen,
    left,
    show,
    since,
  }: {
    readonly frozen: number
    readonly left: number
    readonly show?: string | undefined
    readonly since: object
  },
): TableLayout<C> {
  const measured = measureAll(columns, rows, since)
  // In a narrow window, frozen columns would leave no room for others.
  const isRoomy = roomOf(measured.slice(0, frozen)) + GAP + LEAST <= room
  const first = isRoomy ? Math.min(frozen, columns.length) : 0
  const isAllRoom = roomOf(measured) <= room
  const noteRoom = isAllRoom || room < ROOM_FOR_NOTE ? 0 : GAP + width(noteOf(columns.length, room))
  const inner = Math.max(1, room - noteRoom)
  const maxLeft = isAllRoom ? 0 : mostLeft(measured, first, inner)
  let start = Math.min(left, maxLeft)
  const wanted = columns.findIndex(({ name }) => name === show)
  if (wanted >= first) {
    start = Math.min(start, wanted - first)
    while (start < wanted - first && !fitsUntil(measured, first, start, wanted, inner)) start++
  }
  const shown = fitting(measured, first, start, inner)
  const hidden = columns.length - start - shown.length
  const own = hidden > 0 ? inner : room
  return {
    placed: spread(shown, own),
    hidden,
    left: start,
    maxLeft,
    note: hidden > 0 ? noteOf(hidden, room) : '',
  }
}

function noteOf(hidden: number, room: number): string {
  if (room < ROOM_FOR_NOTE) return ''
  if (room < ROOM_FOR_WORDS) return `+${hidden}`
  return hidden === 1 ? '+1 column' : `+${hidden} columns`
}

function roomOf(columns: readonly Measured<unknown>[]): number {
  return columns.reduce((sum, { least }) => sum + least + GAP, -GAP)
}

/** The frozen columns, and those after the ones that are scrolled out, as far as they fit. The first of them is there in any case. */
function fitting<C>(all: readonly Measured<C>[], frozen: number, left: number, room: number): Measured<C>[] {
  const shown = all.slice(0, frozen)
  for (const column of all.slice(frozen + left)) {
    if (shown.length > frozen && roomOf([...shown, column]) > room) break
    shown.push(column)
  }
  return shown
}

function fitsUntil(
  all: readonly Measured<unknown>[],
  frozen: number,
  left: number,
  last: number,
  room: number,
): boolean {
  return frozen + left + fitting(all, frozen, left, room).length - frozen > last
}

/** How many columns are scrolled out if the last one is at the right edge. */
function mostLeft(all: readonly Measured<unknown>[], frozen: number, room: number): number {
  const most = Math.max(0, all.length - frozen - 1)
  for (let left = 0; left < most; left++) if (fitsUntil(all, frozen, left, all.length - 1, room)) return left
  return most
}

/** First each column gets what its content wants, and then they share the rest. */
function spread<C>(columns: readonly Measured<C & ColumnSizing>[], room: number): PlacedColumn<C>[] {
  let free = room - roomOf(columns)
  const shares = columns.reduce((sum, { column }) => sum + (column.grow ?? 0), 0)
  const widths = columns.map(({ least, wanted }) => {
    const more = Math.max(0, Math.min(free, wanted - least))
    free -= more
    return least + more
  })
  let [rest, open] = [Math.max(0, free), shares]
  columns.forEach(({ column: { grow = 0 } }, at) => {
    if (grow <= 0) return
    const more = Math.floor((rest * grow) / open)
    widths[at]! += more
    rest -= more
    open -= grow
  })
  let x = 0
  return columns.map(({ column, align }, at) => {
    const placed = { column, x, width: Math.min(widths[at]!, Math.max(1, room - x)), align }
    x += widths[at]! + GAP
    return placed
  })
}

/** What is known of the widths of a table. */
interface Measures {
  rows: ListSource<unknown>
  length: number
  sample: readonly unknown[]
  readonly columns: Map<Column, Content>
}

/** What a column has been measured at. */
interface Content {
  /** The greatest width of a text. */
  width: number
  /** Whether its values are numbers; undefined before there was one. */
  isNumber: boolean | undefined
}

const known = new WeakMap<object, Measures>()

/**
 * Measures columns. As rows change, a column may get wider but not narrower, so it doesn't tremble. `since` stands for the table and the
 * columns that it shows.
 */
function measureAll<C extends Column>(
  columns: readonly C[],
  rows: ListSource<unknown>,
  since: object,
): Measured<C>[] {
  let measures = known.get(since)
  if (measures === undefined || rows.length === 0)
    known.set(since, (measures = { rows, length: 0, sample: [], columns: new Map() }))
  if (measures.rows !== rows || hasGrown(rows.length, measures.length)) {
    const sample = sampleOf(rows)
    const { sample: before } = measures
    const fresh = sample.filter((row, at) => row !== before[at])
    for (const column of columns) {
      const content = measures.columns.get(column)
      if (content !== undefined) widen(content, column, fresh)
    }
    Object.assign(measures, { rows, length: rows.length, sample })
  }
  const { sample } = measures
  return columns.map((column) => {
    let content = measures.columns.get(column)
    if (content === undefined) {
      measures.columns.set(column, (content = { width: 0, isNumber: undefined }))
      widen(content, column, sample)
    }
    return measured(column, content)
  })
}

/** A source that grows is asked for another sample each time that it has doubled. To ask in each frame would cost too much. */
function hasGrown(length: number, before: number): boolean {
  return length !== before && (before < SAMPLE || length >= before * 2)
}

function widen(content: Content, column: Column, rows: readonly unknown[]): void {
  const isOpen = column.width === undefined
  for (const row of rows) {
    if (isOpen) content.width = Math.max(content.width, width(oneLine(textIn(column, row))))
    if (column.align !== undefined || content.isNumber !== undefined) continue
    const value = valueIn(column, row)
    if (!isUnknown(value)) content.isNumber = typeof value === 'number' || typeof value === 'bigint'
  }
}

function measured<C extends Column>(column: C, content: Content): Measured<C> {
  const title = width(oneLine(column.title ?? column.name)) + SORT_MARK
  const align = column.align ?? (content.isNumber === true ? 'right' : 'left')
  if (column.width !== undefined) return { column, least: column.width, wanted: column.width, align }
  const wanted = Math.max(title, Math.min(content.width, column.maxWidth ?? MAX_WIDTH))
  return { column, least: (column.grow ?? 0) > 0 ? title : wanted, wanted, align }
}

/** The first rows, and others at equal distances. */
function sampleOf(rows: ListSource<unknown>): readonly unknown[] {
  const sample: unknown[] = []
  const half = SAMPLE / 2
  const step = Math.max(1, (rows.length - half) / half)
  for (let at = 0; at < Math.min(SAMPLE, rows.length); at++) {
    const row = rows.at(at < half ? at : Math.floor(half + (at - half) * step))
    if (row !== undefined) sample.push(row)
  }
  return sample
}

/** A text in one row: line breaks and tabs in it are spaces. */
export function oneLine(text: string): string {
  return LINE_BREAK.test(text) ? text.replace(LINE_BREAKS, ' ') : text
}

// What Unicode breaks lines at in any case (UAX #14, BK, CR, LF and NL), and tabs.
const LINE_BREAK = /[\t-\r\x85\u2028\u2029]/
const LINE_BREAKS = /[\t-\r\x85\u2028\u2029]+/g
