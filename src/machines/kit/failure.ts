/** Makes the machine whose action this is fail with an error, as a rejected promise would. */
function raiseError(error: unknown): never {
  throw error
}

/** An event that a machine sends itself, to fail after the state in which it does has been seen. */
export interface FailEvent {
  readonly type: 'fail'
}

/** The actions of the state `failed`. Thrown at once, the error would hide the state that it is about. */
export const failingActions = {
  announceFailure: ({ self }: { readonly self: { send(event: FailEvent): void } }) =>
    self.send({ type: 'fail' }),
  failWithError: ({ context }: { readonly context: { readonly error: unknown } }) =>
    raiseError(context.error),
}

/** A state in which a machine fails with the error in its context, once the state has been seen. */
export const failed = { entry: 'announceFailure', on: { fail: { actions: 'failWithError' } } } as const

/** What a context keeps of a failure: `keepError: assign(errorOf)`. */
export function errorOf(_: unknown, { error }: { readonly error: unknown }) {
  return { error: reasonOf(error) }
}

/** Someone who could have waited did not want to: its `cause` is the last failure before that, if there was one. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'

  constructor(what: string, cause?: unknown) {
    super(`${what} was cancelled`, { cause })
  }
}

/** An error to show, also for what failed without saying why. */
export function reasonOf(error: unknown): unknown {
  return error ?? new Error('it failed without saying why')
}
