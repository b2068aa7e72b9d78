/** A line longer than this, in UTF-16 units, is passed on in parts: a stream without line ends must not fill memory. */
const LONGEST_LINE = 1_048_576

/**
 * Cuts a stream of bytes into lines of text. Characters and line ends may be split across chunks; bytes that are not
 * UTF-8 become U+FFFD. A line ends in LF or CR LF; of what was written over by CR alone, as progress bars do, the last is
 * kept.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #emit: (line: string) => void
  #rest = ''

  constructor(emit: (line: string) => void) {
    this.#emit = emit
  }

  push(chunk: Uint8Array): void {
    this.#take(this.#decoder.decode(chunk, { stream: true }))
  }

  /** What stands after the last line end so far. */
  get unfinished(): string {
    return lastWritten(this.#rest)
  }

  /** The stream is over: what stands after the last line end is a line too. */
  end(): void {
    this.#take(this.#decoder.decode())
    if (this.#rest !== '') this.#emit(this.unfinished)
    this.#rest = ''
  }

  #take(text: string): void {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      const line = this.#rest + text.slice(start, end)
      this.#rest = ''
      this.#emit(lastWritten(line))
      start = end + 1
    }
    const more = text.slice(start)
    // To look through all of it for each chunk would take ever longer.
    const isOverwritten = more.includes('\r') || this.#rest.endsWith('\r')
    this.#rest = isOverwritten ? withoutOverwritten(this.#rest + more) : this.#rest + more
    while (this.#rest.length > LONGEST_LINE) {
      // Not between the halves of a surrogate pair.
      const end = LONGEST_LINE - (/[\ud800-\udbff]/.test(this.#rest[LONGEST_LINE - 1]!) ? 1 : 0)
      this.#emit(this.#rest.slice(0, end))
      this.#rest = this.#rest.slice(end)
    }
  }
}

function lastWritten(line: string): string {
  return withoutOverwritten(line).replaceAll('\r', '')
}

/** A CR at the end has written over nothing yet: LF may follow. */
function withoutOverwritten(line: string): string {
  if (!line.includes('\r')) return line
  let end = line.length
  while (line[end - 1] === '\r') end--
  return line.slice(line.lastIndexOf('\r', end - 1) + 1)
}
