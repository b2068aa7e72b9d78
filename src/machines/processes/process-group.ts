import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { signalWindowsTree } from './process-tree.ts'
import type { Clock } from '../kit/clock.ts'
import { childProcesses } from './child-processes.ts'
import { describeCommand, type CommandOptions } from './command.ts'
import { addLiving, deleteLiving } from './living-groups.ts'
import { startError, starting } from './start-error.ts'

export interface ProcessListener {
  started(pid: number): void
  output(source: 'stdout' | 'stderr', chunk: Uint8Array): void
  /** The process and its output have ended. */
  ended(code: number | null, signal: NodeJS.Signals | null): void
  failed(error: Error): void
}

/**
 * How long output may go on after the process has ended, in ms. A process that it left behind can hold its pipes open.
 */
const DRAIN_TIMEOUT = 500

/** How often the rest of a group is checked while it ends, in ms. */
const LOOK_INTERVAL = 20

/**
 * A command in a process group of its own, so a signal reaches everything that it started. When the command has ended, what
 * is left of the group is ended, too. A group ends with this process, except if this process is killed without its helper.
 */
export class ProcessGroup {
  readonly #clock: Clock
  readonly #graceTime: number
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #closed: Promise<void>
  /** Resolves when the whole group has ended. */
  readonly over: Promise<void>
  #ending: Promise<void> | undefined
  /** While it isn't read, because there is no room for its output. */
  #isHeld = false
  #killed = false

  /** @param graceTime - How long it may take to end after SIGTERM, in ms. */
  constructor(options: CommandOptions, graceTime: number, clock: Clock, listener: ProcessListener) {
    this.#clock = clock
    this.#graceTime = graceTime
    const child = starting(describeCommand(options), options, () =>
      childProcesses().spawn(options.command, options.args ?? [], {
        cwd: options.cwd,
        env: options.env ?? process.env,
        shell: options.shell ?? false,
        // A group is what POSIX has. On Windows this would open a console.
        detached: process.platform !== 'win32',
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      }),
    )
    this.#child = child
    if (child.pid === undefined) {
      this.#closed = Promise.resolve()
      this.over = new Promise((resolve) => {
        child.once('error', (error) => {
          listener.failed(startError(describeCommand(options), options, error))
          resolve()
        })
      })
      return
    }
    child.stdin.on('error', () => {}) // it may end without reading its input
    if (options.stdin !== 'open') child.stdin.end(options.stdin?.text)
    child.stdout.on('data', (chunk: Uint8Array) => listener.output('stdout', chunk))
    child.stderr.on('data', (chunk: Uint8Array) => listener.output('stderr', chunk))
    child.once('exit', () => this.#drain())
    addLiving(this)
    child.once('spawn', () => listener.started(child.pid!))
    child.on('error', () => {}) // a signal that couldn't be sent: the process goes on, and ends later
    this.#closed = new Promise((resolve) => child.once('close', () => resolve()))
    child.once('close', (code, signal) => listener.ended(code, signal))
    this.over = this.#closed.then(() => this.end()).then(() => deleteLiving(this))
  }

  /** The id of the group, or undefined if the command couldn't be started. */
  get id(): number | undefined {
    return this.#child.pid
  }

  /** Writes to its standard input, if that is open. */
  write(text: string): void {
    if (this.id !== undefined && this.#child.stdin.writable) this.#child.stdin.write(text)
  }

  /** Doesn't read its output before there is room for more. */
  readAfter(room: Promise<void>): void {
    if (this.#isHeld) return
    this.#isHeld = true
    const { stdout, stderr } = this.#child
    stdout.pause()
    stderr.pause()
    void room.then(() => {
      this.#isHeld = false
      stdout.resume()
      stderr.resume()
    })
  }

  endInput(): void {
    if (this.id !== undefined) this.#child.stdin.end()
  }

  /** Sends a signal to every process of the group. Returns whether there was one. */
  signal(signal: NodeJS.Signals | 0): boolean {
    if (this.#child.pid === undefined) return false
    // Windows may give the id of a process that has ended to another.
    if (process.platform === 'win32') return !this.#hasEnded && signalWindowsTree(this.#child.pid, signal)
    try {
      return process.kill(-this.#child.pid, signal)
    } catch {
      return false
    }
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Sends SIGTERM to what is left of the group, and SIGKILL after the grace time. Resolves when it has ended. */
  end(): Promise<void> {
    this.#ending ??= this.#end()
    return this.#ending
  }

  async #end(): Promise<void> {
    if (!this.signal('SIGTERM')) return
    const timer = this.#clock.setTimeout(() => {
      this.#killed = true
      this.signal('SIGKILL')
    }, this.#graceTime)
    await this.#closed
    while (!this.#killed && this.signal(0)) await this.#pause()
    this.#clock.clearTimeout(timer)
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#clock.setTimeout(resolve, LOOK_INTERVAL))
  }

  #drain(): void {
    let timer: unknown
    const wait = () => (timer = this.#clock.setTimeout(close, DRAIN_TIMEOUT))
    const close = () => {
      if (this.#isHeld) return wait()
      this.#child.stdout.destroy()
      this.#child.stderr.destroy()
    }
    wait()
    void this.#closed.then(() => this.#clock.clearTimeout(timer))
  }
}
