import { splitGraphemes } from 'unicode-segmenter/grapheme'
import { nextCluster } from '../../../machines/controls/boundaries.ts'
import type { TextChunk, EditedText, TextLine, TextPlace } from '../../../machines/editor/edited-text.ts'
import { isToken, tokenLabel, type Pastes } from '../../../machines/editor/pastes.ts'
import { standsAlone } from '../../../render/text/lone-characters.ts'
import { cellsOfCluster, clings, isInvisible } from '../../../render/text/cell-width.ts'

/** A row of a text, as it's shown: a part of a line. */
export interface TextRow {
  /** The index of the line. */
  readonly line: number
  /** The text of the whole line. */
  readonly text: string
  /** Where the row starts and ends in it, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** Whether the line ends with it. */
  readonly isLast: boolean
}

interface Wrapped {
  readonly columns: number
  readonly pastes: Pastes
  /** Where each row of the line starts. */
  readonly starts: readonly number[]
}

interface Counted {
  readonly columns: number
  readonly pastes: Pastes
  readonly rows: number
}

/** Of a line that is longer than this, only the part around a change is wrapped again. */
const LONG = 1_000
/** How far after a change a row may be another one because of it: a cluster, and what joins with it. */
const MARGIN = 64

const TAB_STOP = 8
const plain = /^[\x20-\x7e]*$/

/**
 * The rows of texts, as they are shown in so many columns. They are kept for each line and each chunk of lines, so that after a change
 * only what is another line is wrapped again; and of a long line, only the part around the change.
 */
export class TextRows {
  /** How many UTF-16 units were looked at to wrap lines. */
  wrapped = 0
  readonly #lines = new WeakMap<TextLine, Wrapped>()
  readonly #chunks = new WeakMap<TextChunk, Counted>()
  #long: { readonly text: string; readonly wrapped: Wrapped } | undefined

  /** How many rows a text has. */
  count({ chunks }: EditedText, columns: number, pastes: Pastes): number {
    let rows = 0
    for (const chunk of chunks) rows += this.#rowsOf(chunk, columns, pastes)
    return rows
  }

  /** The index of the row that a place is in. */
  indexOf(text: EditedText, { line, at }: TextPlace, columns: number, pastes: Pastes): number {
    let [rows, first] = [0, 0]
    for (const chunk of text.chunks) {
      const end = first + chunk.lines.length
      if (line < end) {
        for (let i = 0; i < line - first; i++) rows += this.startsOf(chunk.lines[i]!, columns, pastes).length
        return rows + rowAt(this.startsOf(chunk.lines[line - first]!, columns, pastes), at)
      }
      rows += this.#rowsOf(chunk, columns, pastes)
      first = end
    }
    return Math.max(0, rows - 1)
  }

  /** A row, by its index; undefined if there is no such row. */
  at({ chunks }: EditedText, index: number, columns: number, pastes: Pastes): TextRow | undefined {
    let [rows, first] = [0, 0]
    for (const chunk of chunks) {
      const count = this.#rowsOf(chunk, columns, pastes)
      if (index < rows + count) {
        for (let i = 0; ; i++) {
          const line = chunk.lines[i]!
          const starts = this.startsOf(line, columns, pastes)
          if (index < rows + starts.length) return rowOf(line, first + i, starts, index - rows)
          rows += starts.length
        }
      }
      rows += count
      first += chunk.lines.length
    }
    return undefined
  }

  /** Where the rows of a line start. */
  startsOf(line: TextLine, columns: number, pastes: Pastes): readonly number[] {
    const known = this.#lines.get(line)
    if (known?.columns === columns && known.pastes === pastes) return known.starts
    const starts = this.#wrap(line.text, columns, pastes)
    const wrapped = { columns, pastes, starts }
    this.#lines.set(line, wrapped)
    if (line.text.length > LONG) this.#long = { text: line.text, wrapped }
    return starts
  }

  #rowsOf(chunk: TextChunk, columns: number, pastes: Pastes): number {
    const known = this.#chunks.get(chunk)
    if (known?.columns === columns && known.pastes === pastes) return known.rows
    let rows = 0
    for (const line of chunk.lines) rows += this.startsOf(line, columns, pastes).length
    this.#chunks.set(chunk, { columns, pastes, rows })
    return rows
  }

  #wrap(text: string, columns: number, pastes: Pastes): number[] {
    const long = this.#long
    const isLike = text.length > LONG && long?.wrapped.columns === columns && long.wrapped.pastes === pastes
    return isLike
      ? this.#wrapAgain(text, long.text, long.wrapped, columns, pastes)
      : this.#wrapFrom([0], text, columns, pastes)
  }

  /** Wraps a line that differs from another one in one part. */
  #wrapAgain(text: string, old: string, { starts }: Wrapped, columns: number, pastes: Pastes): number[] {
    const head = commonHead(text, old)
    const tail = commonTail(text, old, head)
    const moved = text.length - old.length
    // The first word of the changed row may now fit into the row before.
    const kept = starts.slice(0, Math.max(1, rowAt(starts, head)))
    return this.#wrapFrom(kept, text, columns, pastes, (start) => {
      if (start < text.length - tail + MARGIN) return undefined
      const same = rowAt(starts, start - moved)
      return starts[same] === start - moved ? starts.slice(same + 1).map((at) => at + moved) : undefined
    })
  }

  /** Wraps the rest of a line, until `rest` knows the rows after one. */
  #wrapFrom(
    starts: number[],
    text: string,
    columns: number,
    pastes: Pastes,
    rest: (start: number) => readonly number[] | undefined = () => undefined,
  ): number[] {
    const isPlain = plain.test(text)
    for (;;) {
      const start = starts.at(-1)!
      const next = isPlain ? plainEnd(text, start, columns) : richEnd(text, start, columns, pastes)
      this.wrapped += (next ?? text.length) - start
      if (next === undefined) return starts
      starts.push(next)
      const known = rest(next)
      if (known !== undefined) return starts.concat(known)
    }
  }
}

/** The index of the row that a place in a line is in. */
function rowAt(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** How many columns are before a place of a row. */
export function columnAt(row: TextRow, at: number, pastes: Pastes): number {
  let column = 0
  for (const cluster of splitGraphemes(row.text.slice(row.start, Math.min(at, row.end)))) {
    column += widthOf(cluster, column, pastes)
  }
  return column
}

/** The place of a row at a column; its last place if the row ends before that. */
export function placeAtColumn(row: TextRow, column: number, pastes: Pastes): TextPlace {
  let [at, columns, last] = [row.start, 0, row.start]
  for (const cluster of splitGraphemes(row.text.slice(row.start, row.end))) {
    const width = widthOf(cluster, columns, pastes)
    if (columns + width > column) return { line: row.line, at }
    columns += width
    last = at
    at += cluster.length
  }
  // The end of a row that isn't the last one of its line is the start of the next one.
  return { line: row.line, at: row.isLast ? at : last }
}

/** What is shown of a part of a line: its pastes have labels. */
export function shownText(text: string, pastes: Pastes): string {
  return text.replace(/[\ufdd0-\ufdef]/g, (token) => tokenLabel(token, pastes))
}

function rowOf({ text }: TextLine, line: number, starts: readonly number[], row: number): TextRow {
  const end = starts[row + 1] ?? text.length
  return { line, text, start: starts[row]!, end, isLast: row === starts.length - 1 }
}

/** The columns of a cluster that stands at a column of its row. */
function widthOf(cluster: string, column: number, pastes: Pastes): number {
  const first = cluster.charCodeAt(0)
  if (cluster.length === 1 && first < 0x7f) return first === 0x09 ? TAB_STOP - (column % TAB_STOP) : 1
  if (isToken(cluster)) return tokenLabel(cluster[0]!, pastes).length
  if (isInvisible(cluster)) return 0
  return cellsOfCluster(cluster) + (column === 0 && clings(cluster) ? 1 : 0)
}

/** The start of the row after one of printable ASCII. One blank may stand in the column of the cursor. */
function plainEnd(text: string, start: number, columns: number): number | undefined {
  if (text.length - start <= columns) return undefined
  const blank = text.lastIndexOf(' ', start + columns)
  if (blank < start) return start + columns
  return blank + 1
}

/** The same for any text. */
function richEnd(text: string, start: number, columns: number, pastes: Pastes): number | undefined {
  let [at, column, breakAt] = [start, 0, -1]
  let wasWide = false
  while (at < text.length) {
    const end = clusterEnd(text, at)
    const cluster = text.slice(at, end)
    const width = widthOf(cluster, column, pastes)
    const isBlank = cluster === ' ' || cluster === '\t' || cluster === '\u3000'
    const isWide = width === 2
    if ((isWide || wasWide) && column > 0 && !closing.test(cluster)) breakAt = at
    if (column + width > columns && !(isBlank && column <= columns)) {
      if (breakAt > start) return breakAt
      return at === start ? following(text, end) : at
    }
    column += width
    at = end
    wasWide = isWide
    if (isBlank) breakAt = at
  }
  // The cursor after a blank in its own column stands in a row of its own.
  return column > columns ? at : undefined
}

function following(text: string, at: number): number | undefined {
  return at < text.length ? at : undefined
}

/** The end of the cluster at a place. Two characters that stand alone are never one cluster. */
function clusterEnd(text: string, at: number): number {
  const isAlone = standsAlone[text.charCodeAt(at)]! > 0
  const isNextAlone = at + 1 === text.length || standsAlone[text.charCodeAt(at + 1)]! > 0
  return isAlone && isNextAlone ? at + 1 : nextCluster(text, at)
}

/** No line of Chinese or Japanese begins with these. */
const closing = /^[\u3001\u3002\uff0c\uff0e\uff01\uff1f\u300d\u300f\uff09\u3011\u3015\u3009\u300b\u30fc]/

function commonHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let at = 0
  while (at + STEP <= most && a.startsWith(b.slice(at, at + STEP), at)) at += STEP
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

/** The length of the common end, of what isn't the common head. */
function commonTail(a: string, b: string, head: number): number {
  const most = Math.min(a.length, b.length) - head
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length++
  return length
}

/** How many units are compared at once. */
const STEP = 1_024
