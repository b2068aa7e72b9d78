import type { PortListener, TerminalPort } from '../terminal/port.ts'

export interface ReplayedPortDeps {
  readonly hasKeys: boolean
  /** The sizes of the terminal, in the order in which it was opened. */
  readonly sizes: readonly (readonly [columns: number, rows: number])[]
  readonly isBehind: () => boolean
  /** It was written to, for the so-many-th time. */
  readonly wrote: (writes: number, bytes: string) => void
}

/** The terminal of a replay: it's as large and as slow as the recorded one was, and shows nothing. */
export class ReplayedPort implements TerminalPort {
  columns: number
  rows: number
  readonly hasKeys: boolean
  listener: PortListener | undefined
  readonly #deps: ReplayedPortDeps
  #opened = 0
  #writes = 0

  constructor(columns: number, rows: number, deps: ReplayedPortDeps) {
    this.columns = columns
    this.rows = rows
    this.hasKeys = deps.hasKeys
    this.#deps = deps
  }

  get behind(): boolean {
    return this.#deps.isBehind()
  }

  open(listener: PortListener): void {
    const [columns, rows] = this.#deps.sizes[this.#opened++] ?? [this.columns, this.rows]
    this.columns = columns
    this.rows = rows
    this.listener = listener
  }

  close(): void {
    this.listener = undefined
  }

  write(bytes: string): void {
    this.#deps.wrote(++this.#writes, bytes)
  }

  writeNow(bytes: string): void {
    this.write(bytes)
  }
}
