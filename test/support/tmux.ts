import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export const hasTmux = works('tmux', '-V')
if (!hasTmux) console.warn('no tmux on this machine: what it shows is not judged')

let servers = 0

/** A pane of tmux, which shows the bytes that it is fed: another judge of text. */
export class Tmux {
  readonly #socket = `actty-${process.pid}-${++servers}`
  readonly #folder = mkdtempSync(join(tmpdir(), 'actty-'))
  readonly #fifo = join(this.#folder, 'fifo')
  readonly #feed: number
  #fed = 0

  constructor(columns: number, rows: number) {
    execFileSync('mkfifo', [this.#fifo])
    this.#feed = openSync(this.#fifo, constants.O_RDWR)
    const size = ['-x', String(columns), '-y', String(rows)]
    this.#tmux(
      'new-session',
      '-d',
      ...size,
      `stty raw -echo; exec cat ${this.#fifo}`,
      ';',
      'set',
      '-g',
      'status',
      'off',
    )
  }

  /** What it shows after these bytes too: its rows, without blanks at their ends. */
  async show(bytes: string): Promise<string[]> {
    const mark = String(++this.#fed)
    // The title is set when all before it was shown.
    const chunk = Buffer.from(`${bytes}\x1b]2;${mark}\x1b\\`)
    for (let at = 0; at < chunk.length;) at += writeSync(this.#feed, chunk, at)
    while (this.#tmux('display-message', '-p', '#{pane_title}').trim() !== mark) await setTimeout(2)
    return this.#tmux('capture-pane', '-p').split('\n')
  }

  /** Changes its size, as dragging the border of its window does. */
  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows))
  }

  /** All rows, those that have scrolled out of view first. */
  history(): string[] {
    return this.#tmux('capture-pane', '-p', '-S', '-').split('\n')
  }

  close(): void {
    this.#tmux('kill-server')
    closeSync(this.#feed)
    rmSync(this.#folder, { recursive: true })
  }

  #tmux(...command: string[]): string {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' }
    return execFileSync('tmux', ['-u', '-L', this.#socket, '-f', '/dev/null', ...command], {
      encoding: 'utf8',
      env,
    })
  }
}

function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
