import { writeBytes, type PortListener, type TerminalPort } from '../terminal/port.ts'
import type { Json } from './codec.ts'

export interface RecordedPortDeps {
  /** The terminal tells something: `work` is what the app does then. */
  readonly enter: (kind: string, data: () => readonly Json[], work: () => void) => void
  readonly note: (entry: readonly Json[]) => void
  /** Whether the app asks, and not the terminal itself. */
  readonly isPure: () => boolean
  /** How many timers have fired. */
  readonly fired: () => number
}

/** A terminal's port whose news are recorded, except its bytes: what they mean is recorded. */
export class RecordedPort implements TerminalPort {
  readonly #port: TerminalPort
  readonly #deps: RecordedPortDeps
  #opened = 0
  /** How many times it was written to. */
  writes = 0

  constructor(port: TerminalPort, deps: RecordedPortDeps) {
    this.#port = port
    this.#deps = deps
  }

  get columns(): number {
    return this.#port.columns
  }

  get rows(): number {
    return this.#port.rows
  }

  get hasKeys(): boolean {
    return this.#port.hasKeys
  }

  get behind(): boolean {
    const { behind } = this.#port
    if (behind && this.#deps.isPure()) this.#deps.note(['behind', this.#deps.fired()])
    return behind
  }

  open(listener: PortListener): void {
    const { enter, note } = this.#deps
    note(['opened', this.#opened++, this.columns, this.rows])
    this.#port.open({
      ...listener,
      resized: () => enter('resize', () => [this.columns, this.rows], listener.resized),
      drained: () => enter('drained', () => [], listener.drained),
      gone: (error) =>
        enter(
          'gone',
          () => [],
          () => listener.gone(error),
        ),
    })
  }

  close(): void {
    this.#port.close()
  }

  release(): void {
    this.#port.release?.()
  }

  write(bytes: string): void {
    this.writes++
    this.#port.write(bytes)
  }

  writeBytes(bytes: Uint8Array): void {
    this.writes++
    writeBytes(this.#port, bytes)
  }

  writeNow(bytes: string): void {
    this.writes++
    this.#port.writeNow(bytes)
  }

  protect(restoring: string): void {
    this.#port.protect?.(restoring)
  }

  giveBack(bytes: Uint8Array): void {
    this.#port.giveBack?.(bytes)
  }
}
