import { connect, type Socket } from 'node:net'

/** The harness as a contestant sees it: a socket, one message per line. */
export class Harness {
  readonly #socket: Socket
  #answered: ((answer: unknown) => void) | undefined

  static connect(path: string): Promise<Harness> {
    return new Promise((resolve) => {
      const socket = connect(path, () => resolve(new Harness(socket)))
    })
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (data) => this.#answered?.(JSON.parse(String(data))))
  }

  send(message: object): void {
    this.#socket.write(`${JSON.stringify(message)}\n`)
  }

  /** Sends a message and resolves with the answer. */
  ask(message: object): Promise<unknown> {
    this.send(message)
    return new Promise((resolve) => (this.#answered = resolve))
  }
}
