import { closeSync, fchmodSync, fstatSync, openSync, write, writeSync } from 'node:fs'

/** Where the lines of a trace go. */
export interface TraceSink {
  /** A line, with its end. */
  write(line: Buffer): void
  /** All lines are there when it returns. */
  close(): void
}

/** How long a line may wait before it's written, in ms: so much of a trace is lost if the process is killed. */
const WRITE_INTERVAL = 80

/**
 * The file of a trace. Lines are collected, and written beside the app's own work. Each part has its place in the file, so a part whose
 * writing isn't known to have ended can be written once more when the process ends.
 */
export class TraceFile implements TraceSink {
  /** Why it couldn't be written. Nothing is written after that. */
  error: Error | undefined
  readonly #fd: number
  #lines: Buffer[] = []
  /** What is being written. */
  #part: Buffer | undefined
  #written = 0
  #timer: NodeJS.Timeout | undefined
  readonly #atExit = () => this.close()

  /** Throws an Error if the file can't be opened, or isn't a regular file. */
  constructor(path: string) {
    this.#fd = openSync(path, 'w', 0o600)
    if (!fstatSync(this.#fd).isFile()) {
      closeSync(this.#fd)
      throw new Error(`${path} can't hold a recording: it isn't a regular file`)
    }
    fchmodSync(this.#fd, 0o600) // it may have been there before
    process.on('exit', this.#atExit)
  }

  write(line: Buffer): void {
    this.#lines.push(line)
    this.#timer ??= setTimeout(() => this.#writePart(), WRITE_INTERVAL).unref()
  }

  close(): void {
    clearTimeout(this.#timer)
    process.off('exit', this.#atExit)
    if (this.#isClosed) return
    this.#isClosed = true
    const rest = Buffer.concat([this.#part ?? Buffer.alloc(0), ...this.#lines])
    try {
      for (let at = 0; at < rest.length && this.error === undefined;)
        at += writeSync(this.#fd, rest, at, rest.length - at, this.#written + at)
    } catch (error) {
      this.error = error as Error
    }
    if (this.#part === undefined) closeSync(this.#fd)
  }

  #isClosed = false

  #writePart(): void {
    this.#timer = undefined
    if (this.error !== undefined || this.#isClosed || this.#part !== undefined) return
    this.#part = Buffer.concat(this.#lines)
    this.#lines = []
    this.#writeFrom(this.#part, 0)
  }

  #writeFrom(part: Buffer, at: number): void {
    write(this.#fd, part, at, part.length - at, this.#written + at, (error, count) => {
      if (error !== null) this.error = error
      else if (at + count < part.length && !this.#isClosed) return this.#writeFrom(part, at + count)
      this.#part = undefined
      if (this.#isClosed) return closeSync(this.#fd)
      this.#written += part.length
      if (this.#lines.length > 0) this.#timer ??= setTimeout(() => this.#writePart(), WRITE_INTERVAL).unref()
    })
  }
}
