/** What a process that ends, stops or goes on means for the terminal it has. */
export interface ProcessListener {
  /** A signal asks the process to end. */
  readonly signal: (signal: NodeJS.Signals) => void
  /** The process ends now; nothing can be waited for. An uncaught error comes this way too, before Node prints it. */
  readonly exit: () => void
  /** An error that nobody has caught is about to end the process, or to be given to the program's own listener. */
  readonly failing: (error: unknown) => void
  readonly suspend: () => void
  /** It was stopped and goes on. */
  readonly continued: () => void
  /** It was to be stopped, and was not: nobody could have let it go on. */
  readonly notStopped: () => void
  /** Nothing is left that could still happen. */
  readonly idle: () => void
}

/** How long after a stop signal the process is taken not to have been stopped, in ms. */
const STOP_TIME = 300

/**
 * How long after a process goes on it takes the terminal again, in ms. A process that takes it in the background is stopped.
 * What ends a stopped process lets it go on, too. The two signals and a timer may come in any order.
 */
const CONTINUE_TIME = 20

/** Listens to all the ways in which this process can end or stop, until it is released. */
export class ProcessGuard {
  readonly #listener: ProcessListener
  readonly #listeners: Readonly<Record<string, (argument: unknown) => void>>
  #timer: NodeJS.Timeout | undefined
  #goOnTimer: NodeJS.Timeout | undefined

  constructor(listener: ProcessListener) {
    this.#listener = listener
    this.#listeners = {
      SIGINT: () => listener.signal('SIGINT'),
      SIGTERM: () => listener.signal('SIGTERM'),
      SIGHUP: () => listener.signal('SIGHUP'),
      SIGQUIT: () => listener.signal('SIGQUIT'),
      SIGTSTP: listener.suspend,
      SIGCONT: () => this.#goOn(listener.continued),
      exit: listener.exit,
      uncaughtExceptionMonitor: listener.failing,
      beforeExit: listener.idle,
    }
    for (const [event, listen] of Object.entries(this.#listeners)) process.on(event, listen)
  }

  release(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#goOnTimer)
    for (const [event, listen] of Object.entries(this.#listeners)) process.off(event, listen)
  }

  /** Stops the process and all that a shell would stop with it on Ctrl+Z. */
  stopProcess(): void {
    const { suspend } = this.#listener
    process.off('SIGTSTP', suspend) // for as long as there is no listener the signal does what it does by default
    process.kill(0, 'SIGTSTP')
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      process.on('SIGTSTP', suspend)
      this.#goOn(this.#listener.notStopped)
    }, STOP_TIME)
  }
  #goOn(tell: () => void): void {
    clearTimeout(this.#goOnTimer)
    this.#goOnTimer = setTimeout(tell, CONTINUE_TIME)
  }
}
