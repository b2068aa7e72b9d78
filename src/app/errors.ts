import { isInstance, messageOf, shortened } from '../machines/kit/message-of.ts'
import { sanitize } from '../render/text/sanitize.ts'

/**
 * Something in an app failed, and nobody handled it: an actor, a view, a key function or a guard. `cause` is what it
 * threw.
 *
 * ```ts
 * await run(people).catch((error) => {
 *   if (error instanceof AppError) console.error(error.actor, error.state, error.cause)
 * })
 * ```
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  /** The ids of the actors from the app's own to the one that failed: 'people/users'. */
  readonly actor: string
  /** The state that it was in. */
  readonly state: string

  constructor(what: string, actor: string, state: string, cause: unknown) {
    super(sanitize(`${what} ${actor} failed in state '${state}': ${messageOf(cause)}`), {
      cause: sanitizeError(cause),
    })
    this.actor = actor
    this.state = state
  }
}

/** In UTF-16 units: that of an error with a message of megabytes isn't for people. */
const MAX_STACK_LENGTH = 100_000

/**
 * The same error, with a stack that a terminal can only show: Node prints stacks as they are, and a message may hold
 * what others have written. So it is for the errors that it was caused by.
 */
export function sanitizeError(error: unknown, seen = new Set<unknown>()): unknown {
  if (!isInstance(error, Error) || seen.has(error)) return error
  seen.add(error)
  try {
    const { stack } = error
    const shown = typeof stack === 'string' ? sanitize(shortened(stack, MAX_STACK_LENGTH)) : undefined
    if (shown !== stack)
      Object.defineProperty(error, 'stack', { value: shown, configurable: true, writable: true })
    sanitizeError(error.cause, seen)
    if (error instanceof AggregateError) for (const inner of error.errors) sanitizeError(inner, seen)
  } catch {
    // It is not to be changed, or does not even let itself be read.
  }
  return error
}

/**
 * The app was interrupted: by ctrl+c that it does not bind, by a signal, or because its terminal was closed. A process
 * that lets it through ends with the exit status that a shell gives to the signal: 130 for ctrl+c.
 */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
  readonly signal: NodeJS.Signals

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`)
    this.signal = signal
  }
}

/** The app has ended, but not all of its work: `unfinished` says which actor holds what. */
export class ShutdownError extends Error {
  override readonly name = 'ShutdownError'
  readonly unfinished: readonly { readonly actor: string; readonly what: string }[]

  constructor(timeout: number, unfinished: ShutdownError['unfinished']) {
    const list = unfinished.map(({ actor, what }) => `  ${actor}: ${what}`).join('\n')
    super(`work that was to end with the app is still under way after ${timeout} ms:\n${list}`)
    this.unfinished = unfinished
  }
}
