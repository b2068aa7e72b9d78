import { watch } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { LineCollector } from './line-collector.ts'

/** How often a file is checked, in ms, in case the system doesn't report a change. */
const LOOK_INTERVAL = 250

const CHUNK = 65_536

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
 * The lines of a file as it grows, like `tail -F`. If the file is truncated or replaced, it is read from its start again. A
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
  let lines = new LineCollector()
  let file = await open(path)
  let changes: Changes | undefined
  try {
    changes = new Changes(path, signal)
    let position = fromStart ? 0 : (await file.stat()).size
    const buffer = Buffer.allocUnsafe(CHUNK)
    while (!signal.aborted) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, position)
      if (bytesRead > 0) {
        position += bytesRead
        yield* lines.push(buffer.subarray(0, bytesRead))
        continue
      }
      const other = await reopened(path, file, position)
      if (other === undefined) await changes.next()
      else {
        if (other !== file) await file.close()
        file = other
        position = 0
        lines = new LineCollector()
      }
    }
  } finally {
    changes?.close()
    await file.close()
  }
}

/** The file, to be read from its start, if it was truncated or replaced. */
async function reopened(path: string, file: FileHandle, position: number): Promise<FileHandle | undefined> {
  const now = await file.stat()
  if (now.size < position) return file
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
