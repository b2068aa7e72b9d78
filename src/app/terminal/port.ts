/** What happens at a terminal, as its port tells it. */
export interface PortListener {
  readonly bytes: (chunk: Uint8Array) => void
  readonly resized: () => void
  /** The terminal has taken all that was written. */
  readonly drained: () => void
  /** Nobody is at the other end any more: the line was cut, or a pipe was closed. */
  readonly gone: (error?: Error) => void
}

/**
 * The engine's side of a terminal: a real one (tty-port.ts) or one in memory (testing/memory-terminal.ts). It moves
 * bytes and knows nothing of what they mean.
 */
export interface TerminalPort {
  /** In cells; 0 where the terminal does not say. */
  readonly columns: number
  readonly rows: number
  /** Whether keys can come from here. */
  readonly hasKeys: boolean
  /** Written bytes wait to be taken: frames are not worth building. */
  readonly behind: boolean
  /** Raw mode on, and everything is told to `listener` until `close`. */
  open(listener: PortListener): void
  /** Raw mode off, nothing more is told. Open again as often as needed. */
  close(): void
  /** Closes it for good: what reads the terminal's keys is as it was before the first `open`. Optional. */
  release?(): void
  /** Queues bytes: all or nothing of them, in order. */
  write(bytes: string): void
  /**
   * Writes what is queued, and then these, before it returns, for a process that is about to end. It gives up after a
   * bounded time: a terminal that takes nothing keeps nobody waiting.
   */
  writeNow(bytes: string): void
  /**
   * Says what gives the terminal back from now on; '' where nothing has to. A port that can write that when the process
   * has died, or before it closes without having been told '', does so. Optional.
   */
  protect?(restoring: string): void
  /**
   * Takes back keys that were read and not used: they come first when the terminal is read next, by whomever. Optional.
   */
  giveBack?(bytes: Uint8Array): void
}
