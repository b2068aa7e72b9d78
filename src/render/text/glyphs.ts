import { cellsOfCluster, cellsOfCodePoint, isAgreed, lengthOf, MAX_CELLS } from './cell-width.ts'

/*
 * A glyph is what stands in a cell, or in some cells one after another, in one integer:
 *
 *   bits 0-20   the code point, or with CLUSTER the index of an interned cluster
 *   bit 21      CLUSTER   more than one code point
 *   bits 22-25  how many cells it takes beyond its first; each of these holds TAIL
 *   bit 26      DISPUTED  terminals may give it more cells, or fewer, or join it with what is written next
 *   bit 27      LOOSE     terminals may take its beginning for a part of what stands before it
 *
 * NEWLINE and TAB stand in shaped text only, never in a cell.
 */
export const PAYLOAD = 0x1fffff
export const CLUSTER = 1 << 21
/** Two cells. */
export const WIDE = 1 << 22
export const DISPUTED = 1 << 26
export const LOOSE = 1 << 27
export const TAIL = 0
export const BLANK = 0x20
export const HYPHEN = 0x2d
export const ELLIPSIS = 0x2026
export const TAB = 0x09
export const NEWLINE = 0x0a

/** A cluster longer than this (UTF-16 units) keeps its beginning only: no text makes a cell grow without bound. */
export const MAX_CLUSTER_LENGTH = 32

/** The clusters on a screen that are more than one code point, or that took a segmenter to find, by glyph. */
export class GlyphTable {
  readonly #clusters: string[] = []
  readonly #glyphs = new Map<string, number>()
  readonly #spills = new Map<number, number>()

  get size(): number {
    return this.#glyphs.size
  }

  /** The glyph of a cluster of printable text. `cells` says how many it takes, if it isn't one grapheme cluster. */
  intern(cluster: string, cells?: number): number {
    const known = this.#glyphs.get(cluster)
    if (known !== undefined) return known
    const first = cluster.codePointAt(0)!
    const isSingle = cluster.length === lengthOf(first)
    const glyph = isSingle ? glyphOf(first) : this.#add(cluster, first, cells ?? cellsOfCluster(cap(cluster)))
    this.#glyphs.set(cluster, glyph)
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

  /** In how many cells beyond its own a terminal may show a disputed glyph: one that gives cells to marks too. */
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
    // A terminal joins what it is sent next to a ZWJ at the end, wherever that is to stand.
    this.#clusters.push(cap(cluster).replace(/\u200d+$/, ''))
    return glyph
  }
}

/** The glyph of a single code point. */
export function glyphOf(codePoint: number): number {
  if (codePoint < 0x300) return codePoint
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
  // Not in the middle of a surrogate pair.
  return cluster.slice(0, MAX_CLUSTER_LENGTH).replace(/[\ud800-\udbff]$/, '')
}
