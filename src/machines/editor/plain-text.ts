/**
 * A text as an editor takes it: lines end with line feeds, tabs stay, and other control characters are dropped. So are
 * noncharacters, which stand for pastes.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n|[\r\v\f\x85\u2028\u2029]/g, '\n')
    .replace(/[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]/g, '')
}
