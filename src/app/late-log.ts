import { format } from 'node:util'

const MOST_LINES = 1_000

/** Keeps what is logged while the screen is in use, and gives it back in order when it no longer is. */
export class LateLog {
  readonly #lines: string[] = []
  #dropped = 0

  readonly log = (...args: unknown[]): void => {
    if (this.#lines.push(format(...args)) > MOST_LINES) {
      this.#lines.shift()
      this.#dropped++
    }
  }

  take(): string {
    const lines = this.#lines.splice(0)
    if (this.#dropped > 0) lines.unshift(`… ${this.#dropped} earlier log lines were dropped`)
    this.#dropped = 0
    return lines.map((line) => `${line}\n`).join('')
  }
}
