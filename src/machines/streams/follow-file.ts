import { watch } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { LineCollector } from './line-collector.ts'

/** How often a file is looked at, in ms, where the system does not tell that it has changed. */
const LOOK_INTERVAL = 250

const CHUNK = 65_536

export interface FollowOptions {
  readonly signal: AbortSignal
  /** Whether lines count that were there before: yes, unless told. */
  readonly fromStart?: boolean
}

/**
 * The lines of a file as it grows, as `tail -F` shows them. Where it is truncated or replaced, it is read from its start
 * again. A line counts when its end is written. It ends when `signal` is aborted; it fails where there is no file.
 *
 * ```ts
 * const log = streaming(({ input: path, signal }: { input: string; signal: AbortSignal }) => followFile(path, { signal }))
 * ```
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

/** The file to read from its start, where it was truncated or replaced. */
async function reopened(path: string, file: FileHandle, position: number): Promise<FileHandle | undefined> {
  const now = await file.stat()
  if (now.size < position) return file
  const there = await stat(path).catch(() => undefined) // it may be away for a moment, while logs are rotated
  if (there === undefined || (there.ino === now.ino && there.dev === now.dev)) return undefined
  return open(path).catch(() => undefined)
}

/** Tells when a file may have changed. */
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
    // Not every file system tells; and one that was replaced is no longer watched.
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
