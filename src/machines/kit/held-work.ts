import type { AnyActor, AnyActorRef } from 'xstate'
import { parentOf } from './xstate-internals.ts'

/** Work that an actor began and that hasn't ended, though the actor may have been stopped. */
export interface HeldWork {
  /** The ids of the actors from the root to the one that began it, joined by '/'. */
  readonly actor: string
  /** What it is, for people: 'process 42 (make)'. */
  readonly what: string
  /** Settles when it has ended. It rejects if it failed and no other code reports that. */
  readonly ended: Promise<unknown>
}

/** By actor system. XState stops an actor at once and waits for nothing, so work that must be waited for is kept here. */
const held = new WeakMap<object, Set<HeldWork>>()

/**
 * Keeps an app from ending before `ended` settles, even if the actor is stopped.
 *
 * ```ts
 * fromCallback(({ self }) => {
 *   const socket = connect(9_000)
 *   return () => {
 *     holdWork(self, 'the connection', once(socket, 'close'))
 *     socket.end()
 *   }
 * })
 * ```
 *
 * @param what - What it is, for people: `run` names it if it takes too long.
 */
export function holdWork(actor: AnyActorRef, what: string, ended: Promise<unknown>): void {
  const { system } = actor as AnyActor
  const works = held.get(system) ?? new Set()
  const work = { actor: pathOf(actor as AnyActor), what, ended }
  held.set(system, works.add(work))
  // Work that failed is kept, so that the app can report it.
  ended.then(
    () => works.delete(work),
    () => {},
  )
}

/**
 * The work in an actor's system that hasn't ended.
 *
 * ```ts
 * await Promise.allSettled(heldWork(actor).map(({ ended }) => ended))
 * ```
 */
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
