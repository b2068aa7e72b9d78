import { watch } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { LineCollector } from './line-collector.ts'

/** How often a file is checked, in ms, in case the system doesn't report a change. */
const LOOK_INTERVAL = 250

const CHUNK = 65_536

const NONE: Buffer = Buffer.alloc(0)

/** How `followFile` reads. */
export interface FollowOptions {
  /** Ends it when aborted. */
  readonly signal: AbortSignal
  /**
   * Whether lines that are already in the file count.
   *
   * @defaultValue true
   */
  readonly fromStart?: boolean
}

/**
 * The lines of a file as it grows, like `tail -F`. If the file is truncated, replaced,
 * written over in place, or removed and made again, it is read from its start again. A
 * line counts once its end is written. It ends when `signal` is aborted.
 *
 * ```ts
 * const log = streaming(({ input: path, signal }: { input: string; signal: AbortSignal }) => followFile(path, { signal }))
 * ```
 *
 * @throws Error of Node if the file can't be opened at the start, or can't be read.
 */
export async function* followFile(
  path: string,
  { signal, fromStart = true }: FollowOptions,
): AsyncGenerator<string, void, void> {
  let reading = await Reading.of(path)
  let changes: Changes | undefined
  try {
    changes = new Changes(path, signal)
    if (!fromStart) await reading.skip()
    while (!signal.aborted) {
      const chunk = await reading.next()
      // Looked at afterwards: what was rewritten meanwhile isn't the rest of what was read before.
      if (await reading.isRewritten()) reading = reading.again()
      else if (chunk.length > 0) yield* reading.take(chunk)
      else {
        const other = await replacement(path, reading.file)
        if (other === undefined) await changes.next()
        else {
          await reading.file.close()
          reading = new Reading(other)
        }
      }
    }
  } finally {
    changes?.close()
    await reading.file.close()
  }
}

/** How much is remembered of what was read, from its start and from its end, to see whether it is still there. */
const REMEMBERED = 1_024

/** A file that is read from its start. */
class Reading {
  readonly file: FileHandle
  readonly #lines = new LineCollector()
  readonly #buffer = Buffer.allocUnsafe(CHUNK)
  /** How much was read, and how that begins and ends. */
  #position = 0
  #start = NONE
  #end = NONE

  constructor(file: FileHandle) {
    this.file = file
  }

  static async of(path: string): Promise<Reading> {
    return new Reading(await open(path))
  }

  /** Passes over what is there. */
  async skip(): Promise<void> {
    const { size } = await this.file.stat()
    this.#start = await this.#read(0, Math.min(REMEMBERED, size))
    this.#end = await this.#read(Math.max(0, size - REMEMBERED), size)
    this.#position = size
  }

  /** The bytes after those that were taken; none at the end of the file. */
  async next(): Promise<Buffer> {
    const { bytesRead } = await this.file.read(this.#buffer, 0, CHUNK, this.#position)
    return this.#buffer.subarray(0, bytesRead)
  }

  /** The lines that end in these bytes. */
  take(chunk: Buffer): readonly string[] {
    this.#position += chunk.length
    if (this.#start.length < REMEMBERED)
      this.#start = Buffer.concat([this.#start, chunk.subarray(0, REMEMBERED - this.#start.length)])
    this.#end = Buffer.concat([this.#end, chunk.subarray(-REMEMBERED)]).subarray(-REMEMBERED)
    return this.#lines.push(chunk)
  }

  /** Whether what was taken is no longer there: the file was truncated, or written over. */
  async isRewritten(): Promise<boolean> {
    const position = this.#position
    if (position === 0) return false
    const [start, end] = await Promise.all([
      this.#read(0, this.#start.length),
      this.#read(position - this.#end.length, position),
    ])
    return !start.equals(this.#start) || !end.equals(this.#end)
  }

  /** The same file from its start. */
  again(): Reading {
    return new Reading(this.file)
  }

  async #read(from: number, to: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(to - from), 0, to - from, from)
    return buffer.subarray(0, bytesRead)
  }
}

/** The file that is at the path now, if that is another one. */
async function replacement(path: string, file: FileHandle): Promise<FileHandle | undefined> {
  const now = await file.stat()
  const there = await stat(path).catch(() => undefined) // it may be gone for a moment while logs are rotated
  if (there === undefined || (there.ino === now.ino && there.dev === now.dev)) return undefined
  return open(path).catch(() => undefined)
}

/** Resolves when a file may have changed. */
class Changes {
  readonly #stop: () => void
  #isNew = false
  #wake = () => {}

  constructor(path: string, signal: AbortSignal) {
    const notice = () => {
      this.#isNew = true
      this.#wake()
    }
    const watcher = watch(path, { persistent: false }, notice)
    // Not every file system reports changes, and a file that was replaced isn't watched any more.
    const timer = setInterval(notice, LOOK_INTERVAL)
    watcher.on('error', () => {})
    signal.addEventListener('abort', notice)
    this.#stop = () => {
      clearInterval(timer)
      watcher.close()
      signal.removeEventListener('abort', notice)
    }
  }

  async next(): Promise<void> {
    if (!this.#isNew) await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#isNew = false
  }

  close(): void {
    this.#stop()
  }
}
