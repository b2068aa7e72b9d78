import { format } from 'node:util'
import { sanitize } from '../../render/text/sanitize.ts'

export type StandardStream = 'stdout' | 'stderr'

/** A line that was written while the screen was in use. */
export interface DeferredLine {
  readonly text: string
  readonly stream: StandardStream
}

const MAX_LINES = 65_536
/** In UTF-16 units, of all lines together and of one. */
const MAX_TEXT_LENGTH = 4_194_304
const MAX_LINE_LENGTH = 65_536

/** Keeps logged lines while the screen is in use, and returns them in order afterwards. */
export class DeferredLog {
  #lines: DeferredLine[] = []
  /** Where the oldest line is that is still kept. */
  #start = 0
  #size = 0
  #dropped = 0

  /** Takes what XState's `log` action logs. */
  readonly log = (...args: unknown[]): void => {
    for (const line of sanitize(format(...args)).split('\n')) this.add({ text: line, stream: 'stderr' })
  }

  /** Keeps a line; the oldest give way, and are counted. */
  readonly add = (line: DeferredLine): void => {
    const { length } = line.text
    const text =
      length > MAX_LINE_LENGTH ? `${line.text.slice(0, MAX_LINE_LENGTH)}… (${length} characters)` : line.text
    this.#lines.push({ text, stream: line.stream })
    this.#size += text.length
    while (this.#lines.length - this.#start > MAX_LINES || this.#size > MAX_TEXT_LENGTH) this.#drop()
  }

  take(): DeferredLine[] {
    const lines = this.#lines.slice(this.#start)
    const dropped = this.#dropped
    this.#lines = []
    this.#start = this.#size = this.#dropped = 0
    if (dropped > 0) lines.unshift({ text: `… ${dropped} earlier lines were dropped`, stream: 'stderr' })
    return lines
  }

  #drop(): void {
    this.#size -= this.#lines[this.#start]!.text.length
    this.#start++
    this.#dropped++
    if (this.#start < MAX_LINES) return
    this.#lines = this.#lines.slice(this.#start)
    this.#start = 0
  }
}
