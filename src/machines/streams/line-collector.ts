import { LineSplitter } from './line-splitter.ts'

/** Splits the chunks of a stream into lines. Each chunk returns the lines that end in it. */
export class LineCollector {
  #lines: string[] = []
  readonly #splitter = new LineSplitter((line) => this.#lines.push(line))

  push(chunk: Uint8Array): readonly string[] {
    this.#splitter.push(chunk)
    return this.#take()
  }

  /** Ends the stream. Text after the last line end is a line, too. */
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
