import type { AnyActorLogic } from 'xstate'

/** Whether a view was called with logic, and not with the options to make it. */
export function isLogic<L extends AnyActorLogic>(given: L | object | undefined): given is L {
  return given !== undefined && 'getInitialSnapshot' in given
}
