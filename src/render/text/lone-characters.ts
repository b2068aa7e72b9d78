/**
 * By UTF-16 unit: the cells (1 or 2) of a character that never joins a neighbor in this table, and that all terminals agree on, else 0.
 * Between two of these, a grapheme cluster always ends, so most text doesn't need a segmenter. The engine's own marks and lines are
 * among them, so that the start needs none of the expressions that know the others: the first use of each of those takes milliseconds.
 */
export const standsAlone = new Uint8Array(0x10000)

const narrow = [
  [0x20, 0x7e], // ASCII
  [0xa1, 0xac], // Latin
  [0xae, 0x2ff],
  [0x370, 0x377], // Greek, Cyrillic
  [0x391, 0x3a1],
  [0x3a3, 0x482],
  [0x48a, 0x52f],
  [0x2010, 0x2027], // punctuation
  [0x2030, 0x205e],
  [0x2190, 0x22ff], // arrows, mathematics
  [0x2500, 0x25fc], // lines, blocks, shapes
  [0x25ff, 0x25ff],
  [0x2800, 0x28ff], // Braille
] as const

const wide = [
  [0x3001, 0x3029], // East Asian punctuation
  [0x3041, 0x3096], // Hiragana
  [0x30a1, 0x30fa], // Katakana
  [0x4e00, 0x9fff], // Han
  [0xac00, 0xd7a3], // Hangul
] as const

for (const [first, last] of narrow) standsAlone.fill(1, first, last + 1)
for (const [first, last] of wide) standsAlone.fill(2, first, last + 1)
