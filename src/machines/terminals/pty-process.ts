import { closeSync, constants as fileConstants, openSync, readSync } from 'node:fs'
import { constants } from 'node:os'
import type { IPty } from '@lydell/node-pty'
import type { Clock } from '../kit/clock.ts'
import { describeCommand, type CommandOptions } from '../processes/command.ts'
import type { Exit } from '../processes/exit-error.ts'
import { addLiving, deleteLiving, type LivingGroup } from '../processes/living-groups.ts'
import { requireCommand } from '../processes/start-error.ts'
import { peerPackage } from './peer-package.ts'
import { ptyEnvironment } from './pty-environment.ts'
import { signalSession } from './session.ts'

/** A command for a pseudo-terminal. */
export type PtyCommand = Omit<CommandOptions, 'shell' | 'stdin'>

/** The size of a terminal, in cells. */
export interface TerminalSize {
  /** Its width, in cells. */
  readonly columns: number
  /** Its height, in cells. */
  readonly rows: number
}

export interface PtyListener {
  output(data: string): void
  /** The command has ended, and all that it wrote was read. */
  ended(exit: Exit): void
}

/** How often the rest of a session is checked while it ends, in ms. */
const LOOK_INTERVAL = 20

/**
 * A command on a pseudo-terminal, in a session of its own. When it has ended, what is left of the session is ended, too. A session ends with
 * this process.
 */
export class PtyProcess implements LivingGroup {
  readonly #pty: IPty
  readonly #clock: Clock
  readonly #graceTime: number
  readonly #exited: Promise<void>
  /** Resolves when the whole session has ended. */
  readonly over: Promise<void>
  #ending: Promise<void> | undefined
  #isKilled = false

  /**
   * @param graceTime - How long it may take to end after SIGHUP and SIGTERM, in ms.
   * @throws an error if the command can't be started, or a package is missing.
   */
  constructor(
    options: PtyCommand,
    { columns, rows }: TerminalSize,
    graceTime: number,
    clock: Clock,
    listener: PtyListener,
  ) {
    this.#clock = clock
    this.#graceTime = graceTime
    const { spawn } = peerPackage<typeof import('@lydell/node-pty')>('@lydell/node-pty')
    const env = ptyEnvironment(options.env ?? process.env)
    requireCommand(describeCommand(options), { ...options, env })
    this.#pty = spawn(options.command, [...(options.args ?? [])], {
      cols: columns,
      rows,
      name: 'xterm-256color',
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      env,
    })
    addLiving(this)
    const letGo = holdOpen(this.#pty)
    readBeforeClosing(this.#pty, (data) => listener.output(data))
    this.#pty.onData((data) => listener.output(data))
    this.#exited = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        letGo()
        listener.ended(exitOf(exitCode, signal))
        resolve()
      })
    })
    this.over = this.#exited.then(() => this.end()).then(() => deleteLiving(this))
  }

  /** The id of the command's process, of its group, and of the session. */
  get id(): number {
    return this.#pty.pid
  }

  /** Writes what a terminal sends: keys, answers. */
  write(text: string): void {
    if (this.#ending === undefined) this.#pty.write(text)
  }

  resize({ columns, rows }: TerminalSize): void {
    try {
      this.#pty.resize(columns, rows)
    } catch {
      // It has just ended.
    }
  }

  /** Doesn't read its output for now: the command has to wait. */
  pause(): void {
    this.#pty.pause()
  }

  resume(): void {
    this.#pty.resume()
  }

  /** Sends a signal to all processes of the session. Returns whether there was one. */
  signal(signal: NodeJS.Signals | 0): boolean {
    return signalSession(this.id, signal)
  }

  /**
   * Sends SIGHUP and SIGTERM to what is left of the session, as a terminal that is closed would, and SIGKILL after the grace time: an
   * interactive shell ignores SIGTERM, and others SIGHUP. Resolves when it has ended.
   */
  end(): Promise<void> {
    this.#ending ??= this.#end()
    return this.#ending
  }

  async #end(): Promise<void> {
    this.resume()
    this.signal('SIGHUP')
    this.signal('SIGCONT')
    const isAlive = this.signal('SIGTERM')
    const timer = isAlive
      ? this.#clock.setTimeout(() => {
          this.#isKilled = true
          this.signal('SIGKILL')
        }, this.#graceTime)
      : undefined
    await this.#exited
    // One that was started meanwhile is killed by the next round.
    while (this.signal(this.#isKilled ? 'SIGKILL' : 0)) await this.#pause()
    this.#clock.clearTimeout(timer)
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#clock.setTimeout(resolve, LOOK_INTERVAL))
  }
}

/**
 * Holds the command's side of the terminal open. libuv takes the hang-up after the command's end for the end of its output, though there may
 * be more to read. node-pty closes the terminal 200 ms after that end. Returns what lets go of it.
 */
function holdOpen(pty: IPty): () => void {
  const { ptsName } = pty as { readonly ptsName?: string }
  if (ptsName === undefined) return () => {}
  try {
    const file = openSync(ptsName, fileConstants.O_RDWR | fileConstants.O_NOCTTY)
    return () => closeSync(file)
  } catch {
    return () => {}
  }
}

/** What of node-pty isn't in its types. */
const SOCKET = '_socket'
interface Inner {
  readonly fd?: number
  readonly [SOCKET]?: { read(): string | null; destroy(...given: unknown[]): unknown }
}

const buffer = Buffer.alloc(65_536)

/** node-pty closes the terminal whether there is more to read or not, which is so if this process was busy meanwhile. */
function readBeforeClosing(pty: IPty, output: (data: string) => void): void {
  const { fd, [SOCKET]: socket } = pty as Inner
  if (fd === undefined || socket === undefined) return
  const destroy = socket.destroy.bind(socket)
  let isClosing = false
  socket.destroy = (...given) => {
    if (!isClosing) {
      isClosing = true
      for (let data = socket.read(); data !== null; data = socket.read()) output(data)
      for (let length = readNow(fd); length > 0; length = readNow(fd))
        output(buffer.toString('utf8', 0, length))
    }
    return destroy(...given)
  }
}

/** How many bytes there were to read; 0 if there is nothing, or the terminal is closed. */
function readNow(fd: number): number {
  try {
    return readSync(fd, buffer)
  } catch {
    return 0
  }
}

function exitOf(exitCode: number, signal: number | undefined): Exit {
  if (signal === undefined || signal === 0) return { code: exitCode, signal: null }
  const [name] = Object.entries(constants.signals).find(([, number]) => number === signal) ?? ['SIGKILL']
  return { code: null, signal: name as NodeJS.Signals }
}
