import type { WriteStream } from 'node:tty'
import type { KeySource } from './key-source.ts'
import { PacedWriter } from './paced-writer.ts'
import type { PortListener, TerminalPort } from './port.ts'
import type { RestoreHelper } from './restore-helper.ts'

/** A terminal that this process has. */
export class TtyPort implements TerminalPort {
  readonly #keys: KeySource | undefined
  readonly #output: WriteStream & { readonly fd: number }
  readonly #helper: RestoreHelper | undefined
  /** What gives the terminal back. */
  #restoring = ''
  /** What is open, between `open` and `close`. */
  #writer: PacedWriter | undefined
  #unlisten: (() => void)[] = []
  /** The size that the listener knows. */
  #told: readonly [number, number] = [0, 0]

  constructor(
    keys: KeySource | undefined,
    output: WriteStream & { readonly fd: number },
    helper?: RestoreHelper,
  ) {
    this.#keys = keys
    this.#output = output
    this.#helper = helper
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
    this.#keys?.take()
    this.#helper?.save()
    this.#writer = new PacedWriter(this.#output.fd, listener.drained, listener.gone)
    this.#refreshSize()
    this.#told = this.#size()
    this.#listen(this.#output, 'resize', () => this.#tellSize(listener))
    this.#listen(process, 'SIGWINCH', () => {
      this.#refreshSize()
      this.#tellSize(listener)
    })
    let isTypedAhead = true
    // The second of two immediates comes after what is there already was read.
    setImmediate(() => setImmediate(() => (isTypedAhead = false)))
    this.#keys?.open({
      bytes: (bytes) => listener.bytes(isTypedAhead ? withEnter(bytes) : bytes),
      gone: () => listener.gone(),
    })
  }

  close(): void {
    this.writeNow(this.#restoring)
    this.protect('')
    for (const unlisten of this.#unlisten.splice(0)) unlisten()
    this.#writer?.close()
    this.#writer = undefined
    this.#keys?.close()
  }

  release(): void {
    this.close()
    this.#keys?.release()
  }

  write(bytes: string): void {
    this.#writer?.write(bytes)
  }

  writeBytes(bytes: Uint8Array): void {
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

  /**
   * Node keeps the size that it read last: it reads its own standard streams' again at SIGWINCH, which a stopped process
   * doesn't get, and no other stream's. Without this method of Node's (lib/tty.js), the size stays what Node says.
   */
  #refreshSize(): void {
    const refresh: unknown = Reflect.get(this.#output, '_refreshSize')
    if (typeof refresh !== 'function') return
    try {
      Reflect.apply(refresh, this.#output, [])
    } catch {
      // The terminal is gone.
    }
  }

  /** Once for each size: a signal may come here and through Node. */
  #tellSize(listener: PortListener): void {
    const [columns, rows] = this.#size()
    const [toldColumns, toldRows] = this.#told
    if (columns === toldColumns && rows === toldRows) return
    this.#told = [columns, rows]
    listener.resized()
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
