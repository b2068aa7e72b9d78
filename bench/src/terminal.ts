import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn, type IPty } from '@lydell/node-pty'
import { pause, type Assignment, type Mode } from './contestant.ts'
import type { Output, Size } from './emulator.ts'
import { screens, type Screen, type ScreenName } from './screens.ts'

/** How long a contestant may take for a step, in ms. */
export const TIMEOUT = 120_000

/** The process of a contestant on a pseudo-terminal: its output, and the messages between it and the harness. */
export class Terminal {
  /** The output and the changes of size, in order. */
  readonly output: Output[] = []
  readonly #server: Server
  readonly #path: string
  readonly #pty: IPty
  readonly #start = performance.now()
  /** The first text of a dashboard: modes and questions that come before it aren't a frame. */
  readonly #begin: string | undefined
  #firstFrameAt: number | undefined
  #bytes = 0
  #lastBytesAt = 0
  #bytesSeen: () => void = () => undefined
  readonly #messages: Record<string, unknown>[] = []
  #told: () => void = () => undefined
  #ended: () => void = () => undefined
  #socket: Socket | undefined

  static async open(command: readonly string[], screen: ScreenName, mode: Mode): Promise<Terminal> {
    const path = join(tmpdir(), `bench-${process.pid}-${Math.random().toString(36).slice(2)}`)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(path, resolve))
    return new Terminal(command, { screen, mode, socket: path }, server)
  }

  private constructor(command: readonly string[], assignment: Assignment, server: Server) {
    const { columns, rows, dashboard }: Screen = screens[assignment.screen]
    this.#server = server
    this.#path = assignment.socket
    this.#begin = dashboard?.(0).header[0]?.text
    this.output.push({ columns, rows })
    server.on('connection', (socket) => this.#connected(socket))
    const [file, ...args] = command
    const env = { ...contestantEnv(), BENCH: JSON.stringify(assignment) }
    this.#pty = spawn(file!, args, { cols: columns, rows, encoding: null, env })
    this.#pty.onExit(() => this.#ended())
    this.#pty.onData((data) => this.#wrote(Buffer.from(data).toString('latin1')))
  }

  /** Milliseconds from the start of the process to its first frame: of a dashboard, or it's NaN. */
  get startTime(): number {
    return (this.#firstFrameAt ?? NaN) - this.#start
  }

  /** How many bytes were written until now. */
  get bytes(): number {
    return this.#bytes
  }

  write(text: string): void {
    this.#pty.write(text)
  }

  resize({ columns, rows }: Size): void {
    this.output.push({ columns, rows })
    this.#pty.resize(columns, rows)
  }

  /** Sends the contestant the answer to its question. */
  answer(message: object): void {
    this.#socket?.write(JSON.stringify(message))
  }

  /** Resolves with the message of that key, which may have come already. */
  message(key: string): Promise<Record<string, unknown>> {
    const found = new Promise<Record<string, unknown>>((resolve, reject) => {
      this.#ended = () => reject(new Error(`it ended: ${errorIn(this.#text)}`))
      this.#told = () => {
        const message = this.#messages.find((candidate) => key in candidate)
        if (message !== undefined) resolve(message)
      }
      this.#told()
    })
    return within(TIMEOUT, found, `'${key}'`)
  }

  /** Resolves when the next bytes come. */
  nextBytes(timeout: number): Promise<void> {
    const seen = new Promise<void>((resolve) => (this.#bytesSeen = resolve))
    return within(timeout, seen, 'bytes')
  }

  /** Resolves when no bytes have come for so many ms. */
  async quiet(ms = 60): Promise<void> {
    const start = performance.now()
    const left = () => ms - (performance.now() - Math.max(start, this.#lastBytesAt))
    while (left() > 0) await pause(left())
  }

  close(): void {
    this.#pty.kill('SIGKILL')
    this.#socket?.destroy()
    this.#server.close()
    rmSync(this.#path, { force: true })
  }

  #wrote(text: string): void {
    this.#bytes += text.length
    this.#lastBytesAt = performance.now()
    this.output.push(text)
    if (this.#begin !== undefined && this.#firstFrameAt === undefined && this.#text.includes(this.#begin))
      this.#firstFrameAt = performance.now()
    if (text.includes('\x1b[c')) this.#pty.write('\x1b[?62c')
    this.#bytesSeen()
  }

  get #text(): string {
    return this.output.filter((part) => typeof part === 'string').join('')
  }

  #connected(socket: Socket): void {
    this.#socket = socket
    let rest = ''
    socket.on('data', (data) => {
      const lines = (rest + String(data)).split('\n')
      rest = lines.pop()!
      this.#messages.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>))
      this.#told()
    })
  }
}

/** The line of an output that says why the process ended. */
function errorIn(output: string): string {
  return /^\S*Error\b.*/m.exec(output)?.[0].trim() ?? JSON.stringify(output.slice(-100))
}

/** Environment variables of the user that would change what a contestant does. */
const HIDDEN = ['NO_COLOR', 'FORCE_COLOR', 'CI', 'ACTTY_INSPECT', 'NODE_OPTIONS']

/** The environment of a contestant: a terminal that can do what most can, and no development builds. */
export function contestantEnv(): Record<string, string | undefined> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !HIDDEN.includes(name)))
  return { ...env, TERM: 'xterm-256color', COLORTERM: 'truecolor', NODE_ENV: 'production' }
}

/** Rejects if the promise is not settled in so many ms. */
export async function within<T>(ms: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
