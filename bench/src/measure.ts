import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn, type IPty } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import type { Report } from './contestant.js'
import { linesOf, screens, type Screen, type ScreenName } from './screens.js'

// The addon takes the start of a buffer's memory for the start of the buffer: it must not be given a part of the pool.
const { poolSize } = Buffer
Buffer.poolSize = 0
const { UnicodeGraphemesAddon } = await import('@xterm/addon-unicode-graphemes')
Buffer.poolSize = poolSize

export interface Entrant {
  readonly name: string
  readonly command: readonly string[]
}

export type Mode = 'frames' | 'keys' | 'flood' | 'resize'

/** What one run of one contestant gave. */
export interface Run {
  readonly startMs: number
  readonly cpuPerFrame: number
  readonly bytesPerFrame: number
  readonly rssMb: number
  readonly collections: number
  /** Share of one core. */
  readonly load: number
  /** From a key to the first byte of what it does, in ms; sorted. */
  readonly keyMs: readonly number[]
  /** What is wrong with the last screen. */
  readonly wrong: string | undefined
}

const KEYS = 200
const RESIZES = 100
const PATIENCE = 30_000

/** Runs a contestant in a process of its own on a pseudo-terminal, and reads what comes out at the terminal's end. */
export async function measure(entrant: Entrant, name: ScreenName, mode: Mode): Promise<Run> {
  const screen: Screen = screens[name]
  const terminal = await Terminal.open(entrant, name, screen, mode)
  try {
    return await terminal.run()
  } finally {
    terminal.close()
  }
}

class Terminal {
  readonly #screen: Screen
  readonly #mode: Mode
  readonly #server: Server
  readonly #path: string
  readonly #pty: IPty
  readonly #start = performance.now()
  #output: string[] = []
  #bytes = 0
  #firstFrameAt: number | undefined
  #bytesSeen = () => {}
  #messages: Record<string, unknown>[] = []
  #told = () => {}
  #ended: () => void = () => {}
  #socket: Socket | undefined

  static async open(entrant: Entrant, name: ScreenName, screen: Screen, mode: Mode): Promise<Terminal> {
    const path = join(tmpdir(), `bench-${process.pid}-${Math.random().toString(36).slice(2)}`)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(path, resolve))
    return new Terminal(entrant, name, screen, mode, server, path)
  }

  private constructor(
    entrant: Entrant,
    name: ScreenName,
    screen: Screen,
    mode: Mode,
    server: Server,
    path: string,
  ) {
    this.#screen = screen
    this.#mode = mode
    this.#server = server
    this.#path = path
    server.on('connection', (socket) => this.#connected(socket))
    const { NO_COLOR: _, ...env } = process.env
    const [file, ...args] = entrant.command
    this.#pty = spawn(file!, args, {
      cols: screen.columns,
      rows: screen.rows,
      encoding: null,
      env: {
        ...env,
        TERM: 'xterm-256color',
        COLORTERM: 'truecolor',
        NODE_ENV: 'production',
        BENCH: JSON.stringify({ screen: name, mode, socket: path }),
      },
    })
    this.#pty.onExit(() => this.#ended())
    // The first text of a screen: modes and questions that come before it are not a frame.
    const begin = linesOf(screen, 0)[0]![0]!.text.slice(0, 8).trim()
    this.#pty.onData((data) => {
      const text = Buffer.from(data).toString('latin1')
      this.#bytes += text.length
      this.#output.push(text)
      if (this.#firstFrameAt === undefined && this.#output.join('').includes(begin))
        this.#firstFrameAt = performance.now()
      if (text.includes('\x1b[c')) this.#pty.write('\x1b[?62c')
      this.#bytesSeen()
    })
  }

  async run(): Promise<Run> {
    if (this.#mode === 'keys') return { ...nothing, startMs: this.#startMs, keyMs: await this.#pressKeys() }
    await this.#message('warm')
    await this.#quiet()
    const before = this.#bytes
    const began = performance.now()
    this.#answer({})
    if (this.#mode === 'resize') await this.#resize()
    const { report, frame } = (await this.#message('report')) as { report: Report; frame: number }
    const time = performance.now() - began
    await this.#quiet()
    return {
      startMs: this.#startMs,
      cpuPerFrame: report.cpu / report.frames,
      bytesPerFrame: (this.#bytes - before) / report.frames,
      rssMb: report.rss / 1e6,
      collections: report.collections,
      load: report.cpu / 1000 / time,
      keyMs: [],
      wrong: await this.#wrong(this.#mode === 'resize' ? 0 : frame),
    }
  }

  close(): void {
    this.#pty.kill('SIGKILL')
    this.#socket?.destroy()
    this.#server.close()
    rmSync(this.#path, { force: true })
  }

  get #startMs(): number {
    return (this.#firstFrameAt ?? NaN) - this.#start
  }

  async #pressKeys(): Promise<number[]> {
    const { keys } = await this.#message('keys')
    if (keys !== true) return []
    const times: number[] = []
    for (let i = 0; i < KEYS; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      const before = performance.now()
      const seen = new Promise<void>((resolve) => (this.#bytesSeen = resolve))
      this.#pty.write('x')
      await within(seen, 'bytes after a key')
      times.push(performance.now() - before)
    }
    return times.sort((a, b) => a - b)
  }

  async #resize(): Promise<void> {
    const { columns, rows } = this.#screen
    await this.#message('storm')
    for (let i = 1; i <= RESIZES; i++) {
      const last = i === RESIZES
      this.#pty.resize(last ? columns : columns - 1 - (i % 40), last ? rows : rows - 1 - (i % 20))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await this.#quiet()
    this.#answer({ resizes: RESIZES })
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

  #answer(message: object): void {
    this.#socket!.write(JSON.stringify(message))
  }

  #message(key: string): Promise<Record<string, unknown>> {
    const found = new Promise<Record<string, unknown>>((resolve, reject) => {
      this.#ended = () => reject(new Error(`it ended: ${this.#output.join('').slice(-300)}`))
      this.#told = () => {
        const message = this.#messages.find((candidate) => key in candidate)
        if (message !== undefined) resolve(message)
      }
      this.#told()
    })
    return within(found, `'${key}'`)
  }

  /** Waits until no more bytes come. */
  async #quiet(): Promise<void> {
    for (let seen = -1; seen !== this.#bytes;) {
      seen = this.#bytes
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
  }

  /** Compares what an emulator shows with what the screen should be. */
  async #wrong(frame: number): Promise<string | undefined> {
    const { columns, rows } = this.#screen
    const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
    emulator.loadAddon(new UnicodeGraphemesAddon())
    const output = Buffer.from(this.#output.join(''), 'latin1').toString()
    await new Promise<void>((resolve) => emulator.write(output, resolve))
    const { active } = emulator.buffer
    const lines = linesOf(this.#screen, frame).map((line) => line.map(({ text }) => text).join(''))
    for (let row = 0; row < rows; row++) {
      const shown =
        active
          .getLine(active.viewportY + row)
          ?.translateToString(true)
          .trimEnd() ?? ''
      const meant = fitted(lines[row] ?? '', columns)
      if (shown !== meant) return `row ${row}: ${JSON.stringify(shown)} is not ${JSON.stringify(meant)}`
    }
    return undefined
  }
}

/** A line as wide as the screen at the most, by what all terminals agree about. */
function fitted(line: string, columns: number): string {
  let left = columns
  let text = ''
  for (const character of line) {
    left -= isWide(character) ? 2 : 1
    if (left < 0) break
    text += character
  }
  return text.trimEnd()
}

function isWide(character: string): boolean {
  return /[\u1100-\u11ff\u3000-\ud7ff\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(character)
}

const nothing = {
  cpuPerFrame: NaN,
  bytesPerFrame: NaN,
  rssMb: NaN,
  collections: NaN,
  load: NaN,
  keyMs: [],
  wrong: undefined,
}

async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), PATIENCE)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
