import { closeSync, openSync } from 'node:fs'
import { ReadStream, type WriteStream } from 'node:tty'
import { PacedWriter } from './paced-writer.ts'
import type { PortListener, TerminalPort } from './port.ts'
import type { RestoreHelper } from './restore-helper.ts'

/** Where a terminal's keys come from; `undefined` where they cannot. What is given back comes first when it is opened again. */
export type KeySource =
  { open(): ReadStream; close(stream: ReadStream): void; giveBack(bytes: Uint8Array): void } | undefined

/** A terminal that this process has. */
export class TtyPort implements TerminalPort {
  readonly #keys: KeySource
  readonly #output: WriteStream & { readonly fd: number }
  readonly #helper: RestoreHelper | undefined
  /** What gives the terminal back. */
  #restoring = ''
  /** What is open, between `open` and `close`. */
  #writer: PacedWriter | undefined
  #input: ReadStream | undefined
  #unlisten: (() => void)[] = []

  constructor(keys: KeySource, output: WriteStream & { readonly fd: number }, helper?: RestoreHelper) {
    this.#keys = keys
    this.#output = output
    this.#helper = helper
  }

  /** The descriptor that the screen is on. */
  get fd(): number {
    return this.#output.fd
  }

  get columns(): number {
    return this.#size()[0]
  }

  get rows(): number {
    return this.#size()[1]
  }

  get hasKeys(): boolean {
    return this.#keys !== undefined
  }

  get behind(): boolean {
    return this.#writer?.behind ?? false
  }

  open(listener: PortListener): void {
    this.close()
    this.#helper?.save()
    this.#writer = new PacedWriter(this.#output.fd, listener.drained, listener.gone)
    this.#listen(this.#output, 'resize', () => listener.resized())
    // Node looks at the size of its own standard streams only.
    this.#listen(process, 'SIGWINCH', () => listener.resized())
    this.#input = this.#keys?.open()
    if (this.#input === undefined) return
    let isTypedAhead = true
    // The second of two immediates comes after what is there already was read.
    setImmediate(() => setImmediate(() => (isTypedAhead = false)))
    this.#listen(this.#input, 'data', (chunk) => {
      // Whoever had the stream before may have given it an encoding.
      const bytes = Buffer.from(chunk as Uint8Array)
      listener.bytes(isTypedAhead ? withEnter(bytes) : bytes)
    })
    this.#listen(this.#input, 'end', () => listener.gone())
    this.#listen(this.#input, 'error', () => listener.gone())
    this.#input.setRawMode(true)
    this.#input.resume()
  }

  close(): void {
    this.writeNow(this.#restoring)
    this.protect('')
    for (const unlisten of this.#unlisten.splice(0)) unlisten()
    this.#writer?.close()
    this.#writer = undefined
    if (this.#input === undefined) return
    try {
      this.#input.setRawMode(false)
    } catch {
      // The terminal is gone, and its modes with it.
    }
    this.#keys?.close(this.#input)
    this.#input = undefined
  }

  write(bytes: string): void {
    this.#writer?.write(bytes)
  }

  writeNow(bytes: string): void {
    if (bytes === '' || this.#writer === undefined) return
    if (!this.#writer.writeNow(bytes)) this.#helper?.takeOver()
  }

  giveBack(bytes: Uint8Array): void {
    this.#keys?.giveBack(bytes)
  }

  protect(restoring: string): void {
    this.#restoring = restoring
    this.#helper?.protect(restoring)
  }

  #size(): readonly [number, number] {
    try {
      return this.#output.getWindowSize()
    } catch {
      return [0, 0]
    }
  }

  #listen(stream: NodeJS.EventEmitter, event: string, listener: (argument: unknown) => void): void {
    stream.on(event, listener)
    this.#unlisten.push(() => stream.off(event, listener))
  }
}

/** Enter is a line feed where it was typed before the terminal was in raw mode. */
function withEnter(bytes: Buffer): Buffer {
  return bytes.map((byte) => (byte === 0x0a ? 0x0d : byte)) as Buffer
}

/** The keys that a terminal on a stream of this process sends. */
export function keysOf(stream: ReadStream): KeySource {
  return {
    open: () => stream,
    close: () => stream.pause(),
    giveBack: (bytes) => {
      if (!stream.readableEnded && !stream.destroyed) stream.unshift(bytes)
    },
  }
}

/** Bytes of the controlling terminal that were read and not used: its stream lives only as long as the app. */
let givenBack: Uint8Array = new Uint8Array()

/**
 * The keys of the terminal that the process is run from, where its standard input is something else: data, most likely.
 */
export function keysOfControllingTerminal(): KeySource {
  try {
    closeSync(openSync('/dev/tty', 'r'))
  } catch {
    return undefined
  }
  return {
    open: openControllingTerminal,
    close: (stream) => stream.destroy(),
    giveBack: (bytes) => (givenBack = bytes),
  }
}

function openControllingTerminal(): ReadStream {
  const stream = new ReadStream(openSync('/dev/tty', 'r'))
  if (givenBack.length > 0) stream.unshift(givenBack)
  givenBack = new Uint8Array()
  return stream
}
