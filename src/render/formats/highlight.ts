import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import markdown from 'highlight.js/lib/languages/markdown'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import shell from 'highlight.js/lib/languages/shell'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import type { Style } from '../paint/style.ts'
import type { Span } from '../text/shape.ts'
import { Recent } from './recent.ts'

const languages = {
  ...{ bash, c, css, diff, dockerfile, go, ini, java, javascript, json, markdown, python, rust, shell, sql },
  ...{ typescript, xml, yaml },
}
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language)

/** More than this, and lines longer than that, are data, which isn't read by its colors. In UTF-16 units. */
const MAX_LENGTH = 200_000
const MAX_LINE_LENGTH = 2_000

const recent = new Recent<readonly Span[]>(1_000_000)

/** The parts of a code, by what they are in its language. One part if the language isn't known, or there is too much. */
export function highlight(source: string, language: string | undefined): readonly Span[] {
  const name = language?.toLowerCase()
  if (name === undefined || hljs.getLanguage(name) === undefined || isData(source))
    return [{ text: source, style: undefined }]
  return recent.get(`${name}\n${source}`, () =>
    spansOf(hljs.highlight(source, { language: name, ignoreIllegals: true }).value),
  )
}

/** The lines of code that is still coming, in UTF-16 units, whose colors are found at once. */
const MAX_OPEN = 2_000

/**
 * The same for code that grows at its end: only the last lines are read again. What goes on over many lines, such as a long
 * comment, may have other colors until the code is complete.
 */
export function highlightOpen(source: string, language: string | undefined): readonly Span[] {
  const spans: Span[] = []
  let start = 0
  while (source.length - start > MAX_OPEN) {
    const end = source.lastIndexOf('\n', start + MAX_OPEN) + 1
    if (end <= start) break
    spans.push(...highlight(source.slice(start, end), language))
    start = end
  }
  return [...spans, ...highlight(source.slice(start), language)]
}

function isData(source: string): boolean {
  if (source.length > MAX_LENGTH) return true
  for (let start = 0, end; start < source.length; start = end + 1) {
    end = source.indexOf('\n', start)
    if (end < 0) end = source.length
    if (end - start > MAX_LINE_LENGTH) return true
  }
  return false
}

const keyword: Style = { color: 'hue6' }
const string: Style = { color: 'hue5' }
const number: Style = { color: 'hue2' }
const called: Style = { color: 'hue1' }
const type: Style = { color: 'hue3' }
const tag: Style = { color: 'hue4' }
const aside: Style = { color: 'muted', italic: true }

/** By scope, as highlight.js names them. The others look like the code around them. */
const looks: ReadonlyMap<string, Style | undefined> = new Map([
  ...(['keyword', 'meta', 'selector-pseudo', 'doctag'] as const).map((name) => [name, keyword] as const),
  ...(['string', 'code', 'selector-attr'] as const).map((name) => [name, string] as const),
  ...(['number', 'literal', 'symbol', 'bullet'] as const).map((name) => [name, number] as const),
  ...(['title', 'attr', 'attribute', 'section', 'link'] as const).map((name) => [name, called] as const),
  ...(['type', 'built_in', 'variable', 'template-variable'] as const).map((name) => [name, type] as const),
  ...(['regexp', 'tag', 'name', 'selector-tag', 'selector-class', 'selector-id'] as const).map(
    (name) => [name, tag] as const,
  ),
  ...(['comment', 'quote'] as const).map((name) => [name, aside] as const),
  ['title class_', type],
  ['subst', undefined],
  ['addition', { color: 'success' }],
  ['deletion', { color: 'danger' }],
  ['strong', { bold: true }],
  ['emphasis', { italic: true }],
])

/** highlight.js has no other public result than HTML, with nothing in it but spans and these escapes. */
const piece = /<span class="(?:hljs-|language-)?([^"]*)">|<\/span>|[^<]+/g
const escapes: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

function spansOf(html: string): readonly Span[] {
  const spans: Span[] = []
  const around: (Style | undefined)[] = [undefined]
  for (const [found, scope] of html.matchAll(piece)) {
    const style = around.at(-1)
    if (scope !== undefined) around.push(lookOf(scope, style))
    else if (found === '</span>') around.pop()
    else {
      const text = found.replace(/&(?:amp|lt|gt|quot|#x27);/g, (escape) => escapes[escape]!)
      const last = spans.at(-1)
      if (last !== undefined && last.style === style)
        spans[spans.length - 1] = { text: last.text + text, style }
      else spans.push({ text, style })
    }
  }
  return spans
}

/** A scope may have a second word (`title function_`). */
function lookOf(scope: string, around: Style | undefined): Style | undefined {
  if (looks.has(scope)) return looks.get(scope)
  const first = scope.split(' ')[0]!
  return looks.has(first) ? looks.get(first) : around
}
