import { TextDecoder } from 'node:util'
import { isRewritten, lastState, MAX_SEQUENCE_LENGTH, WrittenLine } from './written-line.ts'

/** A longer line, in UTF-16 units, is passed on in parts, so a stream without line ends can't fill memory. */
const MAX_LINE_LENGTH = 1_048_576

const NONE = new Uint8Array()

/**
 * Splits a stream of bytes into lines of text. Characters, sequences and line ends may be split across chunks. The text is
 * UTF-8, or UTF-16 if it begins with the byte order mark of that; the mark isn't part of line 1. Bytes that aren't UTF-8 become
 * U+FFFD. A line ends in LF or CR LF. If a program wrote over a line, as progress bars do, only its last
 * state counts.
 */
export class LineSplitter {
  #decoder: TextDecoder | undefined
  /** The first byte, while it may be the half of a mark. */
  #held: Uint8Array = NONE
  readonly #emit: (line: string) => void
  readonly #maxLength: number
  /** The text after the last line end. Once that was written over, a WrittenLine. */
  #rest = ''
  #rewritten: WrittenLine | undefined

  constructor(emit: (line: string) => void, maxLength = MAX_LINE_LENGTH) {
    this.#emit = emit
    this.#maxLength = maxLength
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk
    this.#held = NONE
    if (this.#decoder === undefined && isHalfMark(bytes)) this.#held = Uint8Array.from(bytes)
    else this.pushText(this.#decode(bytes))
  }

  pushText(text: string): void {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#emit(this.#finish(text.slice(start, end)))
      start = end + 1
    }
    this.#write(text.slice(start))
  }

  /** The text after the last line end so far. */
  get unfinished(): string {
    return this.#rewritten?.text ?? this.#rest
  }

  /** Ends the stream. Text after the last line end is a line, too. */
  end(): void {
    this.pushText(this.#decode(this.#held) + this.#decode())
    this.#held = NONE
    const last = this.#finish('')
    if (last !== '') this.#emit(last)
  }

  /** Decodes more bytes; without any, the end. */
  #decode(bytes?: Uint8Array): string {
    this.#decoder ??= new TextDecoder(encodingOf(bytes))
    return this.#decoder.decode(bytes, { stream: bytes !== undefined })
  }

  /** The state of the line, with the last text written on it. */
  #finish(text: string): string {
    const { unfinished } = this
    const rewritten = this.#rewritten
    this.#rest = ''
    this.#rewritten = undefined
    if (rewritten === undefined) return lastState(unfinished + text)
    rewritten.write(text)
    return rewritten.end()
  }

  #write(text: string): void {
    if (this.#rewritten !== undefined) this.#rewritten.write(text)
    else if (isRewritten(this.#rest.slice(-MAX_SEQUENCE_LENGTH) + text)) {
      this.#rewritten = new WrittenLine()
      this.#rewritten.write(this.#rest + text)
      this.#rest = ''
    } else this.#rest += text
    this.#bound()
  }

  #bound(): void {
    if ((this.#rewritten?.columns ?? 0) > this.#maxLength) this.#emit(this.#finish(''))
    while (this.#rest.length > this.#maxLength) {
      // Not between the halves of a surrogate pair.
      const end = this.#maxLength - (/[\ud800-\udbff]/.test(this.#rest[this.#maxLength - 1]!) ? 1 : 0)
      this.#emit(this.#rest.slice(0, end))
      this.#rest = this.#rest.slice(end)
    }
  }
}

/** Encoding Standard, 6.1 (BOM sniff). The decoder itself leaves the mark out. */
function encodingOf([first, second]: Uint8Array = NONE): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

function isHalfMark({ length, 0: first }: Uint8Array): boolean {
  return length === 0 || (length === 1 && (first === 0xff || first === 0xfe))
}
