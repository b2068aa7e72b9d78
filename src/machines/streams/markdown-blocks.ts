import { Lexer } from 'marked'

/*
 * Cuts Markdown into blocks while it comes. A block is finished as soon as another has begun after it, since then no later
 * line can change it: not a list that turns loose, not a heading that is underlined, not a table whose second row makes it
 * one. Only whole lines count, so the blocks don't depend on how the text was cut into pieces.
 */

/** The addresses of references, by their labels in lower case: `{ guide: { href: 'https://actty.dev' } }`. */
export type MarkdownDefinitions = Readonly<
  Record<string, { readonly href: string; readonly title?: string | null | undefined }>
>

/** A block of Markdown that no later text can change. It is always the same object. */
export interface MarkdownBlock {
  /** The Markdown of the block. */
  readonly source: string
  /** The references that were defined when it was finished. */
  readonly definitions: MarkdownDefinitions
}

/** A document that is still coming, apart from what is finished. */
export interface OpenMarkdown {
  /** What may still change: the last block, and all after it. */
  readonly tail: string
  /** The references that were defined so far. */
  readonly definitions: MarkdownDefinitions
  /** Where the last line of the tail begins. */
  readonly lineStart: number
  /** How long the tail has to be before it's worth looking for finished blocks again. */
  readonly nextCheck: number
  /** The fence that the tail begins with, while it is open. */
  readonly fence: string | undefined
  /** Whether the text so far ends with CR, which may be the first half of a line end. */
  readonly endsInCr: boolean
}

export const noMarkdown: OpenMarkdown = {
  tail: '',
  definitions: {},
  lineStart: 0,
  nextCheck: 0,
  fence: undefined,
  endsInCr: false,
}

/**
 * A longer block, in UTF-16 units, is finished at the end of its line, and goes on as another: so a text without end takes
 * bounded memory, and the tail can be shown within a frame.
 */
const MAX_TAIL = 8_192
const MIN_GROWTH = 64

/** The document after more text, and the blocks that were finished by it. */
export function withPiece(
  document: OpenMarkdown,
  piece: string,
): readonly [OpenMarkdown, readonly MarkdownBlock[]] {
  const cutter = new Cutter(document)
  cutter.push(piece)
  return [cutter.document, cutter.finished]
}

/** The last blocks of a document that ends here. */
export function lastBlocks(document: OpenMarkdown): readonly MarkdownBlock[] {
  const cutter = new Cutter(document)
  cutter.end()
  return cutter.finished
}

class Cutter {
  readonly finished: MarkdownBlock[] = []
  #tail: string
  #definitions: MarkdownDefinitions
  #lineStart: number
  #nextCheck: number
  #fence: string | undefined
  #endsInCr: boolean

  constructor({ tail, definitions, lineStart, nextCheck, fence, endsInCr }: OpenMarkdown) {
    this.#tail = tail
    this.#definitions = definitions
    this.#lineStart = lineStart
    this.#nextCheck = nextCheck
    this.#fence = fence
    this.#endsInCr = endsInCr
  }

  get document(): OpenMarkdown {
    return {
      tail: this.#tail,
      definitions: this.#definitions,
      lineStart: this.#lineStart,
      nextCheck: this.#nextCheck,
      fence: this.#fence,
      endsInCr: this.#endsInCr,
    }
  }

  /** Takes text. CR and CR LF are line ends, too. */
  push(piece: string): void {
    const text = this.#endsInCr && piece.startsWith('\n') ? piece.slice(1) : piece
    if (piece !== '') this.#endsInCr = piece.endsWith('\r')
    const lines = text.replace(/\r\n?/g, '\n').split('\n')
    lines.forEach((line, index) => {
      this.#add(line)
      if (index < lines.length - 1) this.#endLine('\n')
    })
  }

  /** The rest of a line that is too long is another. */
  #add(text: string): void {
    let rest = text
    for (;;) {
      const left = MAX_TAIL - (this.#tail.length - this.#lineStart)
      // Not between the halves of a surrogate pair.
      const room = left - (/[\ud800-\udbff]/.test(rest.charAt(left - 1)) ? 1 : 0)
      this.#tail += rest.slice(0, room)
      if (rest.length < room) return
      rest = rest.slice(room)
      this.#endLine('')
    }
  }

  end(): void {
    if (this.#fence === undefined) this.#finish(this.#blocks(this.#tail))
    else this.#finish([{ source: this.#tail, isShown: true }])
  }

  /** A line is whole: `lineEnd`, or nothing if it was cut, is added to it. */
  #endLine(lineEnd: string): void {
    this.#tail += lineEnd
    const line = this.#tail.slice(this.#lineStart)
    this.#lineStart = this.#tail.length
    if (this.#fence !== undefined) this.#endFencedLine(line, this.#fence)
    else if (this.#tail.length >= this.#nextCheck) this.#check()
    if (this.#tail.length >= MAX_TAIL) this.#cut()
  }

  /** The lines of a fence needn't be read: only its end matters. */
  #endFencedLine(line: string, fence: string): void {
    const [, closing = ''] = closingFence.exec(line) ?? []
    if (!closing.startsWith(fence)) return
    this.#finish([{ source: this.#tail, isShown: true }])
    this.#open('')
  }

  /** Finishes all blocks but the last one, and what comes after that. */
  #check(): void {
    const blocks = this.#blocks(this.#tail)
    const last = blocks.pop()
    this.#finish(blocks)
    this.#open(last?.source ?? '')
    if (last !== undefined) this.#fence = fenceOf(last.source)
  }

  #open(tail: string): void {
    this.#tail = tail
    this.#lineStart = tail.length
    this.#fence = undefined
    // A tail is read again when it has grown by half, so that all text is read about three times.
    this.#nextCheck = tail.length + Math.max(MIN_GROWTH, tail.length / 2)
  }

  /** A fence that is cut goes on behind another of its kind. */
  #cut(): void {
    const fence = this.#fence
    const first = fence === undefined ? '' : this.#tail.slice(0, this.#tail.indexOf('\n') + 1)
    this.#finish([{ source: this.#tail, isShown: this.#tail.trim() !== '' }])
    this.#open(first.length < MAX_TAIL / 2 ? first : `${fence ?? ''}\n`)
    this.#fence = fence
  }

  #finish(blocks: readonly Cut[]): void {
    for (const { source, isShown } of blocks)
      if (isShown) this.finished.push({ source, definitions: this.#definitions })
  }

  /** The blocks in a text, and what is between them. Keeps the references that are defined in it. */
  #blocks(text: string): Cut[] {
    const lexer = new Lexer({ gfm: true })
    const tokens = lexer.blockTokens(shallow(text), lexer.tokens)
    this.#definitions = withDefinitions(this.#definitions, lexer.tokens.links)
    const blocks: Cut[] = []
    let at = 0
    for (const { type, raw } of tokens) {
      blocks.push({ source: text.slice(at, at + raw.length), isShown: type !== 'space' && type !== 'def' })
      at += raw.length
    }
    // The last block may go on after blank lines.
    const blank = tokens.at(-1)?.type === 'space' && blocks.length > 1 ? blocks.pop()! : undefined
    const last = blocks.pop() ?? { source: '', isShown: true }
    blocks.push({ ...last, source: last.source + (blank?.source ?? '') + text.slice(at) })
    return blocks
  }
}

/** A part of a document: a block, or blank lines or the definition of a reference. */
interface Cut {
  readonly source: string
  readonly isShown: boolean
}

const closingFence = /^ {0,3}(`{3,}|~{3,})[ \t]*\n?$/

/** The fence that a block begins with, if the block isn't closed yet (CommonMark 4.5). */
function fenceOf(block: string): string | undefined {
  const [first = '', ...rest] = block.split('\n')
  const [, fence] = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(first) ?? []
  if (fence === undefined) return undefined
  return rest.some((line) => closingFence.exec(line)?.[1]?.startsWith(fence)) ? undefined : fence
}

/** As deep as a reader can follow. What stands deeper isn't read, since a hostile text could go on for ever. */
const MAX_DEPTH = 16
const deep = new RegExp(
  `^((?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${MAX_DEPTH}}[ \\t]*)[->+*\\d]`,
  'gm',
)

/** The same text, of the same length, without quotes and lists that are too deep. */
function shallow(text: string): string {
  return text.replace(deep, '$1x')
}

/** A document doesn't need more references, nor longer addresses. */
const MAX_DEFINITIONS = 1_000
const MAX_ADDRESS_LENGTH = 2_048

/** The first definition of a label counts (CommonMark 4.7). */
function withDefinitions(known: MarkdownDefinitions, found: MarkdownDefinitions): MarkdownDefinitions {
  const more = Object.entries(found).filter(
    ([label, { href }]) => !Object.hasOwn(known, label) && label.length + href.length <= MAX_ADDRESS_LENGTH,
  )
  if (more.length === 0) return known
  const all = [...Object.entries(known), ...more].slice(0, MAX_DEFINITIONS)
  return Object.fromEntries(all.map(([label, { href }]) => [label, { href }]))
}
