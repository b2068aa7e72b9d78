import { dropStack } from './no-stack.ts'

/** Fails the machine that runs this as an action, as a rejected promise would. */
function raiseError(error: unknown): never {
  throw error
}

/** A machine sends itself this event to fail after its state `failed` has been seen. */
export interface FailEvent {
  readonly type: 'fail'
}

/** The actions of the state `failed`. If the state threw at once, the error would hide the state. */
export const failingActions = {
  announceFailure: ({ self }: { readonly self: { send(event: FailEvent): void } }) =>
    self.send({ type: 'fail' }),
  failWithError: ({ context }: { readonly context: { readonly error: unknown } }) =>
    raiseError(context.error),
}

/** A state in which a machine fails with the error in its context, after the state has been seen. */
export const failed = { entry: 'announceFailure', on: { fail: { actions: 'failWithError' } } } as const

/** For `keepError: assign(errorOf)`: keeps why work failed. */
export function errorOf(_: unknown, { error }: { readonly error: unknown }) {
  return { error: reasonOf(error) }
}

/**
 * Work was cancelled before it had an answer. If it had failed before that, `cause` is its last error.
 *
 * ```ts
 * if (error instanceof CancelledError) console.log(error.cause)
 * ```
 */
export class CancelledError extends Error {
  /** The name of the class. */
  override readonly name = 'CancelledError'

  /** @param what - What was cancelled, for people: 'the work'. */
  constructor(what: string, cause?: unknown) {
    super(`${what} was cancelled`, { cause })
    dropStack(this)
  }
}

/** An error to show. Work can fail without one, as by `Promise.reject()`. */
export function reasonOf(error: unknown): unknown {
  return error ?? new Error('it failed without saying why')
}
