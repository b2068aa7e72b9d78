import type { Json } from './codec.ts'
import type { TraceSink } from './trace-file.ts'

/** The default of `maxBytes`. */
const MAX_BYTES = 50_000_000

/** The default of `maxTime`, in ms. */
const MAX_TIME = 3_600_000

export interface TraceWriterDeps {
  readonly sink: TraceSink
  readonly maxBytes: number | undefined
  readonly maxTime: number | undefined
  /** The time since the start, in ms, and how many timers have fired. */
  readonly at: () => readonly [elapsed: number, fired: number]
}

/** Writes the entries of a trace, until it has its size or its time. */
export class TraceWriter {
  /** Nothing is written any more. */
  isOver = false
  readonly #deps: TraceWriterDeps
  #bytes = 0

  constructor(deps: TraceWriterDeps) {
    this.#deps = deps
  }

  write(entry: readonly Json[]): void {
    if (this.isOver) return
    const { maxBytes = MAX_BYTES, maxTime = MAX_TIME, sink, at } = this.#deps
    const line = lineOf(entry)
    this.#bytes += line.length
    if (this.#bytes > maxBytes) this.end('maxBytes')
    else if (at()[0] > maxTime) this.end('maxTime')
    else sink.write(line)
  }

  end(why: string): void {
    if (this.isOver) return
    this.isOver = true
    this.#deps.sink.write(lineOf(['end', ...this.#deps.at(), why]))
    this.#deps.sink.close()
  }
}

/** As bytes at once: one character that isn't Latin makes a string that it's added to twice as long, and slow to encode. */
function lineOf(entry: readonly Json[]): Buffer {
  return Buffer.from(`${JSON.stringify(entry)}\n`)
}
