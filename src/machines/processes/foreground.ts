import { GRACE_TIME } from './grace-time.ts'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { fromCallback, type AnyActorRef } from 'xstate'
import { clockOf, type Clock } from '../kit/clock.ts'
import type { Exit } from './exit-error.ts'
import { holdWork } from '../kit/held-work.ts'
import { childProcesses } from './child-processes.ts'
import { describeCommand, type CommandOptions } from './command.ts'
import { startError, starting } from './start-error.ts'
import { signalTree } from './process-tree.ts'

/** A command that gets the terminal: the options of `handoff` that matter for that. */
interface ForegroundCommand extends Omit<CommandOptions, 'stdin'> {
  readonly pause?: boolean | string | undefined
  readonly graceTime?: number | undefined
}

/** What can be sent to the terminal of an actor system. It answers with a TerminalGranted. */
export type TerminalClaim =
  /** `by` wants the terminal when its turn comes. */
  | { readonly type: 'handOff'; readonly by: AnyActorRef }
  /** `by` doesn't need it any more. */
  | { readonly type: 'takeBack'; readonly by: AnyActorRef }

/** The terminal has been given to the actor that gets this. */
export interface TerminalGranted {
  readonly type: 'terminal.granted'
}

/** The actor that has the terminal of an actor system. */
export interface TerminalActor {
  send(claim: TerminalClaim): void
  /** Why no command can have it. */
  readonly refusal?: string | undefined
}

const terminals = new WeakMap<object, TerminalActor>()

/** Commands of the actors in this system get their terminal from this actor. No name is taken from the user's actors for it. */
export function rememberTerminal(system: object, terminal: TerminalActor): void {
  terminals.set(system, terminal)
}

/** Whether an app shows the actors of this system. */
export function isShown(system: object): boolean {
  return terminals.has(system)
}

export type ForegroundEvent =
  | { readonly type: 'foreground.began' }
  | ({ readonly type: 'foreground.ended' } & Exit)
  | { readonly type: 'foreground.failed'; readonly error: unknown }

const PAUSE_TEXT = 'Press Enter to continue'

/** A command that gets the terminal: it waits in the queue, runs, and gives the terminal back. */
export const foreground = fromCallback<TerminalGranted | { type: 'end' }, ForegroundCommand>(
  ({ input: options, self, system, sendBack, receive }) => {
    const terminal = terminals.get(system)
    const clock = clockOf(self)
    let child: ChildProcess | undefined
    let isWanted = true
    let ending: unknown

    const giveBack = () => terminal?.send({ type: 'takeBack', by: self })

    const over = () => {
      clock.clearTimeout(ending)
      child = undefined
      giveBack()
    }

    const begin = async () => {
      sendBack({ type: 'foreground.began' })
      const settings = terminalSettings()
      try {
        const exit = await runCommand(options, (started) => (child = started))
        restoreSettings(settings)
        if (isWanted && options.pause) await pause(options.pause, (started) => (child = started))
        over()
        sendBack({ type: 'foreground.ended', ...exit })
      } catch (error) {
        over()
        sendBack({ type: 'foreground.failed', error })
      }
    }

    const end = () => {
      isWanted = false
      if (child === undefined) return giveBack()
      ending ??= endSoon(child, options.graceTime ?? GRACE_TIME, clock)
    }

    receive(({ type }) => {
      if (type === 'end') end()
      else holdWork(self, `process ${describeCommand(options)}`, begin())
    })
    if (terminal?.refusal !== undefined)
      sendBack({
        type: 'foreground.failed',
        error: new Error(`${describeCommand(options)} cannot have the terminal: ${terminal.refusal}`),
      })
    else if (terminal === undefined) holdWork(self, `process ${describeCommand(options)}`, begin())
    else terminal.send({ type: 'handOff', by: self })
    return end
  },
)

function runCommand(options: ForegroundCommand, started: (child: ChildProcess) => void): Promise<Exit> {
  return new Promise((resolve, reject) => {
    const child = starting(describeCommand(options), options, () =>
      childProcesses().spawn(options.command, options.args ?? [], {
        cwd: options.cwd,
        env: options.env ?? process.env,
        shell: options.shell ?? false,
        stdio: 'inherit',
        windowsHide: true,
      }),
    )
    const kill = () => child.pid !== undefined && signalTree(child.pid, 'SIGKILL')
    child.once('error', (error) => reject(startError(describeCommand(options), options, error)))
    child.once('exit', (code, signal) => {
      process.off('exit', kill)
      resolve({ code, signal })
    })
    if (child.pid === undefined) return
    process.once('exit', kill) // it has the terminal, so nothing else could end it
    started(child)
  })
}

async function pause(text: boolean | string, started: (child: ChildProcess) => void): Promise<void> {
  const prompt = text === true ? PAUSE_TEXT : String(text)
  // A shell reads the line, so this process doesn't read any keys.
  await runCommand({ command: 'sh', args: ['-c', 'printf "\\n%s " "$1"; read -r _', 'sh', prompt] }, started)
}

/** Sends SIGTERM to a child and what it has started, and SIGKILL after the grace time. */
function endSoon({ pid }: ChildProcess, graceTime: number, clock: Clock): unknown {
  if (pid === undefined) return undefined
  signalTree(pid, 'SIGTERM')
  return clock.setTimeout(() => signalTree(pid, 'SIGKILL'), graceTime)
}

/** How the terminal is set now; a command that is killed may leave it otherwise. Undefined if there is no terminal. */
function terminalSettings(): string | undefined {
  return stty('-g')?.trim()
}

function restoreSettings(settings: string | undefined): void {
  if (settings !== undefined) stty(settings)
}

/** Runs stty on the terminal that has the keys. Returns what it says; undefined if that failed. */
function stty(argument: string): string | undefined {
  let terminal: number | undefined
  try {
    if (!process.stdin.isTTY) terminal = openSync('/dev/tty', 'r')
    return childProcesses().execFileSync('stty', [argument], {
      stdio: [terminal ?? 'inherit', 'pipe', 'ignore'],
      encoding: 'utf8',
    })
  } catch {
    return undefined // there is no terminal, or it is gone
  } finally {
    if (terminal !== undefined) closeSync(terminal)
  }
}
