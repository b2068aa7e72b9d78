/** What a terminal's port reports. */
export interface PortListener {
  /** Bytes came from the keyboard. */
  readonly bytes: (chunk: Uint8Array) => void
  /** The terminal has another size. */
  readonly resized: () => void
  /** The terminal has taken all that was written. */
  readonly drained: () => void
  /** The other end is gone: the terminal was closed, or a pipe. */
  readonly gone: (error?: Error) => void
}

/** Queues bytes on a port that may take only strings. */
export function writeBytes(port: TerminalPort, bytes: Uint8Array): void {
  if (port.writeBytes === undefined) port.write(Buffer.from(bytes).toString())
  else port.writeBytes(bytes)
}

/**
 * The engine's interface to a terminal: a real one (tty-port.ts) or one in memory (testing/memory-terminal.ts). It moves bytes without
 * knowing what they mean.
 */
export interface TerminalPort {
  /** The size in cells; 0 if the terminal doesn't say. */
  readonly columns: number
  /** The height of the terminal, in cells. */
  readonly rows: number
  /** Whether keys can come from here. */
  readonly hasKeys: boolean
  /** Whether written bytes still wait for the terminal. Then no frame is built. */
  readonly behind: boolean
  /** Switches raw mode on, and reports everything to `listener` until `close`. */
  open(listener: PortListener): void
  /** Switches raw mode off, and reports nothing more. It can be opened again. */
  close(): void
  /** Closes it for good: what reads the terminal's keys is as it was before the first `open`. Optional. */
  release?(): void
  /** Queues bytes, all of them or none, in order. */
  write(bytes: string): void
  /** The same for bytes that are the caller's again when this returns. Optional: without it, frames are written as strings. */
  writeBytes?(bytes: Uint8Array): void
  /**
   * Writes the queue and then these bytes before it returns, for a process that is about to end. It gives up after a bounded time,
   * because a terminal may take nothing.
   */
  writeNow(bytes: string): void
  /**
   * Sets the bytes that restore the terminal; '' if nothing has to be restored. A port that can write them after the process has died,
   * or when it closes before they were set to '', does so. Optional.
   */
  protect?(restoring: string): void
  /**
   * Takes back keys that were read and not used. The next reader of the terminal gets them first. Optional.
   */
  giveBack?(bytes: Uint8Array): void
}
