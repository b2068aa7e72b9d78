import { keepAsJson } from '../kit/kept-values.ts'

/*
 * The text of an editor: lines in chunks. A text is a value. A change makes a new text that shares all chunks but those that it
 * touches, so a key costs the same in a text of ten lines and of a hundred thousand.
 */

/** A place in a text: between two grapheme clusters of a line. */
export interface TextPlace {
  /** The index of the line. */
  readonly line: number
  /** How many UTF-16 units of the line are before it. */
  readonly at: number
}

/** A line without its line feed. What is computed of a line is kept by its identity. */
export interface TextLine {
  /** What stands in it. */
  readonly text: string
}

/** Lines that follow each other. */
export interface TextChunk {
  /** The lines. */
  readonly lines: readonly TextLine[]
  /** The length of its lines with their line feeds, in UTF-16 units. */
  readonly length: number
}

/** The most lines of a chunk. A chunk with less than a quarter of them is joined with the next one that changes. */
const MAX_LINES = 128
const MIN_LINES = MAX_LINES / 4

/** A text in lines. */
export class EditedText {
  /** The lines, in chunks: texts share those that are the same. */
  readonly chunks: readonly TextChunk[]
  /** How many lines it has: at least one. */
  readonly lineCount: number
  /** Its length in UTF-16 units. */
  readonly length: number
  #text: string | undefined

  private constructor(chunks: readonly TextChunk[]) {
    let [lineCount, length] = [0, -1]
    for (const chunk of chunks) {
      lineCount += chunk.lines.length
      length += chunk.length
    }
    this.chunks = chunks
    this.lineCount = lineCount
    this.length = length
  }

  /** A text of a string. */
  static from(text: string): EditedText {
    return new EditedText(chunksOf(linesOf(text)))
  }

  /** The whole text. It is put together when it's asked for, and then kept. */
  toString(): string {
    return (this.#text ??= this.chunks.map(({ lines }) => lines.map(textOf).join('\n')).join('\n'))
  }

  /** The string. */
  toJSON(): string {
    return this.toString()
  }

  /** The line at an index. */
  line(index: number): TextLine {
    const [chunk, first] = this.#find(index)
    return this.chunks[chunk]!.lines[index - first]!
  }

  /** The text of a line. */
  lineText(index: number): string {
    return this.line(index).text
  }

  /** The place after the last character. */
  get end(): TextPlace {
    const line = this.lineCount - 1
    return { line, at: this.lineText(line).length }
  }

  /** The text between two places. */
  slice(from: TextPlace, to: TextPlace): string {
    if (from.line === to.line) return this.lineText(from.line).slice(from.at, to.at)
    const parts = [this.lineText(from.line).slice(from.at)]
    for (const { text } of this.linesIn(from.line + 1, to.line)) parts.push(text)
    parts.push(this.lineText(to.line).slice(0, to.at))
    return parts.join('\n')
  }

  /** The lines from one index to before another. */
  *linesIn(from: number, to: number): Generator<TextLine> {
    let first = 0
    for (const { lines } of this.chunks) {
      if (first >= to) return
      const end = first + lines.length
      if (end > from) yield* lines.slice(Math.max(0, from - first), to - first)
      first = end
    }
  }

  /** The text with other text between two places. */
  replace(from: TextPlace, to: TextPlace, inserted: string): EditedText {
    const before = this.lineText(from.line).slice(0, from.at)
    const after = this.lineText(to.line).slice(to.at)
    const lines = linesOf(before + inserted + after)
    const [first, start] = this.#find(from.line)
    const [last, lastStart] = this.#find(to.line)
    const head = this.chunks[first]!.lines.slice(0, from.line - start)
    const tail = this.chunks[last]!.lines.slice(to.line - lastStart + 1)
    const [all, until] = this.#joined(head.concat(lines, tail), last + 1)
    return new EditedText([...this.chunks.slice(0, first), ...chunksOf(all), ...this.chunks.slice(until)])
  }

  /** The lines, and those of the next chunk too if they are few; and which chunk comes then. */
  #joined(lines: readonly TextLine[], next: number): [lines: readonly TextLine[], next: number] {
    const chunk = this.chunks[next]
    return lines.length < MIN_LINES && chunk ? [lines.concat(chunk.lines), next + 1] : [lines, next]
  }

  /** The chunk of a line, and the index of that chunk's first line. */
  #find(line: number): [chunk: number, first: number] {
    let first = 0
    for (let chunk = 0; chunk < this.chunks.length; chunk++) {
      const count = this.chunks[chunk]!.lines.length
      if (line < first + count) return [chunk, first]
      first += count
    }
    throw new RangeError(`EditedText: there is no line ${line}, only ${this.lineCount}`)
  }
}

/** The place after a text that begins at a place. */
export function afterText({ line, at }: TextPlace, text: string): TextPlace {
  const last = text.lastIndexOf('\n')
  if (last === -1) return { line, at: at + text.length }
  let feeds = 0
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) feeds++
  return { line: line + feeds, at: text.length - last - 1 }
}

/** Which of two places comes first: negative, 0 or positive. */
export function compare(a: TextPlace, b: TextPlace): number {
  return a.line - b.line || a.at - b.at
}

/** Two places in order. */
export function ordered(a: TextPlace, b: TextPlace): readonly [from: TextPlace, to: TextPlace] {
  return compare(a, b) <= 0 ? [a, b] : [b, a]
}

function textOf({ text }: TextLine): string {
  return text
}

function linesOf(text: string): TextLine[] {
  return text.split('\n').map((line) => ({ text: line }))
}

function chunksOf(lines: readonly TextLine[]): TextChunk[] {
  const chunks: TextChunk[] = []
  for (let at = 0; at < lines.length; at += MAX_LINES) {
    const part = lines.slice(at, at + MAX_LINES)
    chunks.push({ lines: part, length: part.reduce((sum, { text }) => sum + text.length + 1, 0) })
  }
  return chunks
}

keepAsJson(EditedText)
