import type { PortListener, TerminalPort } from '../terminal/port.ts'

/** A terminal in memory: it keeps the bytes that it is sent, and sends those that a test puts in. */
export class MemoryTerminal implements TerminalPort {
  columns: number
  rows: number
  readonly hasKeys = true
  /** Everything that was written. */
  written = ''
  #listener: PortListener | undefined
  #stalled = false
  #waiting = ''

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
  }

  /** Whether it is in raw mode and its keys are read. */
  get isOpen(): boolean {
    return this.#listener !== undefined
  }

  get behind(): boolean {
    return this.#waiting !== ''
  }

  open(listener: PortListener): void {
    this.#listener = listener
  }

  close(): void {
    this.#listener = undefined
  }

  write(bytes: string): void {
    if (this.#stalled) this.#waiting += bytes
    else {
      this.written += bytes
      // As a plain VT220 it answers "Primary Device Attributes" (ECMA-48 DA), and nothing else.
      if (bytes.includes('\x1b[c')) this.send('\x1b[?62c')
    }
  }

  writeNow(bytes: string): void {
    this.written += this.#waiting + bytes
    this.#waiting = ''
  }

  /** Sends bytes to the app, as a keyboard would. */
  send(bytes: string | Uint8Array): void {
    this.#listener?.bytes(Buffer.from(bytes as string))
  }

  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
    this.#listener?.resized()
  }

  /** The line is cut. */
  hangUp(): void {
    this.#listener?.gone()
  }

  /** Takes no more bytes, until told otherwise. */
  stall(): void {
    this.#stalled = true
  }

  resume(): void {
    this.#stalled = false
    this.writeNow('')
    this.#listener?.drained()
  }
}
