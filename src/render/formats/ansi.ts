import { text, type TextOptions } from '../nodes/text.ts'
import type { TextNode } from '../nodes/index.ts'
import type { Style } from '../paint/style.ts'
import type { Span } from '../text/shape.ts'
import { afterSgr, plainStyle } from './sgr-style.ts'

/** The look of a text with colors in it. */
export interface AnsiOptions extends TextOptions {
  /**
   * The style that the text before this one left on, as `ansiStyle` returned it.
   *
   * @defaultValue no style
   */
  readonly carried?: Style | undefined
}

/**
 * A text in which a program has written its colors and attributes (SGR: 16, 256 and 24-bit colors, also with colons, and all
 * kinds of underlines) and links (OSC 8). They become styles, laid over that of the options. All else that would control a
 * terminal is shown as symbols.
 *
 * ```ts
 * ansi('\x1b[1;32m✓\x1b[m 41 tests', { overflow: 'truncate' })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function ansi(content: string, options: AnsiOptions = {}): TextNode {
  const spans: Span[] = []
  readAnsi(stringOf(content), options.carried ?? plainStyle, spans)
  return { ...text('', options), content: spans }
}

/**
 * The style that is on at the end of a text, in which the next one begins: a program may color many lines with one sequence.
 *
 * ```ts
 * const carried = ansiStyle('\x1b[31merror: it')
 * const second = ansi('goes on here\x1b[m', { carried })
 * ```
 */
export function ansiStyle(content: string, carried: Style = plainStyle): Style {
  const given = stringOf(content)
  return given.search(control) < 0 ? carried : readAnsi(given, carried, undefined)
}

/** Data may be anything: an `undefined` in it is seen, and stops nothing. */
export function stringOf(content: unknown): string {
  return typeof content === 'string' ? content : String(content)
}

const control = /[\x1b\x9b\x9d]/

/**
 * SGR (ECMA-48 8.3.117), and OSC 8 with its link, each with ESC or as C1. No part of the pattern matches what the next
 * sequence begins with, so a hostile text is read once.
 */
const sequence =
  /(?:\x1b\[|\x9b)([\d;:]*)m|(?:\x1b\]|\x9d)8;[^;\0-\x1f\x7f-\x9f]*;([^\0-\x1f\x7f-\x9f]*)(?:\x07|\x1b\\|\x9c)/g

/** Text with more changes of style than this isn't read by anyone. What follows them has no colors. */
const MAX_SPANS = 65_536

/** Appends the parts of a text to `spans`, up to `maxLength` UTF-16 units of them. Returns the style at its end. */
export function readAnsi(
  content: string,
  carried: Style,
  spans: Span[] | undefined,
  maxLength = Infinity,
): Style {
  let style = carried
  let at = 0
  let left = maxLength
  const push = (end: number) => {
    if (spans === undefined || end <= at || left <= 0) return
    const part = content.slice(at, Math.min(end, at + left))
    left -= part.length
    addSpan(spans, part, style)
  }
  for (const { index, 0: whole, 1: parameters, 2: link } of content.matchAll(sequence)) {
    push(index)
    at = index + whole.length
    style = parameters === undefined ? { ...style, link: link || undefined } : afterSgr(style, parameters)
  }
  push(content.length)
  return style
}

function addSpan(spans: Span[], part: string, style: Style): void {
  const last = spans.at(-1)
  if (last?.style === style) spans[spans.length - 1] = { text: last.text + part, style }
  else spans.push({ text: part, style: spans.length < MAX_SPANS ? style : undefined })
}
