import { eastAsianWidth } from 'get-east-asian-width'

/*
 * How many cells a text takes: the most that any terminal gives it. A cell that stays blank is harmless, but a letter that
 * is overwritten is lost. Some terminals add up the cells of code points (wcwidth), others show a grapheme cluster as one
 * glyph. The tables follow what xterm.js 6 (with and without its grapheme addon), tmux 3.3a on glibc 2.36 and pyte 0.8 do
 * with each code point of Unicode 17.
 */

/** The most cells for a cluster. No language has words that need more. */
export const MAX_CELLS = 16

/** The cells of a grapheme cluster, or of one code point that isn't a control character. */
export function cellsOfCluster(cluster: string): number {
  const first = cluster.codePointAt(0)!
  // East Asian marks make the character before them wide.
  if (cluster.length === lengthOf(first)) return Math.max(cellsOfCodePoint(first), eastAsianWidth(first) - 1)
  // Its parts take more cells on terminals that can't join them. It counts as one picture all the same.
  if (emojiSequence.test(cluster)) return 2
  let cells = cellsOfCodePoint(first)
  for (let at = lengthOf(first); at < cluster.length;) {
    const codePoint = cluster.codePointAt(at)!
    cells = Math.max(cells + cellsOfCodePoint(codePoint), eastAsianWidth(codePoint))
    at += lengthOf(codePoint)
  }
  return Math.min(cells, MAX_CELLS)
}

/** The length of a code point, in UTF-16 units. */
export function lengthOf(codePoint: number): 1 | 2 {
  return codePoint > 0xffff ? 2 : 1
}

/** East Asian ambiguous characters have one cell, except those that wcwidth, too, gives two. */
export function cellsOfCodePoint(codePoint: number): number {
  if (codePoint < 0x300) return 1
  if (codePoint >= 0x3248 && codePoint < 0x3250) return 2
  if (codePoint === 0x2e3a || codePoint === 0x2e3b) return codePoint - 0x2e38 // dashes of two and three em
  const character = String.fromCodePoint(codePoint)
  if (invisible.test(character) || oldMark.test(character)) return 0
  return /\p{Mn}/u.test(character) ? 1 : eastAsianWidth(codePoint)
}

/** Whether a cluster is invisible. */
export function isInvisible(cluster: string): boolean {
  return cluster.codePointAt(0)! >= 0xad && allInvisible.test(cluster)
}

/**
 * Whether terminals may draw the start of a cluster into the cell before it, or nowhere if the cursor was moved there. So
 * it is for marks, and for what some wcwidth takes for a mark.
 */
export function clings(cluster: string): boolean {
  return cluster.codePointAt(0)! >= 0x300 && clinging.test(cluster)
}

/** Whether all terminals agree on the cells of a code point, and join it to nothing. */
export function isAgreed(codePoint: number): boolean {
  if (codePoint < 0x300) return codePoint !== 0xad
  const character = String.fromCodePoint(codePoint)
  if (cellsOfCodePoint(codePoint) === 2) return agreedWide.test(character)
  return (codePoint < 0x10000 && !disputedNarrow.test(character)) || agreedAstral.test(character)
}

/** The fillers of Hangul are invisible, but terminals give them cells. */
const invisible = /(?![\ufe0f\u115f\u3164\uffa0])\p{Default_Ignorable_Code_Point}/u
const allInvisible = /^(?:(?![\u115f\u3164\uffa0])\p{Default_Ignorable_Code_Point})+$/u

/**
 * The marks of Unicode 5.0. Every wcwidth since Markus Kuhn's of 2007 knows them. A terminal that doesn't know a later mark
 * gives it a cell.
 */
const oldMark =
  /(?=[\p{Mn}\p{Me}])[\u0300-\u036f\u0483-\u0486\u0488-\u0489\u0591-\u05c7\u0610-\u0615\u064b-\u065e\u0670\u06d6-\u074a\u07a6-\u07f3\u0901-\u0902\u093c-\u0954\u0962-\u09e3\u0a01-\u0a4d\u0a70-\u0a71\u0a81-\u0ae3\u0b01-\u0b43\u0b4d\u0b56\u0b82-\u0bcd\u0c3e-\u0c56\u0cbc-\u0ce3\u0d41-\u0d43\u0d4d\u0dca-\u0dd6\u0e31-\u0e4e\u0eb1-\u0eb9\u0ebb-\u0ecd\u0f18-\u0f87\u0f90-\u0fc6\u102d-\u1032\u1036-\u1039\u1058-\u1059\u135f\u1712-\u1773\u17b4-\u180d\u18a9\u1920-\u193b\u1a17-\u1a18\u1b00-\u1b73\u1dc0-\u1dca\u1dfe-\u1dff\u20d0-\u20ef\u302a-\u302d\u3099-\u309a\ua806-\ua826\ufb1e\ufe00-\ufe0e\ufe20-\ufe23\u{10a01}-\u{10a3f}\u{1d167}-\u{1d1ad}\u{1d242}-\u{1d244}]/u

const clinging = /^[\p{M}\p{Cf}\u06de\u1160-\u11ff\ud7b0-\ud7fb]/u

/** Unicode TS 51, ED-17: flags, keycaps, tag sequences, and characters joined by ZWJ. */
const emojiSequence =
  /^(?:\p{RI}{2}|\p{Emoji}(?:\p{EMod}+|\ufe0f?\u20e3|\ufe0f)?(?:\u200d\p{Emoji}(?:\p{EMod}+|\ufe0f)?)*[\u{e0020}-\u{e007f}]*)$/u

/**
 * East Asian text. Emoji don't belong to it, nor characters that became wide in a late version of Unicode, nor initials of
 * Hangul, which are joined with the next character.
 */
const agreedWide =
  /[\u2e80-\u2ffb\u3000-\u3029\u3030-\u31e3\u31f0-\u3247\u3250-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe6f\uff01-\uffe6\u{20000}-\u{2b738}]/u

/** Characters that join their neighbors (Unicode TR 29: Prepend, SpacingMark, jamo), and those new since Unicode 14. */
const disputedNarrow =
  /[\p{M}\p{Cf}\p{Cn}\u06de\u088f\u0c5c\u0cdc\u0d4e\u0e33\u0eb3\u1160-\u11ff\u1b4e\u1b4f\u1b7f\u1c89\u1c8a\u20c1\u2427-\u2429\u2b96\u2e3a-\u2e3c\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1\ud7b0-\ud7fb\ufbc3-\ufbd2\ufd90\ufd91\ufdc8-\ufdce\uff9e\uff9f]/u

/** Outside the BMP: mathematical letters, and blocks for drawing. */
const agreedAstral = /[\u{1d400}-\u{1d7ff}\u{1fb00}-\u{1fbca}]/u
