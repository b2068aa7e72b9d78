import { AsyncLocalStorage } from 'node:async_hooks'

/** What an uncaught error can be attributed to. */
export interface Scope {
  failed(error: unknown): void
}

/**
 * The session whose work runs now: timers, promises and callbacks that it began are its own, too. Node knows it for all but
 * `queueMicrotask`.
 */
export const scopes = new AsyncLocalStorage<Scope>()

/**
 * Takes the errors that nobody has caught. Those of a session end that session. Any other ends the server. Returns what lets go of them.
 */
export function catchUncaught(end: (error: unknown) => void): () => void {
  const caught = (error: unknown) => {
    const scope = scopes.getStore()
    if (scope === undefined) end(error)
    else scope.failed(error)
  }
  process.on('uncaughtException', caught)
  return () => process.off('uncaughtException', caught)
}
