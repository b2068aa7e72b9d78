import { fromPromise, type AnyActor, type AnyActorRef, type EventObject } from 'xstate'
import type { Delay, Scheduler, Send } from './delay.ts'
import { inertLogic, leafKinds, type LeafKind } from './inert-logic.ts'

/*
 * What XState 5.33 does but doesn't promise. No other file in src may rely on any of it (eslint.config.js checks that).
 * test/machines/kit/xstate-internals.test.ts says what to do if another version of XState behaves differently.
 */

/** What XState sends itself: names, prefixes (before the id of a state or a child, or a delay), and patterns for the `on` of a chart. */
export const XSTATE_EVENTS = {
  own: 'xstate.',
  init: 'xstate.init',
  stop: 'xstate.stop',
  failed: 'xstate.error',
  promise: 'xstate.promise.',
  after: 'xstate.after.',
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

type System = { _relay?: Send; scheduler: Scheduler; _snapshot: { _scheduledEvents: Record<string, Delay> } }
const systemOf = (actor: AnyActorRef) => actor.system as unknown as System

/** Sends an event to the parent of an actor, with the actor as its source. */
export function tellParent(actor: AnyActorRef, event: EventObject): void {
  const parent = parentOf(actor)
  if (parent !== undefined) systemOf(actor)._relay?.(actor as AnyActor, parent, event)
}

/** Sends all events of an actor's system through `tap`. */
export function tapSystem(actor: AnyActor, tap: (send: Send) => Send): void {
  Object.assign(actor.system, { _relay: tap(systemOf(actor)._relay!) })
}

/** The actors of a system get session ids by their number, and with `prefix`. Those without an id have it for that, too. */
export function numberSessions({ system }: AnyActor, prefix: string, sessions = 0): void {
  Object.assign(system, { _bookId: () => `${prefix}${++sessions}` })
}

/** What schedules delayed events, and those on their way by their keys. What is put in before the system starts is scheduled at its start. */
export const schedulerOf = (actor: AnyActor) => systemOf(actor).scheduler
export const delaysOf = (actor: AnyActor) => systemOf(actor)._snapshot._scheduledEvents
export const delayKey = ({ sessionId }: AnyActor, id: string) => `${sessionId}.${id}`

type Scope = { readonly defer: (work: () => void) => void; readonly stopChild: (child: AnyActorRef) => void }

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

/** The same, once the actor has its next snapshot. */
export const stopChildrenLater = (of: object, scope: Scope) => scope.defer(() => stopChildren(of, scope))

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
    const promise = Promise.resolve(create(parameters))
    made(promise)
    return promise
  })
  // Defined, not assigned: the logic may be frozen.
  Object.assign(actor, { logic: Object.create(actor.logic as object, { start: { value: start } }) as object })
}
