import type { AnyActorLogic } from 'xstate'

/** A view takes logic, or the options to make it: tells which it was given. */
export function isLogic<L extends AnyActorLogic>(given: L | object | undefined): given is L {
  return given !== undefined && 'getInitialSnapshot' in given
}
