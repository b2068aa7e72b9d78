import { Lexer, type Links, type MarkedToken, type Token } from 'marked'

/*
 * Markdown to tokens, in bounded time and depth. `marked` takes time that grows with the square of some hostile texts, and a
 * stack frame for each quote in a quote.
 */

/** The rest of a longer text, in UTF-16 units, is shown as it is. */
export const MAX_SOURCE = 500_000

/** Quotes and lists inside each other. What would be deeper is text. */
const MAX_DEPTH = 16

const deepMarkers = new RegExp(
  `^((?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MAX_DEPTH}}[ \\t]*)(?=[->+*\\d])`,
  'gm',
)

/** An item this far to the right is in as many others as there may be. */
const deepItems = new RegExp(`^[ \\t]{${4 * MAX_DEPTH},}(?=(?:[-+*]|\\d{1,9}[.)])[ \\t])`, 'gm')

/** Addresses of references, by their labels in lower case. */
export type Definitions = Readonly<Record<string, { readonly href: string }>>

/** The blocks of a text, and the addresses of its references, to which those of `known` are added. */
export function lexBlocks(
  source: string,
  known: Definitions,
): { readonly blocks: readonly MarkedToken[]; readonly links: Links } {
  const lexer = new BoundedLexer(known)
  const tokens = lexer.blockTokens(source, lexer.tokens)
  return { blocks: tokens as MarkedToken[], links: lexer.tokens.links }
}

/** One block with all that is in it. */
export function lexBlock(raw: string, links: Definitions): readonly MarkedToken[] {
  return new BoundedLexer(links).lex(raw) as MarkedToken[]
}

/** A text without what `marked` couldn't take: line ends as LF, and few quotes and lists inside each other. */
export function lexable(source: string): string {
  return source
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '\ufffd') // CommonMark 2.3
    .replace(deepMarkers, '$1\\')
    .replace(deepItems, ' '.repeat(4 * MAX_DEPTH))
}

/** More text than this, in UTF-16 units, is taken in parts; emphasis doesn't reach from one to the next. */
const MAX_INLINE = 2_000
const MAX_WORD = 500

/** The time grows with what may be emphasis, times the length of the text. More than this of both is no emphasis. */
const MAX_DELIMITERS = 200

class BoundedLexer extends Lexer {
  constructor(links: Definitions) {
    super({ gfm: true })
    // Without a prototype, whose members no reference may find.
    this.tokens.links = Object.assign(Object.create(null) as Links, links)
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length <= MAX_WORD) return super.inlineTokens(source, tokens)
    for (const part of partsOf(source))
      if (isTangled(part)) tokens.push({ type: 'text', raw: part, text: part, escaped: false })
      else super.inlineTokens(part, tokens)
    return tokens
  }
}

function isTangled(part: string): boolean {
  let count = 0
  for (const character of part) if ('*_~[`<'.includes(character)) count++
  return count > MAX_DELIMITERS
}

/** Cuts a text at blanks, and words that are too long anywhere. */
function partsOf(source: string): readonly string[] {
  if (source.length <= MAX_INLINE && !longWord.test(source)) return [source]
  const words = source.match(new RegExp(`\\s+|\\S{1,${MAX_WORD}}`, 'g')) ?? []
  const parts: string[] = []
  let part = ''
  for (const word of words) {
    if (part.length + word.length > MAX_INLINE || word.length === MAX_WORD) {
      parts.push(part)
      part = ''
    }
    part += word
  }
  return [...parts, part].filter((piece) => piece !== '')
}

const longWord = new RegExp(`\\S{${MAX_WORD}}`)

export type { Links, MarkedToken, Token }
