import { eastAsianWidth } from 'get-east-asian-width'

/*
 * A glyph is what one cell shows, in one integer:
 *
 *   bits 0-20   the code point, or with CLUSTER the index of an interned grapheme cluster
 *   bit 21      CLUSTER   more than one code point
 *   bit 22      WIDE      takes this cell and the next, which holds TAIL
 *   bit 23      DISPUTED  terminals disagree about its width
 *
 * 0 is TAIL, the second cell of a wide glyph. NEWLINE and TAB stand in shaped text only, never in a cell.
 */
export const PAYLOAD = 0x1fffff
export const CLUSTER = 1 << 21
export const WIDE = 1 << 22
export const DISPUTED = 1 << 23
export const TAIL = 0
export const BLANK = 0x20
export const ELLIPSIS = 0x2026
export const TAB = 0x09
export const NEWLINE = 0x0a

/** A cluster longer than this (UTF-16 units) keeps its beginning only: no text makes a cell grow without bound. */
const LONGEST_CLUSTER = 32

/** The grapheme clusters on a screen that are more than one code point, or that took a segmenter to find, by glyph. */
export class GlyphTable {
  readonly #clusters: string[] = []
  readonly #glyphs = new Map<string, number>()
  readonly #spills = new Map<number, number>()

  get size(): number {
    return this.#glyphs.size
  }

  /** The glyph of a cluster that was here before. */
  find(cluster: string): number | undefined {
    return this.#glyphs.get(cluster)
  }

  /** The glyph of one grapheme cluster of printable text, which is found again under `name`. */
  intern(cluster: string, name = cluster): number {
    const known = this.#glyphs.get(cluster)
    if (known !== undefined) return known
    const first = cluster.codePointAt(0)!
    const isSingle = cluster.length === (first > 0xffff ? 2 : 1)
    const glyph = isSingle ? glyphOf(first) : this.#add(cluster, first)
    this.#glyphs.set(name, glyph)
    return glyph
  }

  /** The glyph of a cluster of which it is certain that it takes one cell. */
  internNarrow(cluster: string): number {
    const known = this.#glyphs.get(cluster)
    if (known !== undefined) return known
    const glyph = CLUSTER | this.#clusters.length
    this.#clusters.push(cluster)
    this.#glyphs.set(cluster, glyph)
    return glyph
  }

  /** The text that a terminal is sent for a glyph. */
  text(glyph: number): string {
    const payload = glyph & PAYLOAD
    return glyph & CLUSTER ? this.#clusters[payload]! : String.fromCodePoint(payload)
  }

  /** In how many cells beyond its own a terminal may show a disputed glyph: one that widens each code point by itself. */
  spill(glyph: number): number {
    const known = this.#spills.get(glyph)
    if (known !== undefined) return known
    let cells = glyph & (CLUSTER | WIDE) ? 0 : 1
    for (const character of this.text(glyph))
      cells += isMark(character) ? 0 : eastAsianWidth(character.codePointAt(0)!)
    const spill = Math.max(0, cells - (glyph & WIDE ? 2 : 1))
    this.#spills.set(glyph, spill)
    return spill
  }

  #add(cluster: string, first: number): number {
    const kept = cap(cluster)
    const wide = widthOf(first) === 2 || /[\u{1f1e6}-\u{1f1ff}]{2}|\ufe0f|\u20e3/u.test(kept)
    const glyph = CLUSTER | DISPUTED | (wide ? WIDE : 0) | this.#clusters.length
    this.#clusters.push(kept)
    return glyph
  }
}

/** The glyph of a single code point. */
export function glyphOf(codePoint: number): number {
  if (codePoint < 0x1100 && codePoint !== 0x6de) return codePoint
  const wide = widthOf(codePoint) === 2
  const disputed = wide ? !isAgreedWide(codePoint) : isDisputedNarrow(codePoint)
  return codePoint | (wide ? WIDE : 0) | (disputed ? DISPUTED : 0)
}

/**
 * East Asian text takes two cells in every terminal. Emoji do not, nor does what has become wide in a late version of
 * Unicode.
 */
function isAgreedWide(codePoint: number): boolean {
  return (
    (codePoint >= 0x3001 && codePoint < 0x4dc0 && !(codePoint >= 0x31e4 && codePoint <= 0x31ef)) ||
    (codePoint >= 0x4e00 && codePoint < 0xa4d0) ||
    (codePoint >= 0xac00 && codePoint < 0xd7a4) ||
    (codePoint >= 0xf900 && codePoint < 0xfb00) ||
    (codePoint >= 0xff01 && codePoint < 0xffe7) ||
    codePoint >= 0x20000
  )
}

/** Some terminals give these two cells, or none. */
function isDisputedNarrow(codePoint: number): boolean {
  return (
    codePoint === 0x6de ||
    (codePoint >= 0x1160 && codePoint < 0x1200) || // Hangul vowels and finals without an initial
    (codePoint >= 0x3248 && codePoint < 0x3250) || // numbers in circles on black squares
    (codePoint >= 0xff9e && codePoint < 0xffa0) || // halfwidth sound marks
    (codePoint >= 0x1f000 && codePoint < 0x1fb00) // emoji and pictures
  )
}

function widthOf(codePoint: number): 1 | 2 {
  return codePoint < 0x1100 ? 1 : eastAsianWidth(codePoint)
}

/** Whether no terminal gives it a cell; to spacing marks (Mc) some do. */
function isMark(character: string): boolean {
  return /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u.test(character)
}

function cap(cluster: string): string {
  if (cluster.length <= LONGEST_CLUSTER) return cluster
  // Not in the middle of a surrogate pair.
  return cluster.slice(0, LONGEST_CLUSTER).replace(/[\ud800-\udbff]$/, '')
}
