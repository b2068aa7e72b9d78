/** What happens where keys come from. */
export interface KeyListener {
  readonly bytes: (bytes: Buffer) => void
  /** No key will come any more. */
  readonly gone: () => void
}

/** Where a terminal's keys come from. */
export interface KeySource {
  /** From now on the keys are the app's. The terminal has the settings that it has without anybody who reads keys. */
  take(): void
  /** Raw mode on; keys go to the listener, and to nobody else. */
  open(listener: KeyListener): void
  /** Raw mode off, and nothing is read: another program may read the keys. */
  close(): void
  /** The stream is as it was before it was opened first. */
  release(): void
  /** Takes back keys that were read and not used. They come first when the terminal is read next. */
  giveBack(bytes: Uint8Array): void
}
