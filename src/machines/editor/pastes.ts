/*
 * A long paste is one character in the text: one of Unicode's 32 noncharacters (U+FDD0 to U+FDEF), which no text that is exchanged has.
 * So it is one grapheme cluster for the cursor, for undo and for all commands.
 */

/** The pastes that are folded, by the character that stands for each. */
export type Pastes = Readonly<Record<string, string>>

const FIRST = 0xfdd0
const MOST = 32

/** A character for another paste; undefined if all are taken. */
export function freeToken(pastes: Pastes): string | undefined {
  const count = Object.keys(pastes).length
  return count < MOST ? String.fromCharCode(FIRST + count) : undefined
}

/** Whether a character stands for a paste. */
export function isToken(character: string): boolean {
  const unit = character.charCodeAt(0)
  return unit >= FIRST && unit < FIRST + MOST
}

/** The text with its pastes in full. */
export function expanded(text: string, pastes: Pastes): string {
  return text.replace(/[\ufdd0-\ufdef]/g, (token) => pastes[token] ?? '')
}

/** What is shown for a paste: `[pasted 412 lines]`. */
export function tokenLabel(token: string, pastes: Pastes): string {
  const text = pastes[token] ?? ''
  const lines = text.split('\n').length
  const size =
    lines > 1 ? `${lines.toLocaleString('en-US')} lines` : `${text.length.toLocaleString('en-US')} characters`
  return `[pasted ${size}]`
}
