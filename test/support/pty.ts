import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IPty, spawn } from '@lydell/node-pty'
import { Judge } from './judge.ts'

/** How long anything is waited for, in real ms. */
const TIMEOUT = 20_000

let marks = 0

const load = createRequire(import.meta.url)
let spawnPty: typeof spawn | undefined
try {
  spawnPty = (load('@lydell/node-pty') as { spawn: typeof spawn }).spawn
} catch {
  console.warn('no pseudo-terminal on this machine: the tests that need one are skipped')
}

export const hasPty = spawnPty !== undefined

/** How a script of this repository is started, with the built package. */
export const node = (script: string, ...args: string[]) => ['node', '--import=tsx', script, ...args].join(' ')

/** Tells that a command has written everything. */
const allWritten = '\x1b]9998\x07'

/** The same command, but the shell does not end before all output was read: what is not, a closed terminal loses. */
function waitingToBeRead(command: string): string {
  return `{ ${command}\n}; printf '\\033]9998\\007'; read -r line`
}

/** A shell on a real pseudo-terminal, whose output an emulator shows. */
export class Pty {
  readonly judge: Judge
  readonly #pty: IPty
  output = ''
  /** Marks every process that is started in it. */
  readonly mark = `actty-${process.pid}-${++marks}`
  ended: { exitCode: number; signal?: number | undefined } | undefined
  readonly #state = join(tmpdir(), this.mark)
  #shown: Promise<void> = Promise.resolve()
  #listeners = new Set<() => void>()

  constructor(
    command: string,
    { columns = 80, rows = 24, env = {}, shell = ['sh', '-c'], answers = true }: PtyOptions = {},
  ) {
    this.judge = new Judge(columns, rows)
    const [file, ...args] = shell
    this.#pty = spawnPty!(file!, command === '' ? args : [...args, waitingToBeRead(command)], {
      cols: columns,
      rows,
      cwd: process.cwd(),
      env: {
        ...cleanEnvironment(),
        TERM: 'xterm-256color',
        LC_ALL: 'C.UTF-8',
        PTY_MARK: this.mark,
        // What is kept by one test isn't what another goes on from.
        XDG_STATE_HOME: this.#state,
        ...env,
      },
    })
    this.#pty.onData((bytes) => {
      const data = bytes.replace(allWritten, '')
      if (data !== bytes) this.#pty.write('\n')
      this.output += data
      this.#shown = this.judge.write(data).then(() => this.#changed())
      // As xterm does: OSC 11, and "Primary Device Attributes".
      if (answers && data.includes('\x1b]11;?')) this.#pty.write('\x1b]11;rgb:0000/0000/0000\x1b\\')
      if (answers && data.includes('\x1b[c')) this.#pty.write('\x1b[?62c')
    })
    this.#pty.onExit((ended) => {
      this.ended = ended
      this.#changed()
    })
  }

  get pid(): number {
    return this.#pty.pid
  }

  write(bytes: string): void {
    this.#pty.write(bytes)
  }

  resize(columns: number, rows: number): void {
    this.judge.resize(columns, rows)
    this.#pty.resize(columns, rows)
  }

  /** Takes no output, until `resume`. */
  pause(): void {
    this.#pty.pause()
  }

  resume(): void {
    this.#pty.resume()
  }

  /** Closes the terminal, as closing its window does. */
  close(): void {
    this.#pty.kill('SIGKILL')
    ;(this.#pty as unknown as { destroy(): void }).destroy()
  }

  /** Waits until the screen, or all output, has this. */
  async until(condition: string | RegExp | (() => boolean), timeout = TIMEOUT): Promise<void> {
    await this.#until(() => this.#meets(condition), String(condition), timeout)
  }

  /** The living processes that were started in it. */
  processes(): { readonly id: number; readonly line: string }[] {
    return readdirSync('/proc').flatMap((name) => {
      try {
        const id = Number(name)
        if (!/^\d+$/.test(name) || !isAlive(id)) return []
        const isOurs = readFileSync(`/proc/${name}/environ`, 'utf8').includes(`PTY_MARK=${this.mark}\0`)
        return isOurs
          ? [{ id, line: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }]
          : []
      } catch {
        return []
      }
    })
  }

  /** The command lines of the living processes that were started in it. */
  descendants(): string[] {
    return this.processes().map(({ line }) => line)
  }

  /** Waits for the shell to end, and gives its output after the screen was given back. */
  async end(): Promise<string> {
    await this.#until(() => this.ended !== undefined, 'the end')
    await this.#shown
    rmSync(this.#state, { recursive: true, force: true })
    return this.judge.lines().join('\n').trim()
  }

  #meets(condition: string | RegExp | (() => boolean)): boolean {
    if (typeof condition === 'function') return condition()
    const screen = this.judge.lines().join('\n')
    return typeof condition === 'string' ? screen.includes(condition) : condition.test(screen)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }

  #until(met: () => boolean, what: string, timeout = TIMEOUT): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer)
        clearInterval(again)
        this.#listeners.delete(check)
        settle()
      }
      const check = () => met() && done(resolve)
      const timer = setTimeout(() => {
        done(() =>
          reject(
            new Error(
              `waited in vain for ${what}; the screen shows\n${this.judge.lines().join('\n').slice(0, 4_000)}`,
            ),
          ),
        )
      }, timeout)
      this.#listeners.add(check)
      const again = setInterval(check, 20)
      check()
    })
  }
}

export interface PtyOptions {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  readonly shell?: readonly string[]
  /** Whether the terminal says what it is when it is asked. */
  readonly answers?: boolean
}

/** Waits until a process is gone. */
export async function gone(pid: number, within: number): Promise<boolean> {
  const end = performance.now() + within
  while (performance.now() < end) {
    if (!isAlive(pid)) return true
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}

/** Whether a process runs. One that has ended, and that nobody has asked about yet, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    // Its first thread may have ended before the others have.
    const isZombie = /^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return !isZombie || readdirSync(`/proc/${pid}/task`).length > 1
  } catch {
    return !existsSync('/proc/self/stat')
  }
}

/** Without what a test runner or a terminal around it says of colors. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const told = /^(NO_COLOR|FORCE_COLOR|COLORTERM|TERM_PROGRAM|CI|NODE_OPTIONS|VITEST.*)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)))
}
