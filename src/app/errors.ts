import { isInstance, messageOf, shortened } from '../machines/kit/message-of.ts'
import { dropStack } from '../machines/kit/no-stack.ts'
import { ToldError } from '../machines/kit/told-error.ts'
import { sanitize } from '../render/text/sanitize.ts'

/**
 * An actor, a view, a key function or a guard failed, and the app didn't handle it. `cause` is what was thrown.
 *
 * ```ts
 * await run(people).catch((error) => {
 *   if (error instanceof AppError) console.error(error.actor, error.state, error.cause)
 * })
 * ```
 */
export class AppError extends Error {
  /** The name of the class. */
  override readonly name = 'AppError'
  /** The path of the actor that failed: the ids from the app's own actor to it, such as 'people/users'. */
  readonly actor: string
  /** The state that it was in. */
  readonly state: string

  constructor(what: string, actor: string, state: string, cause: unknown) {
    super(sanitize(`${what} ${actor} failed in state '${state}': ${messageOf(cause)}`), {
      cause: sanitizeError(cause),
    })
    dropStack(this)
    this.actor = actor
    this.state = state
  }
}

/** In UTF-16 units. A message may have megabytes, which nobody reads. */
const MAX_STACK_LENGTH = 100_000

/**
 * The same error, with a stack that is safe to write to a terminal. Node prints stacks as they are, and a message may contain untrusted
 * text. Its causes and inner errors are made safe, too.
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
    // The error can't be changed, or not even be read.
  }
  return error
}

/**
 * The app was interrupted: by Ctrl+C that it doesn't bind, by a signal, or because its terminal was closed. If it is left uncaught,
 * the process exits with the status of the signal: 130 for Ctrl+C.
 */
export class InterruptedError extends Error {
  /** The name of the class. */
  override readonly name = 'InterruptedError'
  /** The signal; 'SIGINT' for Ctrl+C, 'SIGHUP' if the terminal was closed. */
  readonly signal: NodeJS.Signals

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`)
    this.signal = signal
  }
}

/**
 * The app was to end with an answer that only a key can give, and nobody can press one: the process has no terminal, or CI
 * is set. A process that lets it through prints the message and ends with status 2.
 *
 * ```ts
 * const name = await run(question).catch((error) => {
 *   if (error instanceof NeedsKeysError) return process.env.USER
 *   throw error
 * })
 * ```
 */
export class NeedsKeysError extends ToldError {
  /** The name of the class. */
  override readonly name = 'NeedsKeysError'
  /** The status of a program that was called in a wrong way. */
  override readonly exitStatus = 2

  constructor(component: string, reason: string) {
    super(
      `${component} needs keys, but ${reason}: run it in a terminal, or give it what it asks for beforehand`,
    )
  }
}

/** The app has ended, but some of its work hasn't ended in time: `unfinished` has the path of each actor, and its work. */
export class ShutdownError extends Error {
  /** The name of the class. */
  override readonly name = 'ShutdownError'
  /** The work that hasn't ended, and the actor that began it. */
  readonly unfinished: readonly { readonly actor: string; readonly what: string }[]

  constructor(timeout: number, unfinished: ShutdownError['unfinished']) {
    const list = unfinished.map(({ actor, what }) => `  ${actor}: ${what}`).join('\n')
    super(`the app has ended, but after ${timeout} ms this work hasn't:\n${list}`)
    this.unfinished = unfinished
  }
}
