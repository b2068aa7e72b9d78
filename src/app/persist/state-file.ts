import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Json } from '../trace/codec.ts'

/** The file of what is kept. It's replaced as a whole: another process, or this one after a crash, finds all of it or what was before. */
export class StateFile {
  readonly path: string
  readonly #fsync: boolean
  #written = ''

  constructor(path: string, fsync: boolean) {
    this.path = realPath(path)
    this.#fsync = fsync
  }

  /** What is in it; undefined if there is none. Throws an Error if it can't be read, or isn't JSON. */
  read(): Json | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Json
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  /** Writes it beside, and puts it in place. Throws an Error if that isn't possible; then the file is as it was. */
  write(text: string): void {
    if (text === this.#written) return
    const beside = `${this.path}.new`
    try {
      rmSync(beside, { force: true }) // it may be another's, or readable for others
      this.#writeNew(beside, text)
      renameSync(beside, this.path)
    } catch (error) {
      rmSync(beside, { force: true })
      throw error
    }
    if (this.#fsync) syncFolder(dirname(this.path))
    this.#written = text
  }

  remove(): void {
    rmSync(this.path, { force: true })
    if (this.#fsync) syncFolder(dirname(this.path))
  }

  #writeNew(path: string, text: string): void {
    const fd = openSync(path, 'wx', 0o600)
    try {
      writeFileSync(fd, text)
      if (this.#fsync) fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  }
}

/** Where a link leads: the link itself stays. */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** Makes the folder of a file, if it isn't there. Only its owner may look into it. */
export function makeFolderOf(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
}

/** The name of a file is on the disk when its folder is. */
function syncFolder(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
