import { constants } from 'node:os'
import { killProcessGroups } from '../../machines/processes/living-groups.ts'
import { isInstance, messageOf } from '../../machines/kit/message-of.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import { sanitizeError, InterruptedError } from '../errors.ts'
import { DeferredOutput } from '../output/deferred-output.ts'
import { endQuietlyOn, endWithMessageOf, passOn } from './pass-on.ts'
import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import { ProcessGuard } from '../terminal/process-guard.ts'
import type { TerminalEvent } from '../terminal/terminal-context.ts'
import { waitForForeground } from '../terminal/wait-for-foreground.ts'

/** What happens to the process of an app. */
export interface AppProcessListener {
  /** A signal or Ctrl+C asks the app to end. */
  readonly interrupted: (reason: InterruptedError) => void
  /** One does so again. */
  readonly forced: () => void
  /** Nothing can happen any more. */
  readonly idle: () => void
  /** For the terminal's actor. */
  readonly terminal: (event: TerminalEvent) => void
  /** Whether another program has the terminal. */
  readonly isHandedOff: () => boolean
  /** Takes the lines that others write while the screen is up; without it they are kept until it is gone. */
  readonly print: ((line: string) => void) | undefined
}

/** The name of the app that has this process's terminal. */
let appOnTerminal: string | undefined

/** The process around an app: its terminal, its signals and its standard streams, from the start to the end. */
export class AppProcess {
  /** It has the process's own terminal. */
  hasTerminal = false
  readonly #choice: TerminalChoice
  readonly #listener: AppProcessListener
  readonly #late = new DeferredOutput()
  #guard: ProcessGuard | undefined
  /** The signal that ends the app, to be passed on when it has ended. */
  #signal: NodeJS.Signals | undefined
  #wasInterrupted = false

  constructor(choice: TerminalChoice, listener: AppProcessListener) {
    this.#choice = choice
    this.#listener = listener
  }

  /** Keeps what is logged until the screen is gone. */
  get log(): (...args: unknown[]) => void {
    return this.#late.log
  }

  /** Whether it can be stopped as a shell's Ctrl+Z does. */
  get canSuspend(): boolean {
    return this.#guard !== undefined && process.platform !== 'win32'
  }

  /** Throws an Error if another app has the terminal. */
  begin(name: string): void {
    const { screen, ownsProcess } = this.#choice
    if (screen !== undefined) this.#takeTerminal(name, screen)
    if (ownsProcess) this.#guard = this.#guardProcess()
  }

  stopProcess(): void {
    this.#guard?.stopProcess()
  }

  /** The terminal is gone: what would come of that is the signal. */
  hungUp(): void {
    if (this.#choice.ownsProcess) this.#signal ??= 'SIGHUP'
  }

  /** Writes to stdout if it isn't (or is no longer) the screen. */
  write(text: string): void {
    const { print = printToStdout } = this.#choice
    if (text !== '') print(text)
  }

  /** The next app may have the terminal, and other code writes to it directly. */
  release(): void {
    if (this.hasTerminal) appOnTerminal = undefined
    this.#late.release()
    const { port } = this.#choice
    port.close() // it is closed already, unless the terminal's actor has failed
    port.release?.()
  }

  /** Shows what was kept, and then calls back: the terminal is as it was before. */
  end(done: () => void): void {
    const { helper } = this.#choice
    this.#guard?.release()
    this.#late.show(this.#signal !== undefined)
    if (helper === undefined) done()
    else void helper.end().then(done)
  }

  /** Ends the process as the app has ended: by its signal, or with an uncaught error. */
  endProcessFor(error: unknown): void {
    const signal = this.#signal
    // Code that waits for the app gets a turn of the event loop to say goodbye.
    if (signal !== undefined) setImmediate(() => passOn(signal))
    if (isInstance(error, InterruptedError) && this.#choice.ownsProcess)
      endQuietlyOn(error, signal === undefined ? 'key' : 'signal')
    if (this.#choice.ownsProcess) endWithMessageOf(error, signal)
  }

  #takeTerminal(name: string, screen: number): void {
    if (appOnTerminal !== undefined)
      throw new Error(
        `${name} cannot start: ${appOnTerminal} runs on this terminal. Stop it first, or show both as regions of one app`,
      )
    waitForForeground(name, screen)
    appOnTerminal = name
    this.hasTerminal = true
    const { print } = this.#listener
    this.#late.capture(screen, print && (({ text }) => print(text)))
  }

  #guardProcess(): ProcessGuard {
    const { terminal, idle } = this.#listener
    return new ProcessGuard({
      signal: (signal) => this.#signalled(signal),
      exit: () => this.#exit(),
      failing: (error) => this.#failing(error),
      suspend: () => terminal({ type: 'suspend' }),
      continued: () => terminal({ type: 'continued' }),
      notStopped: () => terminal({ type: 'resume' }),
      // No key can come: what the app shows now is what it will always show.
      idle: () => !this.#choice.port.hasKeys && idle(),
    })
  }

  #signalled(signal: NodeJS.Signals): void {
    // The program that has the terminal gets what its keys mean, and so do we.
    if (this.#listener.isHandedOff() && (signal === 'SIGINT' || signal === 'SIGQUIT')) return
    this.#signal = signal
    if (this.#interrupt(signal)) return
    this.#abandon()
    passOn(signal)
  }

  /** Ctrl+C was pressed, and nothing else had a use for it. */
  interruptByKey(): void {
    if (this.#interrupt('SIGINT') || !this.#choice.ownsProcess) return
    this.#abandon()
    process.exit(128 + constants.signals.SIGINT)
  }

  /** Returns false if the app is ending because of an interrupt already. */
  #interrupt(signal: NodeJS.Signals): boolean {
    const isFirst = !this.#wasInterrupted
    this.#wasInterrupted = true
    if (isFirst) this.#listener.interrupted(new InterruptedError(signal))
    else this.#listener.forced()
    return isFirst
  }

  /** The app doesn't end, and the process is its own: it ends now, with all that it has started. */
  #abandon(): void {
    this.#exit()
    this.#guard?.release()
    killProcessGroups()
  }

  /** The process ends now. Whatever the terminal's actor is in the middle of, its port gives the terminal back. */
  #exit(): void {
    this.#listener.terminal({ type: 'exit' })
    this.#choice.port.close()
    this.#choice.helper?.endNow()
    this.#late.show(true)
  }

  /** Node prints what nobody catches as it is. */
  #failing(error: unknown): void {
    sanitizeError(error)
    if (isInstance(error, Error) || process.listenerCount('uncaughtException') > 0) return
    this.#exit()
    process.stderr.write(`Uncaught ${sanitize(messageOf(error))}\n`)
    process.exit(1)
  }
}

function printToStdout(text: string): void {
  process.stdout.write(text)
}
