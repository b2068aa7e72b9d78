import { fromPromise, type AnyActor, type AnyActorRef, type EventObject } from 'xstate'
import { inertLogic, leafKinds, type LeafKind } from './inert-logic.ts'

/*
 * What XState 5.33 does but doesn't promise. No other file in src may rely on any of it (eslint.config.js checks that).
 * test/machines/kit/xstate-internals.test.ts says what to do if another version of XState behaves differently.
 */

/** The events that XState sends itself: whole names, prefixes, and patterns for the `on` of a chart. */
export const XSTATE_EVENTS = {
  /** The prefix of all of them. */
  own: 'xstate.',
  init: 'xstate.init',
  stop: 'xstate.stop',
  failed: 'xstate.error',
  promise: 'xstate.promise.',
  /** A delay has passed. Followed by the delay and the id of the state. */
  after: 'xstate.after.',
  /** Followed by the id of the state, and the next three by the id of the child. */
  stateDone: 'xstate.done.state.',
  childDone: 'xstate.done.actor.',
  childFailed: 'xstate.error.actor.',
  childSnapshot: 'xstate.snapshot.',
  anyChildDone: 'xstate.done.actor.*',
  anyChildFailed: 'xstate.error.actor.*',
  anyChildSnapshot: 'xstate.snapshot.*',
} as const

/** The actor that started this one, or undefined if this one is a root. */
export const parentOf = (actor: object) => (actor as AnyActor)._parent as AnyActor | undefined

/** The transitions that were taken in a microstep, by its inspection event. */
export const transitionsOf = <T>(step: { readonly _transitions: readonly T[] }) => step._transitions

type Send = (source: AnyActor | undefined, target: AnyActor, event: EventObject) => void
const systemOf = (actor: AnyActorRef) => actor.system as unknown as { _relay?: Send }

/** Sends an event to the parent of an actor, with the actor as its source. */
export function tellParent(actor: AnyActorRef, event: EventObject): void {
  const parent = parentOf(actor)
  if (parent !== undefined) systemOf(actor)._relay?.(actor as AnyActor, parent, event)
}

/** Sends all events of an actor's system through `tap`. Its actors get the same session ids in every run. */
export function tapSystem(actor: AnyActor, tap: (send: Send) => Send): void {
  let sessions = 0
  const system = systemOf(actor)
  Object.assign(system, { _relay: tap(system._relay!), _bookId: () => `x:r${++sessions}` })
}

/** What XState passes to a transition function. */
interface Scope {
  readonly defer: (work: () => void) => void
  readonly stopChild: (child: AnyActorRef) => void
}

/** `tellParent`, once the actor has the snapshot that its transition returns. */
export const tellParentLater = (scope: Scope & { readonly self: AnyActorRef }, event: EventObject) =>
  scope.defer(() => tellParent(scope.self, event))

/** Stops an actor that has a parent. XState only lets the parent do that. */
export const stopOrphan = (actor: AnyActorRef) => actor.send({ type: XSTATE_EVENTS.stop })

/** Stops the children of an actor that doesn't end by its chart. */
export function stopChildren(snapshot: object, { stopChild }: Scope): void {
  const { children = {} } = snapshot as { readonly children?: Readonly<Record<string, AnyActorRef>> }
  for (const child of Object.values(children)) stopChild(child)
}

/** The same, once the actor has the snapshot that its transition returns. */
export const stopChildrenLater = (snapshot: object, scope: Scope) =>
  scope.defer(() => stopChildren(snapshot, scope))

/** Makes a machine fail after `maxSteps` eventless transitions in a row. XState has no such limit by default. */
export function limitSteps(actor: AnyActor, maxSteps: number): void {
  const { options } = actor.logic as { options?: { maxIterations?: number } }
  if (options?.maxIterations === Infinity) options.maxIterations = maxSteps
}

/** The kind of logic that starts something outside of the actor system. It isn't marked, but has the `start` of its kind. */
export function kindOf(logic: object): LeafKind | 'other' | undefined {
  if (!('start' in logic) || '__xstatenode' in logic) return undefined
  const code = String(logic.start)
  return leafKinds.find((kind) => String(inertLogic[kind].start) === code) ?? 'other'
}

/** Calls back with the promise of a promise actor about to start. XState drops the promise if the actor is stopped. */
export function watchPromise(actor: AnyActor, made: (promise: Promise<unknown>) => void): void {
  const { config: create } = actor.logic as { readonly config?: Parameters<typeof fromPromise>[0] }
  if (create === undefined || kindOf(actor.logic as object) !== 'promise') return
  const { start } = fromPromise((parameters) => {
    const promise = create(parameters)
    made(Promise.resolve(promise))
    return promise
  })
  // Defined, not assigned: the logic may be frozen.
  Object.assign(actor, { logic: Object.create(actor.logic as object, { start: { value: start } }) as object })
}
