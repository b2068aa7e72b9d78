/*
 * What must not reach a terminal, and what is shown instead. All text that comes from outside goes through here: on the way
 * to cells (shape.ts), and on the way to a terminal without a screen (sanitize).
 */

/** The symbol for a control character (U+2400 to U+2421), or U+FFFD if it has none. 0 for harmless characters. */
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

/** SGR, with ESC or C1 (ECMA-48; colons as in ISO 8613-6). */
const sgr = /(?:\x1b\[|\x9b)[\d;:]*m/g

/** A text without its colors and attributes (SGR). Other control sequences stay. */
export function withoutSgr(text: string): string {
  return text.includes('\x1b') || text.includes('\x9b') ? text.replace(sgr, '') : text
}

/**
 * Text that a terminal only shows. Colors are dropped, line feeds and tabs stay, other control characters become symbols.
 */
export function sanitize(text: string): string {
  return withoutSgr(text)
    .replace(/\r\n/g, '\n')
    .replace(suspect, (character) => String.fromCodePoint(symbolFor(character.codePointAt(0)!)))
}
