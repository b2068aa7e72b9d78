import { lastState, shorten, unfinishedSequence } from './written-line.ts'

/** A line longer than this, in UTF-16 units, is passed on in parts: a stream without line ends must not fill memory. */
const MAX_LINE_LENGTH = 1_048_576

/** What is written on one line may be this long before what was written over is left out of it. */
const MAX_REWRITTEN_LENGTH = 4_096

/**
 * Cuts a stream of bytes into lines of text. Characters, sequences and line ends may be split across chunks; bytes that are
 * not UTF-8 become U+FFFD. A line ends in LF or CR LF; it is what it shows after all that was written over, as progress
 * bars do.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #emit: (line: string) => void
  readonly #maxLength: number
  #rest = ''
  #limit = MAX_REWRITTEN_LENGTH

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
      this.#emit(lastState(this.#rest + text.slice(start, end)))
      this.#rest = ''
      this.#limit = MAX_REWRITTEN_LENGTH
      start = end + 1
    }
    this.#rest += text.slice(start)
    this.#bound()
  }

  /** What stands after the last line end so far. */
  get unfinished(): string {
    return lastState(this.#rest.replace(unfinishedSequence, ''))
  }

  /** The stream is over: what stands after the last line end is a line too. */
  end(): void {
    this.pushText(this.#decoder.decode())
    if (this.#rest !== '') this.#emit(lastState(this.#rest))
    this.#rest = ''
  }

  #bound(): void {
    if (this.#rest.length <= this.#limit) return
    this.#rest = shorten(this.#rest)
    // To look through all of it for each chunk would take ever longer.
    this.#limit = Math.min(this.#maxLength, Math.max(MAX_REWRITTEN_LENGTH, 2 * this.#rest.length))
    while (this.#rest.length > this.#maxLength) {
      // Not between the halves of a surrogate pair.
      const end = this.#maxLength - (/[\ud800-\udbff]/.test(this.#rest[this.#maxLength - 1]!) ? 1 : 0)
      this.#emit(lastState(this.#rest.slice(0, end)))
      this.#rest = this.#rest.slice(end)
    }
  }
}
