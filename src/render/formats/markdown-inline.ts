import { decodeHTMLStrict } from 'entities/decode'
import type { Style } from '../paint/style.ts'
import type { Span } from '../text/shape.ts'
import type { MarkedToken, Token } from './markdown-lexer.ts'

const looks = {
  codespan: { color: 'hue4', background: 'raised' },
  link: { color: 'accent', underline: true },
  html: { color: 'muted' },
  address: { color: 'muted' },
} as const satisfies Record<string, Style>

/** How inline text is shown. */
export interface InlineOptions {
  /** Whether links have their addresses after them. */
  readonly addresses: boolean
}

/** The parts of a text, each in its style over `style`. */
export function inlineSpans(
  tokens: readonly Token[],
  style: Style | undefined,
  options: InlineOptions,
): Span[] {
  return tokens.flatMap((token) => spansOf(token as MarkedToken, style, options))
}

function spansOf(token: MarkedToken, style: Style | undefined, options: InlineOptions): Span[] {
  const plain = (text: string, own?: Style): Span[] =>
    text === '' ? [] : [{ text, style: over(style, own) }]
  const inside = (own: Style) => inlineSpans(tokensOf(token), over(style, own), options)
  switch (token.type) {
    case 'strong':
      return inside({ bold: true })
    case 'em':
      return inside({ italic: true })
    case 'del':
      return inside({ strikethrough: true })
    case 'codespan':
      return plain(token.text, looks.codespan)
    case 'br':
      return plain('\n')
    case 'link': {
      const address = token.autolink === true ? token.href : decoded(token.href)
      const shown = inside({ ...looks.link, link: address })
      return [...shown, ...(options.addresses ? addressAfter(shown, address, style) : [])]
    }
    case 'image': {
      const address = decoded(token.href)
      const said = inlineSpans(token.tokens, undefined, { addresses: false }).map(({ text }) => text)
      return plain(said.join('') || address, { ...looks.link, link: address })
    }
    case 'html':
      return /^<br *\/?>$/i.test(token.raw) ? plain('\n') : plain(token.raw, looks.html)
    case 'checkbox':
      return []
    case 'escape':
      return plain(token.text)
    default: {
      const parts = tokensOf(token)
      if (parts.length > 0) return inlineSpans(parts, style, options)
      const text = 'text' in token ? token.text : token.raw
      return plain(flowing('escaped' in token && token.escaped ? text : decoded(text)))
    }
  }
}

function tokensOf(token: MarkedToken): readonly Token[] {
  return 'tokens' in token ? (token.tokens ?? []) : []
}

/** A style over another. */
export function over(under: Style | undefined, style: Style | undefined): Style | undefined {
  return under === undefined || style === undefined ? (style ?? under) : { ...under, ...style }
}

/** A line end in a paragraph is a blank, with those around it. */
function flowing(text: string): string {
  return text.replace(/ *\n */g, ' ')
}

/** A text with its character references resolved (CommonMark 2.5). */
export function decoded(text: string): string {
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,40});/gi, (reference) =>
    decodeHTMLStrict(reference),
  )
}

/** The address of a link, unless it is what the link says. */
function addressAfter(shown: readonly Span[], address: string, style: Style | undefined): Span[] {
  const says = shown.map(({ text }) => text).join('')
  const isSaid = says === address || `mailto:${says}` === address
  return isSaid ? [] : [{ text: ` (${address})`, style: over(style, looks.address) }]
}
