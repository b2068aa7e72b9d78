import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { PersistError } from './persist-error.ts'

/** Who has a lock: a process, and when it began, since its number is given again some time. */
interface Owner {
  readonly pid: number
  readonly host: string
  readonly began: string | undefined
}

/** How long a lock that was taken over may still be taken by a process that has seen its last owner, too, in ms. */
const SETTLE_TIME = 30

/** The locks of this process. */
const own = new Set<string>()

/** Keeps other processes, and other apps of this one, from a file. */
export class FileLock {
  readonly #path: string

  private constructor(path: string) {
    this.#path = path
  }

  /**
   * Takes the lock of a file.
   *
   * @throws PersistError (as a rejection) if a process that runs has it.
   */
  static async take(file: string): Promise<FileLock> {
    const path = `${file}.lock`
    if (own.has(path)) throw new PersistError(`${file} is used by another app of this process`)
    own.add(path)
    try {
      await takeLock(file, path)
    } catch (error) {
      own.delete(path)
      throw error
    }
    return new FileLock(path)
  }

  release(): void {
    if (own.delete(this.#path)) rmSync(this.#path, { force: true })
  }
}

async function takeLock(file: string, path: string): Promise<void> {
  // It's made beside, so that nobody sees it empty.
  const beside = `${path}.${process.pid}`
  writeFileSync(beside, JSON.stringify(ownerOf(process.pid)), { mode: 0o600 })
  try {
    if (tryToLink(beside, path)) return
    refuseIfAlive(file, path)
    renameSync(beside, path)
  } finally {
    rmSync(beside, { force: true })
  }
  // Two processes may take over the lock of a third at once. The last one has it.
  await setTimeout(SETTLE_TIME)
  refuseIfAlive(file, path)
}

function tryToLink(beside: string, path: string): boolean {
  try {
    linkSync(beside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function refuseIfAlive(file: string, path: string): void {
  const owner = readOwner(path)
  if (owner === undefined || owner.pid === process.pid) return
  if (owner.host !== hostname())
    throw new PersistError(
      `${file} is used by process ${owner.pid} on ${owner.host}. If that has ended, delete ${path}`,
    )
  if (isAlive(owner))
    throw new PersistError(
      `${file} is used by process ${owner.pid}, which still runs: end that one first (kill ${owner.pid})`,
    )
}

/** Undefined if nobody can be told from it: its process was killed while it wrote, or has removed it. */
function readOwner(path: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as Partial<Owner> | null
    return typeof owner?.pid === 'number' ? (owner as Owner) : undefined
  } catch {
    return undefined
  }
}

function isAlive({ pid, began }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // It may be another user's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return began === undefined || began === ownerOf(pid).began
}

function ownerOf(pid: number): Owner {
  return { pid, host: hostname(), began: startOf(pid) }
}

/** When a process began, as Linux counts it (proc(5), field 22 of stat); undefined elsewhere. A zombie doesn't run any more. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? 'ended' : fields[19]
  } catch {
    return undefined
  }
}
