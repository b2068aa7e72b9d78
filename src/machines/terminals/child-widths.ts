import type { IUnicodeVersionProvider } from '@xterm/headless'
import { eastAsianWidth } from 'get-east-asian-width'

/** By code point, one more than the cells; 0 if they aren't known yet. Characters after these are rare. */
const known = new Uint8Array(0x20000)

/** Marks, joiners and the like, but not the soft hyphen, which wcwidth gives a cell. Jamo vowels and finals are drawn into the syllable. */
const invisible = /(?!\u00ad)[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u

/**
 * The cells of characters as the programs in a terminal count them: by code point, as wcwidth of the C library does. A cursor would stand
 * elsewhere than they think if clusters were measured.
 */
export const childWidths: IUnicodeVersionProvider = {
  version: 'actty',
  wcwidth,
  // The bits are those of xterm.js's UnicodeService: the width from bit 1 on, and whether it joins the character before it.
  charProperties(codePoint, before) {
    if (codePoint < 0x7f) return 2
    const width = wcwidth(codePoint)
    const widthBefore = (before >> 1) & 3
    return width === 0 && widthBefore > 0 ? (widthBefore << 1) | 1 : width << 1
  },
}

function wcwidth(codePoint: number): 0 | 1 | 2 {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return 0
  if (codePoint < 0x300) return 1
  if (codePoint >= known.length) return widthOf(codePoint)
  const width = known[codePoint]!
  if (width > 0) return (width - 1) as 0 | 1 | 2
  const found = widthOf(codePoint)
  known[codePoint] = found + 1
  return found
}

function widthOf(codePoint: number): 0 | 1 | 2 {
  return invisible.test(String.fromCodePoint(codePoint)) ? 0 : eastAsianWidth(codePoint)
}
