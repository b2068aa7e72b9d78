import type { AnyActorRef } from 'xstate'

/** How long nothing ran: from the last time that was kept until the actors went on, in ms on the clock of `now`. */
export interface Gap {
  readonly from: number
  readonly to: number
}

const gaps = new WeakMap<object, Gap>()

/** The actors of this system go on after a gap. */
export function rememberGap(system: object, gap: Gap): void {
  gaps.set(system, gap)
}

/** The gap after which the actors of this system go on; undefined if they have begun. */
export function gapOf(actor: { readonly system: AnyActorRef['system'] }): Gap | undefined {
  return gaps.get(actor.system)
}
