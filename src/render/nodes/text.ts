import type { CursorShape, Sizing, Span, TextAlign, TextNode, TextOverflow } from './node.ts'
import type { Style } from '../paint/style.ts'
import { cells, describe, oneOf, sizing, style } from './options.ts'

/** Text in parts: strings, numbers, and texts with a style of their own. What is false, null or undefined is skipped. */
export type TextContent = string | number | readonly (string | number | TextNode | false | null | undefined)[]

export interface TextOptions extends Style, Sizing {
  /** What to do with text that is wider than its room: 'wrap' (at words) unless told. */
  readonly overflow?: TextOverflow | undefined
  /** Where its lines stand in its room: at the left unless told. */
  readonly align?: TextAlign | undefined
  /** Puts the terminal's cursor here, if the region has the focus: an offset in UTF-16 units. */
  readonly cursor?: number | undefined
  /** What that cursor looks like, where the terminal can: as the user has set it unless told. */
  readonly cursorShape?: CursorShape | undefined
}

/**
 * Text. A line feed in it begins a new line; control characters are shown as symbols, never obeyed.
 *
 * ```ts
 * text(['build ', text('failed', { color: 'red', bold: true })], { overflow: 'truncate' })
 * ```
 *
 * Throws a TypeError for content or options that are none.
 */
export function text(content: TextContent, options?: TextOptions): TextNode {
  return {
    kind: 'text',
    sizing: sizing(options),
    style: style(options),
    content: typeof content === 'string' ? content : spansOf(content),
    overflow: options?.overflow === undefined ? 'wrap' : oneOf(overflows, options.overflow, 'overflow'),
    align: options?.align === undefined ? 'left' : oneOf(aligns, options.align, 'align'),
    cursor: options?.cursor === undefined ? undefined : cells(options.cursor, 'cursor'),
    cursorShape:
      options?.cursorShape === undefined
        ? 'default'
        : oneOf(cursorShapes, options.cursorShape, 'cursorShape'),
  }
}

const overflows = [
  'wrap',
  'truncate',
  'truncate-start',
  'truncate-middle',
  'clip',
] as const satisfies readonly TextOverflow[]
const cursorShapes = ['default', 'block', 'underline', 'bar'] as const satisfies readonly CursorShape[]
const aligns = ['left', 'center', 'right'] as const satisfies readonly TextAlign[]

/** What data has left out is shown as what it is: an `undefined` in a text is seen, and stops nothing. */
function spansOf(content: unknown): string | Span[] {
  if (Array.isArray(content)) return spans(content)
  if (typeof content !== 'object' || content === null) return String(content)
  throw new TypeError(`text() takes a string, a number or an array of parts, not ${describe(content)}`)
}

function spans(content: Exclude<TextContent, string | number>): Span[] {
  const parts: Span[] = []
  for (const part of content) {
    if (part === false || part === null || part === undefined || part === '') continue
    if (typeof part !== 'object') parts.push({ text: String(part), style: undefined })
    else if ((part as { kind?: unknown }).kind !== 'text')
      throw new TypeError(`a part of a text is a string, a number or a text, not ${describe(part)}`)
    else if (part.cursor !== undefined)
      throw new TypeError(
        'a part of a text has no cursor: give it to the text around, counted from its beginning',
      )
    else if (typeof part.content === 'string') parts.push({ text: part.content, style: part.style })
    else
      for (const span of part.content)
        parts.push({ text: span.text, style: mergeStyles(part.style, span.style) })
  }
  return parts
}

function mergeStyles(under: Style | undefined, over: Style | undefined): Style | undefined {
  if (under === undefined || over === undefined) return over ?? under
  const given = Object.entries(over).filter(([, value]) => value !== undefined)
  return { ...under, ...Object.fromEntries(given) }
}
