import { foldCase } from '../../../machines/controls/fold-case.ts'
import { text } from '../../../render/nodes/text.ts'
import type { TextNode } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import type { Content, Span } from '../../../render/text/shape.ts'

/** A line in which what was looked for has a style of its own. Case doesn't matter. */
export function withHits(line: string | TextNode, wanted: string, style: Style): string | TextNode {
  const content = typeof line === 'string' ? line : line.content
  const hits = hitsIn(textOf(content), wanted)
  if (hits.length === 0) return line
  const spans = typeof content === 'string' ? [{ text: content, style: undefined }] : content
  const parts: Span[] = []
  let at = 0
  for (const span of spans) {
    parts.push(...partsOf(span, at, hits, style))
    at += span.text.length
  }
  return { ...(typeof line === 'string' ? text('') : line), content: parts }
}

function textOf(content: Content): string {
  return typeof content === 'string' ? content : content.map((span) => span.text).join('')
}

interface Hit {
  readonly from: number
  readonly to: number
}

/** Where the hits are, in UTF-16 units. Letters are folded one by one, so that it is known where each stands. */
function hitsIn(line: string, wanted: string): readonly Hit[] {
  const found: Hit[] = []
  const sought = foldCase(wanted)
  if (sought === '') return found
  let folded = ''
  const starts: number[] = []
  let offset = 0
  for (const letter of line) {
    folded += foldCase(letter)
    while (starts.length < folded.length) starts.push(offset)
    offset += letter.length
  }
  for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + sought.length))
    found.push({ from: starts[at]!, to: starts[at + sought.length] ?? line.length })
  return found
}

/** A span that starts at an offset of the line, cut where hits begin and end. What has a form in ASCII or moves is left whole. */
function partsOf(span: Span, start: number, hits: readonly Hit[], style: Style): Span[] {
  if (span.ascii !== undefined || span.moving !== undefined) return [span]
  const parts: Span[] = []
  const end = start + span.text.length
  let at = start
  const push = (to: number, isHit: boolean) => {
    if (to > at)
      parts.push({ ...span, text: span.text.slice(at - start, to - start), ...(isHit && hit(span, style)) })
    at = Math.max(at, to)
  }
  for (const { from, to } of hits) {
    push(Math.min(from, end), false)
    if (from < end) push(Math.min(to, end), true)
  }
  push(end, false)
  return parts
}

function hit(span: Span, style: Style): { readonly style: Style } {
  return { style: { ...span.style, ...style } }
}
