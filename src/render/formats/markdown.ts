import type { Node, TextNode } from '../nodes/index.ts'
import { mark } from '../nodes/mark.ts'
import { rule } from '../nodes/rule.ts'
import { column, row, type StackNode } from '../nodes/stack.ts'
import { text } from '../nodes/text.ts'
import type { Style } from '../paint/style.ts'
import { stringOf } from './ansi.ts'
import { code, withSpans } from './code.ts'
import { decoded, inlineSpans, over, type InlineOptions } from './markdown-inline.ts'
import {
  lexable,
  lexBlock,
  lexBlocks,
  MAX_SOURCE,
  type Links,
  type MarkedToken,
  type Token,
} from './markdown-lexer.ts'
import { tableNode } from './markdown-table.ts'
import { Recent } from './recent.ts'

/** How Markdown is shown. */
export interface MarkdownOptions {
  /**
   * Whether the address of each link is shown after it, for readers who can't open links (OSC 8).
   *
   * @defaultValue false
   */
  readonly addresses?: boolean | undefined
  /**
   * The addresses of references that are defined elsewhere, by their labels in lower case. They count before those of the source.
   *
   * @defaultValue none
   */
  readonly definitions?: Readonly<Record<string, { readonly href: string }>> | undefined
  /**
   * Whether more of it is coming. Then a block stands at the end of code whose fence isn't closed.
   *
   * @defaultValue false
   */
  readonly open?: boolean | undefined
}

/**
 * A document in Markdown: CommonMark, and of GitHub's, tables, tasks, strikethrough and autolinks. A table that is too wide
 * becomes a list. HTML is shown as text. What was made of a source is remembered, so that a view can be called again.
 *
 * ```ts
 * scroll(markdown('# Deploying\n\nSee the [guide](https://actty.dev) for *what may go wrong*.'))
 * ```
 */
export function markdown(source: string, options: MarkdownOptions = {}): StackNode {
  const { addresses = false, definitions, open = false } = options
  const given = stringOf(source)
  const key = `${addresses} ${open} ${definitions === undefined ? '' : numberOf(definitions)}`
  return documents.get(`${key}\0${given}`, () => {
    const { blocks, links } = lexBlocks(lexable(given.slice(0, MAX_SOURCE)), definitions ?? none)
    const shown = blocks.filter(isShown)
    const references = numberOfReferences(JSON.stringify(links))
    const nodes = shown.map((block, index) =>
      blockNode(block.raw, links, references, { addresses, open: open && index === shown.length - 1 }),
    )
    const rest = given.slice(MAX_SOURCE)
    return column({ gap: 1 }, [...nodes, rest !== '' && text(rest)])
  })
}

const documents = new Recent<StackNode>(2_000_000)
const remembered = new Recent<Node>(1_000_000)

const none = {}

/** Numbers for references, since their addresses may be long: by what they are, and by the object that has them. */
const references = new Recent<number>(1_000_000)
const numbers = new WeakMap<object, number>()
let last = 0

function numberOfReferences(links: string): number {
  return references.get(links, () => ++last)
}

function numberOf(definitions: object): number {
  const known = numbers.get(definitions) ?? numberOfReferences(JSON.stringify(definitions))
  numbers.set(definitions, known)
  return known
}

function isShown({ type }: Token): boolean {
  return type !== 'space' && type !== 'def' && type !== 'checkbox'
}

interface Options extends InlineOptions {
  /** Whether more is coming. */
  readonly open: boolean
}

/** A block of a document, which is the same node as long as the document around it changes elsewhere. */
function blockNode(raw: string, links: Links, references: number, options: Options): Node {
  const key = `${raw.includes('[') ? references : ''} ${options.addresses} ${options.open}`
  return remembered.get(`${key}\0${raw}`, () => {
    const nodes = blockNodes(lexBlock(raw, links), undefined, 0, options)
    return nodes.length === 1 ? nodes[0]! : column({ gap: 1 }, nodes)
  })
}

/** Blocks below each other. `style` is that of the text around them, and `level` counts lists around them. */
function blockNodes(
  tokens: readonly Token[],
  style: Style | undefined,
  level: number,
  options: Options,
): Node[] {
  const shown = tokens.filter(isShown)
  return shown.map((token, index) => {
    const open = options.open && index === shown.length - 1
    return nodeOf(token as MarkedToken, style, level, open ? options : { ...options, open: false })
  })
}

function nodeOf(token: MarkedToken, style: Style | undefined, level: number, options: Options): Node {
  switch (token.type) {
    case 'heading':
      return heading(token.depth, token.tokens, options)
    case 'code':
      return codeBlock(token, options)
    case 'hr':
      return rule({ color: 'border' })
    case 'blockquote':
      return row({ gap: 1 }, [
        rule({ vertical: true, color: 'faint' }),
        column({ gap: 1, grow: 1 }, blockNodes(token.tokens, over(style, quoted), level, options)),
      ])
    case 'list':
      return listNode(token, style, level, options)
    case 'table': {
      const spans = ({ tokens }: { readonly tokens: readonly Token[] }) => inlineSpans(tokens, style, options)
      return tableNode({
        align: token.align,
        header: token.header.map(spans),
        rows: token.rows.map((cells) => cells.map(spans)),
      })
    }
    case 'html':
      return text(token.raw.trimEnd(), { color: 'muted' })
    default:
      return withSpans(inlineSpans([token], style, options))
  }
}

const quoted: Style = { color: 'muted', italic: true }

/** Of six levels, the first is a badge, the second has a color, and the others are bold. */
function heading(depth: number, tokens: readonly Token[], options: Options): Node {
  if (depth > 1)
    return headingText(tokens, { bold: true, ...(depth === 2 ? { color: 'accent' } : {}) }, options)
  const title = inlineSpans(tokens, undefined, options).map(({ text, style }) => ({
    text,
    // No color but that of the badge can be read on it.
    style: style && { ...style, color: undefined, background: undefined },
  }))
  return row([row({ padding: [0, 1], background: 'accent', bold: true }, [withSpans(title)])])
}

function headingText(tokens: readonly Token[], style: Style, options: Options): TextNode {
  return withSpans(inlineSpans(tokens, undefined, options), style)
}

function codeBlock(
  { raw, text: source, lang, codeBlockStyle }: Extract<MarkedToken, { type: 'code' }>,
  options: Options,
): Node {
  const language = decoded(lang ?? '')
    .trim()
    .split(/\s/)[0]
  const isFenced = codeBlockStyle === undefined
  return code(source, {
    language: language === '' ? undefined : language,
    open: options.open && isFenced && !isClosed(raw),
  })
}

/** Whether a code has the fence at its end (CommonMark 4.5). */
function isClosed(raw: string): boolean {
  const [, fence] = /^ {0,3}(`{3,}|~{3,})/.exec(raw) ?? []
  const last = /\n {0,3}(`{3,}|~{3,})[ \t]*\n*$/.exec(raw)?.[1]
  return fence !== undefined && last !== undefined && last.startsWith(fence)
}

function listNode(
  { items, ordered, start, loose }: Extract<MarkedToken, { type: 'list' }>,
  style: Style | undefined,
  level: number,
  options: Options,
): Node {
  const first = start === '' ? 1 : start
  const width = String(first + items.length - 1).length + 1
  const rows = items.map((item, index) => {
    const own = item.task && item.checked === true ? over(style, done) : style
    const isLast = index === items.length - 1
    const marker = item.task
      ? taskMark(item.checked === true)
      : ordered
        ? text(`${first + index}.`, { color: 'accent', align: 'right', width })
        : mark(level % 2 === 0 ? 'bullet' : 'subBullet', { color: 'accent' })
    const inside = blockNodes(item.tokens, own, level + 1, isLast ? options : { ...options, open: false })
    return row({ gap: 1 }, [marker, column({ gap: loose ? 1 : 0, grow: 1 }, inside)])
  })
  return column({ gap: loose ? 1 : 0, padding: [0, 0, 0, level === 0 ? 1 : 0] }, rows)
}

const done: Style = { color: 'muted' }

function taskMark(isDone: boolean): TextNode {
  return isDone ? mark('done', { color: 'success' }) : mark('unchecked', { color: 'muted' })
}
