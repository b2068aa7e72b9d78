import { readdirSync, readFileSync } from 'node:fs'
import { signalTree } from '../processes/process-tree.ts'

/**
 * Sends a signal to all processes of the session that a process leads: a shell gives each job a process group of its own. Returns whether
 * one has got it.
 */
export function signalSession(leader: number, signal: NodeJS.Signals | 0): boolean {
  if (process.platform !== 'linux') return signalGroup(leader, signal)
  // One that belongs to another user can't be sent any: nobody waits for it.
  return sessionMembers(leader).filter((pid) => sendSignal(pid, signal)).length > 0
}

/** Where the session of a process can't be read, it is those that the leader has started, and then its group. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  if (signal !== 0) signalTree(leader, signal)
  return process.platform === 'win32' ? sendSignal(leader, signal) : sendSignal(-leader, signal)
}

/** The processes of a session that haven't ended. A zombie has. */
export function sessionMembers(leader: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => sessionOf(pid) === leader)
}

/** proc(5): the name may contain anything, but is in parentheses. After it come the state, the parent, the group and the session. */
function sessionOf(pid: number): number | undefined {
  try {
    const [, state, session] =
      /^.*\) (\S) \d+ \d+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return state === 'Z' ? undefined : Number(session)
  } catch {
    return undefined // it has ended
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false // it has ended, or is another user's
  }
}
