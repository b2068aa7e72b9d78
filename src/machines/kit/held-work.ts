import type { AnyActor, AnyActorRef } from 'xstate'
import { parentOf } from './xstate-internals.ts'

/** Something that an actor began and that is still under way, though the actor may have been stopped. */
export interface HeldWork {
  /** The ids of the actors from the root to the one that began it. */
  readonly actor: string
  readonly what: string
  /** Settles when it has ended. It rejects where that failed and nobody else was told. */
  readonly ended: Promise<unknown>
}

/** By actor system. XState stops an actor at once and waits for nothing: what has to be waited for is kept here. */
const held = new WeakMap<object, Set<HeldWork>>()

/** Says that an actor's work is not over until `ended` settles, and calls it `what` for people. */
export function holdWork(actor: AnyActorRef, what: string, ended: Promise<unknown>): void {
  const { system } = actor as AnyActor
  const works = held.get(system) ?? new Set()
  const work = { actor: pathOf(actor as AnyActor), what, ended }
  held.set(system, works.add(work))
  // What failed is kept: it is still to be told.
  ended.then(
    () => works.delete(work),
    () => {},
  )
}

/** What is under way in an actor's system. */
export function heldWork(actor: AnyActorRef): readonly HeldWork[] {
  return [...(held.get((actor as AnyActor).system) ?? [])]
}

/** The ids of the actors from below the root to this one: 'people/users'. */
export function pathOf(actor: AnyActor): string {
  const ids: string[] = []
  let ref = actor
  for (let parent = parentOf(ref); parent !== undefined; parent = parentOf(ref)) {
    ids.unshift(ref.id)
    ref = parent
  }
  return ids.join('/') || actor.id
}
