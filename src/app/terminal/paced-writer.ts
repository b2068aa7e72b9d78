import { closeSync, constants, openSync, writeSync } from 'node:fs'

/** Milliseconds before a terminal that took nothing is tried again: at first, and at the most. */
const FIRST_PAUSE = 1
const LONGEST_PAUSE = 32

/** How long the last bytes of a process may take, in ms. */
const LAST_WRITE_TIME = 250

/**
 * Writes to a terminal without ever waiting for it. Node writes to a terminal in one piece and stands still until it is
 * taken; here the same terminal is opened a second time, non-blocking, and what it does not take now it is offered again
 * soon.
 */
export class PacedWriter {
  readonly #fd: number
  readonly #own: boolean
  readonly #drained: () => void
  readonly #gone: (error: Error) => void
  #queue: Buffer[] = []
  /** Bytes of the first buffer that are written. */
  #written = 0
  #pause = FIRST_PAUSE
  #timer: NodeJS.Timeout | undefined

  constructor(fd: number, drained: () => void, gone: (error: Error) => void) {
    const second = openAgain(fd)
    this.#fd = second ?? fd
    this.#own = second !== undefined
    this.#drained = drained
    this.#gone = gone
  }

  get behind(): boolean {
    return this.#queue.length > 0
  }

  write(bytes: string): void {
    if (bytes === '') return
    this.#queue.push(Buffer.from(bytes))
    if (this.#timer === undefined) this.#pump()
  }

  /** Writes the queue and then `bytes` before it returns, or gives up when the time is over. */
  writeNow(bytes: string): void {
    this.#stopTimer()
    if (bytes !== '') this.#queue.push(Buffer.from(bytes))
    const end = performance.now() + LAST_WRITE_TIME
    try {
      while (!this.#writeSome() && performance.now() < end) sleep(FIRST_PAUSE)
    } catch {
      // Nobody is there to be told.
    }
    this.#clear()
  }

  close(): void {
    this.#stopTimer()
    this.#clear()
    if (this.#own) closeSync(this.#fd)
  }

  #pump(): void {
    try {
      if (this.#writeSome()) {
        this.#pause = FIRST_PAUSE
        this.#drained()
        return
      }
    } catch (error) {
      this.#clear()
      this.#gone(error as Error)
      return
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#pump()
    }, this.#pause)
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE)
  }

  /** Writes what the terminal takes. Tells whether that was all. */
  #writeSome(): boolean {
    for (let first = this.#queue[0]; first !== undefined; first = this.#queue[0]) {
      try {
        this.#written += writeSync(this.#fd, first, this.#written)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return false
        throw error
      }
      this.#pause = FIRST_PAUSE
      if (this.#written < first.length) continue
      this.#queue.shift()
      this.#written = 0
    }
    return true
  }

  #clear(): void {
    this.#queue = []
    this.#written = 0
  }

  #stopTimer(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

/** The same terminal in a file description of its own, so that non-blocking is not what others that share it become. */
function openAgain(fd: number): number | undefined {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch {
    return undefined // not Linux: the terminal is written to as it is
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
