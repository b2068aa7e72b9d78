/**
 * A text in a form for comparing, so that case and the way characters are composed don't matter: a canonical caseless match
 * (Unicode 3.13, D145). `ß` becomes `ss`. The user's language doesn't matter.
 */
export function foldCase(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase()
  // To upper case first, which splits ligatures and ß. The dotless i keeps its form.
  const folded = text
    .normalize('NFD')
    .replace(/[^\u0131]+/g, (part) => part.toLowerCase().toUpperCase().toLowerCase())
  return folded.replaceAll('ς', 'σ').normalize('NFC')
}

const isAscii = /^[\x00-\x7f]*$/
