import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../kit/clock.ts'

export interface CommandOptions {
  readonly command: string
  readonly args?: readonly string[] | undefined
  readonly cwd?: string | undefined
  /** The whole environment of the command; that of this process unless told. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Gives `command` and its arguments to a shell as one line. Only for what you have written yourself. */
  readonly shell?: boolean | undefined
  /** What it reads: nothing unless told, a text, or what is written to it later ('open'). */
  readonly stdin?: 'open' | { readonly text: string } | undefined
}

/** In characters: a script can be a command's argument. */
const MAX_DESCRIPTION_LENGTH = 120

/** The command as a person would type it, more or less, for errors. */
export function describeCommand({ command, args = [] }: Pick<CommandOptions, 'command' | 'args'>): string {
  const words = [command, ...args].join(' ')
  return words.length <= MAX_DESCRIPTION_LENGTH ? words : `${words.slice(0, MAX_DESCRIPTION_LENGTH - 1)}…`
}

export interface ProcessListener {
  started(pid: number): void
  output(source: 'stdout' | 'stderr', chunk: Uint8Array): void
  /** The process has ended, and its output with it. */
  ended(code: number | null, signal: NodeJS.Signals | null): void
  failed(error: Error): void
}

/**
 * How long output may go on after the process has ended, in ms: something that it left behind can hold its pipes open.
 */
const DRAIN_TIMEOUT = 500

/** How often the rest of a group is looked at while it ends, in ms. */
const LOOK_INTERVAL = 20

/**
 * A command in a process group of its own, so that a signal reaches everything that it started. When the command has
 * ended, what it left running in the group is ended too; and none of it outlives this process, as far as a process can
 * see to that.
 */
export class ProcessGroup {
  readonly #clock: Clock
  readonly #graceTime: number
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #closed: Promise<void>
  /** Resolves when nothing is left of it. */
  readonly over: Promise<void>
  #ending: Promise<void> | undefined
  #killed = false

  /** `graceTime` is what it has to end when it is asked to, in ms. */
  constructor(options: CommandOptions, graceTime: number, clock: Clock, listener: ProcessListener) {
    this.#clock = clock
    this.#graceTime = graceTime
    const child = spawn(options.command, options.args ?? [], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child = child
    if (child.pid === undefined) {
      this.#closed = Promise.resolve()
      this.over = new Promise((resolve) => {
        child.once('error', (error) => {
          listener.failed(error)
          resolve()
        })
      })
      return
    }
    child.stdin.on('error', () => {}) // it may end without reading
    if (options.stdin !== 'open') child.stdin.end(options.stdin?.text)
    child.stdout.on('data', (chunk: Uint8Array) => listener.output('stdout', chunk))
    child.stderr.on('data', (chunk: Uint8Array) => listener.output('stderr', chunk))
    child.once('exit', () => this.#drain())
    addLiving(this)
    child.once('spawn', () => listener.started(child.pid!))
    child.on('error', () => {}) // a signal that could not be sent: it goes on, and will end
    this.#closed = new Promise((resolve) => child.once('close', () => resolve()))
    child.once('close', (code, signal) => listener.ended(code, signal))
    this.over = this.#closed.then(() => this.end()).then(() => deleteLiving(this))
  }

  /** The id of the group; undefined where nothing was started. */
  get id(): number | undefined {
    return this.#child.pid
  }

  /** Writes to its input, if that is open. */
  write(text: string): void {
    if (this.id !== undefined && this.#child.stdin.writable) this.#child.stdin.write(text)
  }

  endInput(): void {
    if (this.id !== undefined) this.#child.stdin.end()
  }

  /** Sends a signal to every process of the group. Tells whether there was one. */
  signal(signal: NodeJS.Signals | 0): boolean {
    if (this.#child.pid === undefined) return false
    try {
      return process.kill(-this.#child.pid, signal)
    } catch {
      return false
    }
  }

  /** Asks what is left of it to end, and after the grace time makes it. Resolves when it has. */
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
    const timer = this.#clock.setTimeout(() => {
      this.#child.stdout.destroy()
      this.#child.stderr.destroy()
    }, DRAIN_TIMEOUT)
    void this.#closed.then(() => this.#clock.clearTimeout(timer))
  }
}

/** The groups that live: none of them is to outlive this process. */
const living = new Set<ProcessGroup>()

const watchers = new Set<(groups: readonly number[]) => void>()

/** Tells the ids of the living groups, now and whenever they change, until the function that it gives is called. */
export function watchProcessGroups(watcher: (groups: readonly number[]) => void): () => void {
  watchers.add(watcher)
  watcher(livingIds())
  return () => watchers.delete(watcher)
}

function livingIds(): number[] {
  return [...living].flatMap(({ id }) => id ?? [])
}

function tellWatchers(): void {
  const ids = livingIds()
  for (const watcher of watchers) watcher(ids)
}

/** Ends all groups at once, without a grace time: for a process that is about to end. */
export function killProcessGroups(): void {
  for (const group of living) group.signal('SIGKILL')
}

function addLiving(group: ProcessGroup): void {
  if (living.size === 0) process.on('exit', killProcessGroups)
  living.add(group)
  tellWatchers()
}

function deleteLiving(group: ProcessGroup): void {
  if (living.delete(group) && living.size === 0) process.off('exit', killProcessGroups)
  tellWatchers()
}
