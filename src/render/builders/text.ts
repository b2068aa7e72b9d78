import type { Sizing, Span, TextAlign, TextNode, TextOverflow } from '../node.ts'
import type { Style } from '../style.ts'
import { sizing, style } from './options.ts'

/** Text in parts: strings, and texts with a style of their own. Falsy parts are skipped. */
export type TextContent = string | number | readonly (string | TextNode | false | 0 | null | undefined)[]

export interface TextOptions extends Style, Sizing {
  /** What to do with text that is wider than its room: 'wrap' (at words) unless told. */
  readonly overflow?: TextOverflow | undefined
  readonly align?: TextAlign | undefined
}

/**
 * Text. A line feed in it begins a new line; control characters are shown as symbols, never obeyed.
 *
 * ```ts
 * text(['build ', text('failed', { color: 'red', bold: true })], { overflow: 'truncate' })
 * ```
 */
export function text(content: TextContent, options?: TextOptions): TextNode {
  return {
    kind: 'text',
    sizing: sizing(options),
    style: style(options),
    content: typeof content === 'object' ? spans(content) : String(content),
    overflow: options?.overflow ?? 'wrap',
    align: options?.align ?? 'left',
  }
}

function spans(content: Exclude<TextContent, string | number>): Span[] {
  return content.flatMap((part): Span | Span[] => {
    if (!part) return []
    if (typeof part === 'string') return { text: part, style: undefined }
    if (typeof part.content === 'string') return { text: part.content, style: part.style }
    return part.content.map((span) => ({ text: span.text, style: mergeStyles(part.style, span.style) }))
  })
}

function mergeStyles(under: Style | undefined, over: Style | undefined): Style | undefined {
  if (under === undefined || over === undefined) return over ?? under
  const given = Object.entries(over).filter(([, value]) => value !== undefined)
  return { ...under, ...Object.fromEntries(given) }
}
