import { closeSync, openSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { BorrowedStream } from './borrowed-stream.ts'
import type { KeyListener, KeySource } from './key-source.ts'

/** The keys of a terminal on a stream of this process, which others may read before and after. */
export function keysOf(stream: ReadStream): KeySource {
  return new BorrowedStream(stream)
}

/**
 * The keys of the terminal that the process is run from, for a process whose standard input is something else: data, most
 * likely. Undefined if it has no controlling terminal.
 */
export function keysOfControllingTerminal(): KeySource | undefined {
  try {
    closeSync(openSync('/dev/tty', 'r'))
  } catch {
    return undefined
  }
  return new ControllingTerminal()
}

/** Bytes of the controlling terminal that were read and not used: its stream lives only as long as the app. */
let givenBack: Uint8Array = new Uint8Array()

class ControllingTerminal implements KeySource {
  #keys: BorrowedStream | undefined
  #stream: ReadStream | undefined

  take(): void {}

  open(listener: KeyListener): void {
    this.#stream = new ReadStream(openSync('/dev/tty', 'r'))
    this.#keys = new BorrowedStream(this.#stream)
    this.#keys.take()
    if (givenBack.length > 0) this.#keys.giveBack(givenBack)
    givenBack = new Uint8Array()
    this.#keys.open(listener)
  }

  close(): void {
    this.#keys?.close()
    this.#stream?.destroy()
    this.#keys = this.#stream = undefined
  }

  release(): void {}

  giveBack(bytes: Uint8Array): void {
    givenBack = bytes
  }
}
