import type { Duplex } from 'node:stream'
import type { PortListener, TerminalPort } from '../terminal/port.ts'
import type { RemoteTerminal } from './session.ts'

interface StreamPortDeps {
  readonly stream: Duplex
  readonly terminal: RemoteTerminal
  /** Something was typed. */
  readonly typed: () => void
  /** Output begins to wait for the other end, or no longer does. */
  readonly waits: (isWaiting: boolean) => void
  /** Runs what a listener does as the session's work. */
  readonly enter: (work: () => void) => void
}

/** A terminal at the other end of a stream: of a channel of SSH, or of a web page. */
export class StreamPort implements TerminalPort {
  readonly hasKeys = true
  readonly #deps: StreamPortDeps
  #listener: PortListener | undefined
  #restoring = ''
  #isBehind = false
  /** What was typed while nobody listened. */
  #ahead: Uint8Array[] = []

  constructor(deps: StreamPortDeps) {
    this.#deps = deps
    const { stream, terminal, typed, enter } = deps
    stream.on('data', (chunk: Buffer) => {
      typed()
      if (this.#listener === undefined) this.#keep(chunk)
      else enter(() => this.#listener?.bytes(chunk))
    })
    stream.on('drain', () => {
      if (!this.#isBehind) return
      this.#waits(false)
      enter(() => this.#listener?.drained())
    })
    terminal.onResize(() => enter(() => this.#listener?.resized()))
    stream.on('close', () => enter(() => this.#listener?.gone()))
  }

  get columns(): number {
    return this.#deps.terminal.columns
  }

  get rows(): number {
    return this.#deps.terminal.rows
  }

  get behind(): boolean {
    return this.#isBehind
  }

  open(listener: PortListener): void {
    this.#listener = listener
    const { stream, enter } = this.#deps
    queueMicrotask(() =>
      enter(() => {
        if (this.#listener !== listener) return
        for (const chunk of this.#ahead.splice(0)) listener.bytes(chunk)
        if (stream.destroyed) listener.gone()
        else stream.resume()
      }),
    )
  }

  close(): void {
    this.writeNow(this.#restoring)
    this.#restoring = ''
    this.#listener = undefined
  }

  write(bytes: string): void {
    this.#send(Buffer.from(bytes))
  }

  writeBytes(bytes: Uint8Array): void {
    // They are the caller's again when this returns, and the stream keeps them for longer.
    this.#send(Buffer.from(bytes))
  }

  /** The process doesn't end with its terminal here, so nothing has to be waited for. */
  writeNow(bytes: string): void {
    if (bytes !== '') this.#send(Buffer.from(bytes))
  }

  protect(restoring: string): void {
    this.#restoring = restoring
  }

  giveBack(bytes: Uint8Array): void {
    this.#keep(bytes)
  }

  #keep(bytes: Uint8Array): void {
    const kept = this.#ahead.reduce((sum, { length }) => sum + length, 0)
    if (kept + bytes.length <= MAX_AHEAD) this.#ahead.push(bytes)
  }

  #send(bytes: Buffer): void {
    const { stream } = this.#deps
    if (!stream.writable || bytes.length === 0) return
    const isTaken = stream.write(bytes)
    if (!isTaken && !this.#isBehind) this.#waits(true)
  }

  #waits(isWaiting: boolean): void {
    this.#isBehind = isWaiting
    this.#deps.waits(isWaiting)
  }
}

/** How much may be typed before an app reads it, in bytes. */
const MAX_AHEAD = 65_536
