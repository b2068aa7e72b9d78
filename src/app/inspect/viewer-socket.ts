import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Sink } from './messages.ts'

/** Bytes that may wait for one viewer. More, and it is dropped: it can come back, and then sees what is. */
const MAX_QUEUED_BYTES = 4 * 1024 * 1024

/** A viewer that has taken nothing for this long is dropped, in ms. */
const STALL_TIMEOUT = 10_000

/** "Going away", RFC 6455 section 7.4.1: the app has ended. */
const ENDED = 1001

/** A viewer at the other end of a socket. It is sent messages. */
export class ViewerSocket implements Sink {
  readonly #socket: WebSocket
  readonly #stream: Duplex
  #isAttached = false
  #stalledSince: number | undefined

  /** `stream` is what the socket writes to. */
  constructor(socket: WebSocket, stream: Duplex, said: (text: string) => void) {
    this.#socket = socket
    this.#stream = stream
    socket.on('error', () => socket.terminate())
    socket.on('message', (data) => said((data as Buffer).toString()))
  }

  /** What it is told from now on may not pile up; the first account of what there is may be as long as it is. */
  attached(): void {
    this.#isAttached = true
  }

  send(message: string): void {
    const socket = this.#socket
    if (socket.readyState !== socket.OPEN) return
    if (this.#isAttached && this.#isStalled()) return socket.terminate()
    socket.send(message)
  }

  begin(): void {
    this.#stream.cork()
  }

  end(): void {
    this.#stream.uncork()
  }

  /** Resolves when what was sent has been taken, or never will be. */
  taken(): Promise<void> {
    return new Promise((resolve) => {
      const socket = this.#socket
      if (socket.readyState !== socket.OPEN) return resolve()
      const done = () => {
        socket.off('close', done)
        resolve()
      }
      socket.once('close', done)
      socket.ping(undefined, undefined, done)
    })
  }

  /** Says goodbye and goes, without waiting for the answer. */
  close(): void {
    this.#socket.close(ENDED, 'the app has ended')
    this.#socket.terminate()
  }

  #isStalled(): boolean {
    const { bufferedAmount } = this.#socket
    if (bufferedAmount === 0) this.#stalledSince = undefined
    else this.#stalledSince ??= performance.now()
    const stalled = this.#stalledSince === undefined ? 0 : performance.now() - this.#stalledSince
    return bufferedAmount > MAX_QUEUED_BYTES || stalled > STALL_TIMEOUT
  }
}
