import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from 'node:fs'

/** Milliseconds until the next try if the terminal took nothing: at first, and at most. */
const FIRST_PAUSE = 1
const MAX_PAUSE = 32

/** How long the last bytes of a process may take, in ms. */
const LAST_WRITE_TIMEOUT = 150

/**
 * Writes to a terminal or a pipe without blocking. Node's own writes to a terminal block until the terminal has taken all of them. So the
 * same terminal is opened a second time, non-blocking, and the bytes that it doesn't take now are tried again soon. A file takes
 * everything at once.
 */
export class PacedWriter {
  readonly #fd: number
  readonly #own: boolean
  readonly #drained: () => void
  readonly #gone: (error: Error) => void
  #queue: Uint8Array[] = []
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

  write(bytes: string | Uint8Array): void {
    if (bytes.length === 0) return
    const given = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    this.#queue.push(given)
    if (this.#timer === undefined) this.#pump()
    // What the terminal hasn't taken yet is ours: the bytes of a frame are overwritten by the next one.
    const last = this.#queue.length - 1
    if (given === bytes && this.#queue[last] === given) this.#queue[last] = given.slice()
  }

  /**
   * Writes the queue and then `bytes` before it returns, or gives up when it takes more than `time`, or nothing is taken for
   * `timeout` (both in ms). Tells whether it is all written, or nobody is there to read it.
   */
  writeNow(bytes: string, time = LAST_WRITE_TIMEOUT, timeout = time): boolean {
    this.#stopTimer()
    if (bytes !== '') this.#queue.push(Buffer.from(bytes))
    const end = performance.now() + time
    let isAll = true
    try {
      let taken = performance.now()
      for (let before = this.#left; !(isAll = this.#writeSome()); before = this.#left) {
        const now = performance.now()
        if (this.#left < before) taken = now
        if (now > end || now > taken + timeout) break
        sleep(FIRST_PAUSE)
      }
    } catch {
      // Nobody is there to be told.
    }
    this.#clear()
    return isAll
  }

  /** Bytes in the queue. */
  get #left(): number {
    return this.#queue.reduce((sum, { length }) => sum + length, -this.#written)
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
    this.#pause = Math.min(this.#pause * 2, MAX_PAUSE)
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
  const { isTTY, isPipe } = kindOf(fd)
  if (!isTTY && !isPipe) return undefined
  const paths = [`/proc/self/fd/${fd}`]
  // A terminal of another user, after `su`, can be opened only as the one that this process is run from.
  if (isTTY && isControlling(fd)) paths.push('/dev/tty')
  for (const path of paths) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
    } catch {
      // Not Linux, or not allowed.
    }
  }
  return undefined // it is written to as it is
}

function kindOf(fd: number): { readonly isTTY: boolean; readonly isPipe: boolean } {
  const stat = fstatSync(fd)
  return { isTTY: stat.isCharacterDevice(), isPipe: stat.isFIFO() }
}

function isControlling(fd: number): boolean {
  try {
    // proc(5): the seventh field is the controlling terminal; the second is a name, in which anything may stand.
    const stat = readFileSync('/proc/self/stat', 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[4]) === fstatSync(fd).rdev
  } catch {
    return false
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
