/*
 * What may not reach a terminal, and what is shown in its place. Every text that others have written goes through here:
 * on the way to cells (shape.ts), and on the way to a terminal on which no screen is (sanitize).
 */

/** The symbol that stands for a control character (U+2400 to U+2421), or U+FFFD for what has none; 0 for harmless text. */
export function symbolFor(codePoint: number): number {
  if (codePoint < 0x20) return 0x2400 + codePoint
  if (codePoint < 0x7f) return 0
  return codePoint === 0x7f ? 0x2421 : isHarmful(codePoint) ? 0xfffd : 0
}

/** C1 controls, lone surrogates, line separators, bidi embeddings, overrides and isolates (Unicode TR 9, 3.1.2). */
function isHarmful(codePoint: number): boolean {
  return (
    (codePoint >= 0x80 && codePoint < 0xa0) ||
    (codePoint >= 0xd800 && codePoint < 0xe000) ||
    (codePoint >= 0x2028 && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069)
  )
}

const suspect = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/** SGR (ECMA-48, with colons as ISO 8613-6 has them), by ESC or by C1. */
const sgr = /(?:\x1b\[|\x9b)[\d;:]*m/g

/** A text without the colors and attributes that stand in it. Nothing else of control is left out of text. */
export function withoutSgr(text: string): string {
  return text.includes('\x1b') || text.includes('\x9b') ? text.replace(sgr, '') : text
}

/**
 * Text that a terminal can only show: colors are left out, other control characters become symbols, line feeds and tabs
 * stay what they are.
 */
export function sanitize(text: string): string {
  return withoutSgr(text)
    .replace(/\r\n/g, '\n')
    .replace(suspect, (character) => String.fromCodePoint(symbolFor(character.codePointAt(0)!)))
}
