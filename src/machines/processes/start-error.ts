import { accessSync, constants, statSync, type Stats } from 'node:fs'
import { delimiter, isAbsolute, resolve } from 'node:path'

/** What a command is started with. */
interface Start {
  readonly command: string
  readonly cwd?: string | undefined
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  readonly shell?: boolean | undefined
}

type Cause = Error & { readonly code?: string }

/**
 * Why a command could not be started. Node says ENOENT for a folder that is missing, a command that is, and an interpreter that
 * is: this looks which of them it was. `code` and `cause` are Node's.
 */
export function startError(description: string, start: Start, cause: Cause): Error {
  const why = folderFault(start.cwd) ?? commandFault(start, cause) ?? cause.message
  const message = `${description} can't be started: ${why}`
  return Object.assign(new Error(message, { cause }), cause.code === undefined ? {} : { code: cause.code })
}

/** Starts a command. Node throws some errors of it, and tells of others by an event. */
export function starting<T>(description: string, start: Start, spawn: () => T): T {
  try {
    return spawn()
  } catch (error) {
    throw startError(description, start, error as Cause)
  }
}

/**
 * Says beforehand what a start that fails only in the child would say nothing about.
 *
 * @throws an error as `startError` makes it, if the folder or the command can't be used.
 */
export function requireCommand(description: string, start: Start): void {
  const { command, cwd = '.', env = process.env } = start
  const folders = command.includes('/')
    ? ['']
    : (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const files = folders.map((folder) => resolve(cwd, folder, command))
  if (folderFault(start.cwd) === undefined && files.some((file) => isFile(file) && mayRun(file))) return
  throw startError(
    description,
    start,
    Object.assign(new Error(`spawn ${command} ENOENT`), { code: 'ENOENT' }),
  )
}

function isFile(path: string): boolean {
  return statsOf(path)?.isFile() === true
}

function folderFault(cwd: string | undefined): string | undefined {
  if (cwd === undefined) return undefined
  const stats = statsOf(cwd)
  if (stats === undefined) return `its working directory ${cwd} doesn't exist`
  if (!stats.isDirectory()) return `its working directory ${cwd} is not a directory`
  return mayRun(cwd) ? undefined : `its working directory ${cwd} may not be entered`
}

function commandFault(start: Start, { code = '' }: Cause): string | undefined {
  const { command, cwd = '.', env = process.env, shell } = start
  if (shell === true || !['ENOENT', 'EACCES', 'ENOTDIR'].includes(code)) return undefined
  if (command.includes('/')) return fileFault(isAbsolute(command) ? command : resolve(cwd, command))
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const files = folders
    .map((folder) => resolve(cwd, folder, command))
    .filter((file) => statsOf(file)?.isFile())
  const faults = files.map(fileFault)
  if (faults.length > 0) return faults[0]
  if (folders.length === 0) return `${command} was not found: PATH is empty`
  return `${command} was not found in PATH (${folders.join(delimiter)}): install it, or give its whole path`
}

function fileFault(file: string): string | undefined {
  const stats = statsOf(file)
  if (stats === undefined) return `${file} doesn't exist`
  if (stats.isDirectory()) return `${file} is a directory`
  return mayRun(file)
    ? `${file} names an interpreter that doesn't exist`
    : `${file} is not executable (chmod +x)`
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
