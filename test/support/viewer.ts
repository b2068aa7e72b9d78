import { WebSocket, type ClientOptions } from 'ws'
import type { InspectorMessage } from 'actty/inspect'

/** How long anything is waited for, in real ms. */
const TIMEOUT = 10_000

/** A client that plays the page: it reads what the inspector sends, as it comes. */
export class Viewer {
  readonly messages: InspectorMessage[] = []
  readonly texts: string[] = []
  /** The code with which it was closed; undefined while it is open. */
  closed: number | undefined
  /** The status with which it was refused. */
  refused: number | undefined
  readonly socket: WebSocket
  #listeners = new Set<() => void>()

  constructor(address: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(address.replace(/^http/, 'ws'), options)
    this.socket.on('message', (data: Buffer) => {
      this.texts.push(data.toString())
      this.messages.push(JSON.parse(data.toString()) as InspectorMessage)
      this.#tell()
    })
    this.socket.on('open', () => this.#tell())
    this.socket.on('close', (code) => {
      this.closed = code
      this.#tell()
    })
    this.socket.on('unexpected-response', (_, response) => {
      this.refused = response.statusCode ?? 0
      this.socket.terminate()
      this.#tell()
    })
    this.socket.on('error', () => {})
  }

  close(): void {
    this.socket.terminate()
  }

  /** The messages of a kind. */
  of<T extends InspectorMessage['type']>(type: T): Extract<InspectorMessage, { type: T }>[] {
    return this.messages.filter((message) => message.type === type) as Extract<
      InspectorMessage,
      { type: T }
    >[]
  }

  names(): string[] {
    return this.of('@xstate.actor').map(({ name }) => name)
  }

  until(met: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(check)
        reject(
          new Error(`waited in vain for ${String(met)}; there came\n${this.texts.slice(-20).join('\n')}`),
        )
      }, TIMEOUT)
      const check = () => {
        if (!met()) return
        clearTimeout(timer)
        this.#listeners.delete(check)
        resolve()
      }
      this.#listeners.add(check)
      check()
    })
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
