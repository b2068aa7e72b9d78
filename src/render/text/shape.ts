import { splitGraphemes } from 'unicode-segmenter/grapheme'
import { cellsOfCluster, clings, isInvisible, lengthOf } from './cell-width.ts'
import { standsAlone } from './lone-characters.ts'
import { MAX_CLUSTER_LENGTH, NEWLINE, TAB, WIDE, type GlyphTable } from './glyphs.ts'
import { symbolFor } from './sanitize.ts'
import type { Moving } from './moving.ts'
import type { Style } from '../paint/style.ts'

/*
 * From text to glyphs. All text that reaches a cell comes through here. What comes out can only be shown: it has no control
 * characters, no escape sequences and no bidi overrides (Unicode TR 9, 3.1.2).
 */

const ZWJ = '\u200d'

/** A part of a text with its own style. */
export interface Span {
  /** Its text. */
  readonly text: string
  /** Its style, laid over that of the whole text. */
  readonly style: Style | undefined
  /** What is drawn instead of its text on a terminal that can't show Unicode. The text of users has none. */
  readonly ascii?: string | undefined
  /** What is drawn instead of its text on a terminal without colors: as wide as the text. */
  readonly uncolored?: string | undefined
  /** How time changes its text, if it does. Its text is what it is where time stands still. */
  readonly moving?: Moving | undefined
}

/** The content of a text: a string if all of it has the same style. */
export type Content = string | readonly Span[]

/** The glyphs of a text, in a buffer that grows. */
export class GlyphBuffer {
  glyphs: Int32Array
  /** Where each glyph starts in the text (UTF-16 units, not counting what was dropped). */
  offsets: Int32Array
  length = 0

  constructor(size = 64) {
    this.glyphs = new Int32Array(Math.max(8, size))
    this.offsets = new Int32Array(Math.max(8, size))
  }

  push(glyph: number, offset: number): void {
    if (this.length === this.glyphs.length) {
      this.glyphs = grown(this.glyphs)
      this.offsets = grown(this.offsets)
    }
    this.offsets[this.length] = offset
    this.glyphs[this.length++] = glyph
  }
}

function grown(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

/** The columns of a text of printable ASCII, which needs no shaping. -1 for other texts. */
export function plainWidth(content: Content): number {
  if (typeof content === 'string') return isPlain(content) ? content.length : -1
  let width = 0
  for (const { text, ascii, uncolored, moving } of content) {
    if (ascii !== undefined || uncolored !== undefined || moving !== undefined || !isPlain(text)) return -1
    width += text.length
  }
  return width
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x20 || unit > 0x7e) return false
  }
  return true
}

/** Appends the glyphs of `text`, with NEWLINE and TAB. Colors must have been dropped before. */
export function shape(text: string, table: GlyphTable, into: GlyphBuffer): void {
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    const cells = standsAlone[unit]!
    if (cells > 0 && (at + 1 === text.length || standsAlone[text.charCodeAt(at + 1)]! > 0)) {
      into.push(cells === 2 ? unit | WIDE : unit, at)
      at++
    } else {
      const end = endOfHardPart(text, at)
      shapeHardPart(text.slice(at, end), at, table, into)
      at = end
    }
  }
}

function endOfHardPart(text: string, from: number): number {
  let alone = false
  for (let at = from; at < text.length; at++) {
    const before = alone
    alone = standsAlone[text.charCodeAt(at)]! > 0
    if (before && alone) return at
  }
  return text.length
}

/**
 * Shapes text cluster by cluster. What a terminal may take for a mark belongs to the cluster before it, even if Unicode
 * doesn't say so (Burmese vowels), and so does what follows a ZWJ (Sinhala). A mark with nothing before it gets a blank,
 * and isn't joined with another text's letter.
 */
function shapeHardPart(text: string, start: number, table: GlyphTable, into: GlyphBuffer): void {
  let at = start
  let open = ''
  let openAt = start
  /** The cells of the open cluster, if it is more than a grapheme cluster. */
  let cells: number | undefined
  const close = () => {
    if (open !== '') into.push(table.intern(open, cells), openAt)
    open = ''
    cells = undefined
  }
  for (const found of splitGraphemes(text)) {
    const cluster = harmless(found)
    if (cluster.charCodeAt(0) < 0x20) {
      close()
      shapeControl(cluster, at, into)
    } else if (!isInvisible(cluster)) {
      const isMark = clings(cluster)
      const isJoined = isMark || (open.endsWith(ZWJ) && cluster !== ' ')
      if (open === '' || !isJoined || open.length + cluster.length > MAX_CLUSTER_LENGTH) {
        close()
        openAt = at
        open = isMark ? ' ' : ''
      }
      if (open !== '') cells = (cells ?? cellsOfCluster(open)) + cellsOfCluster(cluster)
      open += cluster
    }
    at += found.length
  }
  close()
}

/** A cluster that doesn't begin with a character that must not reach a terminal. */
function harmless(cluster: string): string {
  const first = cluster.codePointAt(0)!
  const symbol = first < 0x20 ? 0 : symbolFor(first)
  return symbol === 0 ? cluster : String.fromCodePoint(symbol) + cluster.slice(lengthOf(first))
}

function shapeControl(cluster: string, at: number, into: GlyphBuffer): void {
  if (cluster === '\n' || cluster === '\r\n') into.push(NEWLINE, at)
  else if (cluster === '\t') into.push(TAB, at)
  else for (const control of cluster) into.push(symbolFor(control.charCodeAt(0)), at)
}
