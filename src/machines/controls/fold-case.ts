/**
 * A text in a form in which two that differ only in case, or in how their characters are composed, are the same: a
 * canonical caseless match (Unicode 3.13, D145). `ß` is `ss`, and the language of the user does not matter.
 */
export function foldCase(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase()
  // To upper case first: that is what takes apart ligatures and ß. A dotless i stays one.
  const folded = text
    .normalize('NFD')
    .replace(/[^\u0131]+/g, (part) => part.toLowerCase().toUpperCase().toLowerCase())
  return folded.replaceAll('ς', 'σ').normalize('NFC')
}

const isAscii = /^[\x00-\x7f]*$/
