/** A line of a stream, and which stream it came from. */
export interface Line<Source extends string = string> {
  readonly text: string
  readonly source: Source
}

/**
 * The last lines of a stream: up to `capacity` of them; older ones give way and are counted. It is filled in place, so
 * that ten thousand lines a second cost no more than their own size: a snapshot that holds one also holds a number that
 * goes up when it has changed.
 */
export class LineRing<Source extends string = string> {
  readonly capacity: number
  readonly #lines: Line<Source>[] = []
  /** Where the oldest line is. */
  #start = 0
  /** Lines that have given way. */
  dropped = 0

  constructor(capacity: number) {
    this.capacity = capacity
  }

  get length(): number {
    return this.#lines.length
  }

  push(line: Line<Source>): void {
    if (this.#lines.length < this.capacity) {
      this.#lines.push(line)
      return
    }
    this.#lines[this.#start] = line
    this.#start = (this.#start + 1) % this.capacity
    this.dropped++
  }

  /** The line at an index from the oldest, or from the newest where it is negative. */
  at(index: number): Line<Source> | undefined {
    const from = index < 0 ? index + this.#lines.length : index
    return from < 0 || from >= this.#lines.length
      ? undefined
      : this.#lines[(this.#start + from) % this.#lines.length]
  }

  /** For tools that show a snapshot. */
  toJSON(): unknown {
    return { length: this.length, dropped: this.dropped, last: this.at(-1)?.text }
  }
}
