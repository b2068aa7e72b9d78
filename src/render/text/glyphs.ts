import type { GlyphSet } from './glyph-set.ts'
import { keyOf, MovingGlyphs, movingText, type Moment, type Moving } from './moving.ts'
import { standsAlone } from './lone-characters.ts'
import { cellsOfCluster, cellsOfCodePoint, isAgreed, lengthOf, MAX_CELLS } from './cell-width.ts'

/*
 * A glyph is what is in a cell, or in several cells next to each other, as one integer:
 *
 *   bits 0-20   the code point, or with CLUSTER the index of an interned cluster
 *   bit 21      CLUSTER   more than one code point
 *   bits 22-25  how many more cells it takes after its first; each of these holds TAIL
 *   bit 26      DISPUTED  terminals may give it more or fewer cells, or join it with what is written next
 *   bit 27      LOOSE     terminals may take its start for a part of what is before it
 *   bit 28      MOVING    a character of a text that time changes (see moving.ts); CLUSTER is set, too
 *
 * NEWLINE and TAB occur only in shaped text, never in a cell.
 */
export const PAYLOAD = 0x1fffff
export const CLUSTER = 1 << 21
/** A glyph of two cells. */
export const WIDE = 1 << 22
export const DISPUTED = 1 << 26
export const LOOSE = 1 << 27
export const MOVING = 1 << 28
export const TAIL = 0
export const BLANK = 0x20
export const HYPHEN = 0x2d
export const TAB = 0x09
export const NEWLINE = 0x0a

/** A longer cluster (in UTF-16 units) is cut to its beginning, so that text can't make a cell grow without bound. */
export const MAX_CLUSTER_LENGTH = 32

/** The clusters on a screen that are more than a code point, or that needed a segmenter, by glyph. */
export class GlyphTable {
  /** What the engine's own glyphs are drawn with. Text of the user is drawn as it is. */
  readonly set: GlyphSet
  /** Stands for text that was cut. */
  readonly ellipsis: number
  /** Whether the terminal has colors. */
  readonly isColored: boolean
  /** The time at which they are drawn. */
  readonly moment: Moment
  readonly #clusters: string[] = []
  readonly #glyphs = new Map<string, number>()
  readonly #spills = new Map<number, number>()
  readonly #moving = new Map<string, MovingGlyphs>()
  /** For each glyph of a moving text, by its payload. */
  readonly #movingOf: MovingGlyphs[] = []

  constructor(
    set: GlyphSet = 'unicode',
    moment: Moment = { now: undefined, isStill: true },
    isColored = true,
  ) {
    this.set = set
    this.isColored = isColored
    this.moment = moment
    this.ellipsis = (set === 'ascii' ? '~' : '…').codePointAt(0)!
  }

  get size(): number {
    return this.#glyphs.size + this.#movingOf.length
  }

  /** The glyph of a cluster of printable text. `cells` is how many cells it takes, if it isn't a grapheme cluster. */
  intern(cluster: string, cells?: number): number {
    const known = this.#glyphs.get(cluster)
    if (known !== undefined) return known
    const first = cluster.codePointAt(0)!
    const isSingle = cluster.length === lengthOf(first)
    const glyph = isSingle ? glyphOf(first) : this.#add(cluster, first, cells ?? cellsOfCluster(cap(cluster)))
    this.#glyphs.set(cluster, glyph)
    return glyph
  }

  /** The glyph of a cluster that certainly takes one cell. */
  internNarrow(cluster: string): number {
    const known = this.#glyphs.get(cluster)
    if (known !== undefined) return known
    const glyph = CLUSTER | this.#clusters.length
    this.#clusters.push(cluster)
    this.#glyphs.set(cluster, glyph)
    return glyph
  }

  /** The text to send to a terminal for a glyph. */
  text(glyph: number): string {
    const payload = glyph & PAYLOAD
    if (glyph & MOVING) {
      const { text, first } = this.movingOf(glyph)
      return text[glyph - first] ?? ' '
    }
    return glyph & CLUSTER ? this.#clusters[payload]! : String.fromCodePoint(payload)
  }

  /** Whether a text that time changes was ever drawn. */
  get hasMoving(): boolean {
    return this.#movingOf.length > 0
  }

  /** The first glyph of a text that time changes. Those of its other characters follow. */
  moving(moving: Moving): number {
    const text = movingText(moving, this.moment, this.set)
    const key = `${text.length},${keyOf(moving)}`
    let known = this.#moving.get(key)
    if (known === undefined) {
      known = new MovingGlyphs(moving, this.#movingOf.length | CLUSTER | MOVING, text)
      this.#moving.set(key, known)
      for (let i = 0; i < text.length; i++) this.#movingOf.push(known)
    }
    return known.first
  }

  /** The text that a moving glyph is a character of. */
  movingOf(glyph: number): MovingGlyphs {
    return this.#movingOf[glyph & PAYLOAD]!
  }

  /** How many more cells a terminal may use for a disputed glyph, if it gives cells to marks, too. */
  spill(glyph: number): number {
    const known = this.#spills.get(glyph)
    if (known !== undefined) return known
    let cells = glyph & CLUSTER || cellsOf(glyph) > 1 ? 0 : 1
    for (const character of this.text(glyph))
      cells += Math.max(1, cellsOfCodePoint(character.codePointAt(0)!))
    const spill = Math.max(0, cells - cellsOf(glyph))
    this.#spills.set(glyph, spill)
    return spill
  }

  #add(cluster: string, first: number, cells: number): number {
    const glyph = this.#clusters.length | CLUSTER | DISPUTED | cellBits(cells) | (isAgreed(first) ? 0 : LOOSE)
    // A terminal joins the next character it gets to a ZWJ at the end, wherever that character belongs.
    this.#clusters.push(cap(cluster).replace(/\u200d+$/, ''))
    return glyph
  }
}

/** The glyph of a single code point. */
export function glyphOf(codePoint: number): number {
  if (codePoint < 0x300 || standsAlone[codePoint] === 1) return codePoint
  return codePoint | cellBits(cellsOfCodePoint(codePoint)) | (isAgreed(codePoint) ? 0 : DISPUTED | LOOSE)
}

/** How many cells a glyph takes. */
export function cellsOf(glyph: number): number {
  return ((glyph >>> 22) & 0xf) + 1
}

function cellBits(cells: number): number {
  return (Math.max(1, Math.min(cells, MAX_CELLS)) - 1) << 22
}

function cap(cluster: string): string {
  if (cluster.length <= MAX_CLUSTER_LENGTH) return cluster
  // Not between the halves of a surrogate pair.
  return cluster.slice(0, MAX_CLUSTER_LENGTH).replace(/[\ud800-\udbff]$/, '')
}
