import { LineSplitter } from './line-splitter.ts'

/** Makes lines of the chunks of a stream: each chunk returns the lines that end in it. */
export class LineCollector {
  #lines: string[] = []
  readonly #splitter = new LineSplitter((line) => this.#lines.push(line))

  push(chunk: Uint8Array): readonly string[] {
    this.#splitter.push(chunk)
    return this.#take()
  }

  /** The stream is over: what stands after the last line end is a line too. */
  end(): readonly string[] {
    this.#splitter.end()
    return this.#take()
  }

  #take(): readonly string[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }
}
