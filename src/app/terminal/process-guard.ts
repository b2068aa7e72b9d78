/** What a process that ends, stops or goes on means for the terminal it has. */
export interface ProcessListener {
  /** A signal asks the process to end. */
  signal(signal: NodeJS.Signals): void
  /** The process ends now; nothing can be waited for. An uncaught error comes this way too, before Node prints it. */
  exit(): void
  suspend(): void
  /** It was stopped and goes on. */
  continued(): void
  /** It was to be stopped, and was not: nobody could have let it go on. */
  notStopped(): void
}

const endings: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']

/** How long after a stop signal the process is taken not to have been stopped, in ms. */
const STOP_TIME = 300

/** Listens to all the ways in which this process can end or stop, until it is released. */
export class ProcessGuard {
  readonly #listener: ProcessListener
  readonly #listeners: readonly (readonly [string, () => void])[]
  readonly #suspend = (): void => this.#listener.suspend()
  #timer: NodeJS.Timeout | undefined

  constructor(listener: ProcessListener) {
    this.#listener = listener
    this.#listeners = [
      ...endings.map((signal): [string, () => void] => [signal, () => listener.signal(signal)]),
      ['SIGTSTP', this.#suspend],
      ['SIGCONT', () => listener.continued()],
      ['exit', () => listener.exit()],
    ]
    for (const [event, listen] of this.#listeners) process.on(event, listen)
  }

  release(): void {
    clearTimeout(this.#timer)
    for (const [event, listen] of this.#listeners) process.off(event, listen)
  }

  /** Stops the process and all that a shell would stop with it on Ctrl+Z. */
  stopProcess(): void {
    process.off('SIGTSTP', this.#suspend) // for as long as there is no listener the signal does what it does by default
    process.kill(0, 'SIGTSTP')
    this.#timer = setTimeout(() => {
      process.on('SIGTSTP', this.#suspend)
      this.#listener.notStopped()
    }, STOP_TIME)
  }
}

/** Lets a signal do what it would have done without us: end the process. With another listener, that decides. */
export function passOn(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}
