import { isRewritten, lastState, MAX_SEQUENCE_LENGTH, WrittenLine } from './written-line.ts'

/** A longer line, in UTF-16 units, is passed on in parts, so a stream without line ends can't fill memory. */
const MAX_LINE_LENGTH = 1_048_576

/**
 * Splits a stream of bytes into lines of text. Characters, sequences and line ends may be split across chunks. Bytes that
 * aren't UTF-8 become U+FFFD. A line ends in LF or CR LF. If a program wrote over a line, as progress bars do, only its last
 * state counts.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
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
    this.pushText(this.#decoder.decode(chunk, { stream: true }))
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
    this.pushText(this.#decoder.decode())
    const last = this.#finish('')
    if (last !== '') this.#emit(last)
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
