import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { childProcesses } from './child-processes.ts'

/**
 * Sends a signal to a process and to all that it has started. This is for processes in our own process group, which is the
 * one that the terminal listens to. A group of their own could be signaled at once.
 */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') return void signalWindowsTree(pid, signal)
  const tree = new Set([pid])
  sendSignal(pid, 'SIGSTOP') // so that none of them starts another meanwhile
  for (let before = 0; tree.size > before;) {
    before = tree.size
    for (const [child, parent] of parentsOfAll()) {
      if (!tree.has(parent) || tree.has(child)) continue
      tree.add(child)
      sendSignal(child, 'SIGSTOP')
    }
  }
  for (const process of tree) sendSignal(process, signal)
  for (const process of tree) sendSignal(process, 'SIGCONT')
}

/**
 * Windows has no signals and no process groups. Any signal ends the process and all that it has started, except 0, which asks
 * whether it runs. Returns whether it did.
 */
export function signalWindowsTree(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    if (signal === 0) return process.kill(pid, 0)
    childProcesses().execFileSync(taskkill(), ['/PID', String(pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    })
    return true
  } catch {
    return false // it has ended
  }
}

/** By its path: Windows would look for it in the current folder first. */
function taskkill(): string {
  return join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe')
}

/** The parent of each process, by id. */
function parentsOfAll(): ReadonlyMap<number, number> {
  try {
    return process.platform === 'linux' ? parentsInProc() : parentsByPs()
  } catch {
    return new Map() // the process itself still gets the signal
  }
}

function parentsInProc(): ReadonlyMap<number, number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(pids.map((pid) => [Number(pid), parentIn(`/proc/${pid}/stat`)]))
}

/** proc(5): the name may contain anything, but is in parentheses. After it come the state and the parent. */
function parentIn(path: string): number {
  try {
    return Number(/^.*\) \S (\d+)/s.exec(readFileSync(path, 'utf8'))?.[1])
  } catch {
    return 0 // it has ended
  }
}

function parentsByPs(): ReadonlyMap<number, number> {
  const rows = childProcesses()
    .execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
  return new Map(rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]))
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended.
  }
}
