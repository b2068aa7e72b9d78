import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Source } from './messages.ts'
import { answerPage } from './page.ts'
import type { StatelyChoice } from './stately.ts'
import { viewerRequest } from './viewer-request.ts'
import { ViewerSocket } from './viewer-socket.ts'

const HOST = '127.0.0.1'

/** The default port of the page: "actty" on the keys of a telephone. */
export const DEFAULT_PORT = 22889

/** Throws a TypeError for what can't be a port. */
export function requirePort(name: string, port: number): void {
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return
  throw new TypeError(`${name} is a port such as ${DEFAULT_PORT}, or 0 for any, not ${String(port)}`)
}

/** Ports that are tried after the wanted one, before any will do. */
const MORE_PORTS = 20

/** Bytes of what a viewer may say at once. */
const MAX_REQUEST = 64 * 1024

/** Viewers at once. */
const MAX_VIEWERS = 64

export interface ServerOptions {
  readonly port: number
  /** The Stately inspector, if the page may show it or ask for it. */
  readonly stately: StatelyChoice | undefined
  /** Viewers may send events and keys. */
  readonly control?: boolean | undefined
  /** The server is what the process is there for. */
  readonly keepsAlive?: boolean
}

/**
 * Serves the page and its messages, on this machine and to those who know the secret in its address. The socket is at the
 * same address, with `ws:` in place of `http:`.
 */
export class InspectorServer {
  readonly #source: Source
  readonly #options: ServerOptions
  readonly #server: Server
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST, clientTracking: false })
  readonly #connections = new Set<Socket>()
  readonly #viewers = new Set<ViewerSocket>()
  readonly #token = randomBytes(16).toString('base64url')
  #isClosed = false

  constructor(source: Source, options: ServerOptions) {
    this.#source = source
    this.#options = options
    this.#server = createServer((request, response) => this.#answer(request, response))
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    )
    this.#server.on('connection', (socket) => this.#keep(socket))
    this.#server.on('clientError', (_, socket) => socket.destroy())
  }

  /** Begins. Returns the address of the page, or undefined if it is closed meanwhile. Rejects if there is no free port. */
  async listen(): Promise<string | undefined> {
    const { port } = this.#options
    const ports = port === 0 ? [0] : [...Array.from({ length: MORE_PORTS + 1 }, (_, more) => port + more), 0]
    for (const candidate of ports.filter((number) => number < 65_536)) {
      if (!(await this.#listensAt(candidate))) continue
      if (this.#isClosed) return undefined
      // A failure later (no more file descriptors) concerns a viewer, not the app.
      this.#server.on('error', () => {})
      return `http://${HOST}:${(this.#server.address() as AddressInfo).port}/${this.#token}/`
    }
    throw new Error(`no port is free on ${HOST}`)
  }

  /** Ends at once: viewers are told, nobody is waited for. */
  close(): void {
    this.#isClosed = true
    for (const viewer of this.#viewers) viewer.close()
    this.#server.close()
    for (const socket of this.#connections) socket.destroy()
  }

  #listensAt(port: number): Promise<boolean> {
    const server = this.#server
    if (this.#options.keepsAlive !== true) server.unref()
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) => {
        server.off('listening', listening)
        if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
        else reject(error)
      }
      const listening = () => {
        server.off('error', failed)
        resolve(true)
      }
      server.once('close', () => resolve(true))
      server.once('error', failed)
      server.once('listening', listening)
      server.listen(port, HOST)
    })
  }

  #keep(socket: Socket): void {
    if (this.#options.keepsAlive !== true) socket.unref()
    socket.setNoDelay(true)
    this.#connections.add(socket)
    socket.once('close', () => this.#connections.delete(socket))
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = this.#pathOf(request)
    if (path === undefined) {
      response.writeHead(403, { 'content-type': 'text/plain', connection: 'close' })
      response.end('This address needs the secret that the app shows with it.\n')
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD', connection: 'close' }).end()
    } else
      answerPage(path, response, {
        host: request.headers.host!,
        stately: this.#statelyFor(request),
        control: this.#options.control === true,
      })
  }

  /** A page that is loaded with `?stately` has asked for it. */
  #statelyFor({ url = '' }: IncomingMessage): StatelyChoice | undefined {
    const { stately } = this.#options
    return stately && { ...stately, isAsked: stately.isAsked || url.endsWith('?stately') }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origin, host } = request.headers
    socket.on('error', () => socket.destroy())
    const isOurs = origin === undefined || origin === `http://${host ?? ''}`
    if (this.#pathOf(request) === undefined || !isOurs) return refuse(socket, '403 Forbidden')
    if (this.#viewers.size >= MAX_VIEWERS) return refuse(socket, '503 Service Unavailable')
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const viewer = new ViewerSocket(webSocket, socket, (text) => {
        const request = viewerRequest(text, this.#options.control === true)
        if (request !== undefined) this.#source.ask?.(viewer, request)
      })
      this.#viewers.add(viewer)
      const detach = this.#source.attach(viewer)
      viewer.attached()
      webSocket.on('close', () => {
        this.#viewers.delete(viewer)
        detach()
      })
    })
  }

  /**
   * The path behind the secret; undefined for those who don't know it. A host that isn't this machine's own means that
   * someone else's name leads here (DNS rebinding).
   */
  #pathOf({ url = '', headers }: IncomingMessage): string | undefined {
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '')) return undefined
    const [, token = '', path = ''] = /^\/([^/?#]*)\/?([^?#]*)/.exec(url) ?? []
    return isSame(token, this.#token) ? path : undefined
  }
}

/** Takes the same time whatever the difference. */
function isSame(given: string, secret: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
