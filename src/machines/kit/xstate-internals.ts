import { fromPromise, type AnyActor, type AnyActorRef, type EventObject } from 'xstate'

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
  /** Followed by the id of the state. */
  stateDone: 'xstate.done.state.',
  /** Followed by the id of the child, as in the next two. */
  childDone: 'xstate.done.actor.',
  childFailed: 'xstate.error.actor.',
  childSnapshot: 'xstate.snapshot.',
  anyChildDone: 'xstate.done.actor.*',
  anyChildFailed: 'xstate.error.actor.*',
  anyChildSnapshot: 'xstate.snapshot.*',
} as const

/** The actor that started this one, or undefined if this one is a root. */
export function parentOf(actor: object): AnyActor | undefined {
  return (actor as AnyActor)._parent as AnyActor | undefined
}

/** The transitions that were taken in a microstep, by its inspection event. */
export const transitionsOf = <T>(step: { readonly _transitions: readonly T[] }) => step._transitions

/** Sends an event to the parent of an actor, with the actor as its source. */
export function tellParent(actor: AnyActorRef, event: EventObject): void {
  const parent = parentOf(actor)
  const { _relay } = actor.system as {
    _relay?: (source: unknown, target: unknown, event: EventObject) => void
  }
  if (parent !== undefined) _relay?.call(actor.system, actor, parent, event)
}

/** The same, once the actor has the snapshot that its transition returns. */
export function tellParentLater(scope: Scope & { readonly self: AnyActorRef }, event: EventObject): void {
  scope.defer(() => tellParent(scope.self, event))
}

/** Stops an actor that has a parent. XState only lets the parent do that. */
export function stopOrphan(actor: AnyActorRef): void {
  actor.send({ type: XSTATE_EVENTS.stop })
}

/** What XState passes to a transition function. */
interface Scope {
  readonly defer: (work: () => void) => void
  readonly stopChild: (child: AnyActorRef) => void
}

/** Stops the children of an actor that doesn't end by its chart. */
export function stopChildren(snapshot: object, { stopChild }: Scope): void {
  const { children = {} } = snapshot as { readonly children?: Readonly<Record<string, AnyActorRef>> }
  for (const child of Object.values(children)) stopChild(child)
}

/** The same, once the actor has the snapshot that its transition returns. */
export function stopChildrenLater(snapshot: object, scope: Scope): void {
  scope.defer(() => stopChildren(snapshot, scope))
}

/** Makes a machine fail after `maxSteps` eventless transitions in a row. XState has no such limit by default. */
export function limitSteps(actor: AnyActor, maxSteps: number): void {
  const { options } = actor.logic as { options?: { maxIterations?: number } }
  if (options?.maxIterations === Infinity) options.maxIterations = maxSteps
}

type PromiseCreator = Parameters<typeof fromPromise>[0]

/** Calls back with the promise of a promise actor about to start. XState drops the promise if the actor is stopped. */
export function watchPromise(actor: AnyActor, made: (promise: Promise<unknown>) => void): void {
  const logic = actor.logic as { readonly config?: PromiseCreator; readonly start?: unknown }
  const { config: create } = logic
  if (create === undefined || String(logic.start) !== promiseStart) return
  const { start } = fromPromise((parameters) => {
    const promise = create(parameters)
    made(Promise.resolve(promise))
    return promise
  })
  // Defined, not assigned: the logic may be frozen.
  Object.assign(actor, { logic: Object.create(logic, { start: { value: start } }) as object })
}

/**
 * Promise logic isn't marked as such. Its members look like those of callback logic, and calling its transition would show
 * an event that was never sent to logic around it. So it is recognized by its `start`: all promise logic has the same.
 */
const promiseStart = String(fromPromise(() => Promise.resolve()).start)
