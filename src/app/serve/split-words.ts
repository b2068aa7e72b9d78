/**
 * The words of a command line, as a POSIX shell splits them (Shell Command Language, 2.2 Quoting): at blanks, with '…', "…" and \. Nothing is
 * expanded. A quote that isn't closed ends with the text.
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (/[ \t\n]/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    const [added, end] = pieceAt(text, at)
    word = (word ?? '') + added
    at = end
  }
  return word === undefined ? words : [...words, word]
}

/** What stands at a place, without its quotes, and where it ends. */
function pieceAt(text: string, at: number): readonly [piece: string, end: number] {
  switch (text[at]) {
    case '\\':
      return [text[at + 1] === '\n' ? '' : (text[at + 1] ?? ''), at + 1]
    case "'": {
      const end = endOf(text, "'", at)
      return [text.slice(at + 1, end), end]
    }
    case '"':
      return inDoubleQuotes(text, at)
    default:
      return [text[at]!, at]
  }
}

function endOf(text: string, quote: string, at: number): number {
  const end = text.indexOf(quote, at + 1)
  return end < 0 ? text.length : end
}

function inDoubleQuotes(text: string, from: number): readonly [string, number] {
  let piece = ''
  let at = from + 1
  for (; at < text.length && text[at] !== '"'; at++) {
    const isEscape = text[at] === '\\' && /["\\$`\n]/.test(text[at + 1] ?? '')
    if (isEscape) at++
    if (!isEscape || text[at] !== '\n') piece += text.charAt(at)
  }
  return [piece, at]
}
