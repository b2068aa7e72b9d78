import type { AnyActor, AnyActorRef } from 'xstate'
import { parentOf } from '../kit/xstate-internals.ts'

/** Takes each line of the commands that an actor runs, however fast they come. A ring keeps only the last ones. */
export interface OutputTap {
  /** Returns a promise if it has no room for more: the command is read on when that settles. */
  readonly write: (lines: readonly string[]) => Promise<void> | undefined
}

const taps = new WeakMap<object, OutputTap>()

/** From now on, what an actor and those below it run is written to a tap, too. */
export function tapOutput(actor: AnyActorRef, tap: OutputTap): void {
  taps.set(actor, tap)
}

/** The tap of the nearest actor above. */
export function tapAbove(actor: AnyActorRef): OutputTap | undefined {
  for (let at = parentOf(actor); at !== undefined; at = parentOf(at)) {
    const tap = taps.get(at satisfies AnyActor)
    if (tap !== undefined) return tap
  }
  return undefined
}
