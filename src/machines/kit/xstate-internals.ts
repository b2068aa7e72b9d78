import { fromPromise, type AnyActor, type AnyActorRef, type EventObject } from 'xstate'

/*
 * What XState 5.33 does but does not promise. No other file of src knows any of it (eslint.config.js sees to that), and
 * test/machines/kit/xstate-internals.test.ts says what to do if another version of XState does otherwise.
 */

/** The events that XState makes itself: whole names, the beginnings of names, and patterns for the `on` of a chart. */
export const XSTATE_EVENTS = {
  /** How all of them begin. */
  own: 'xstate.',
  init: 'xstate.init',
  stop: 'xstate.stop',
  failed: 'xstate.error',
  promise: 'xstate.promise.',
  /** A delay is over: followed by the delay and the id of the state. */
  after: 'xstate.after.',
  /** Followed by the id of the state. */
  stateDone: 'xstate.done.state.',
  /** Followed by the id of the child, as the next two are. */
  childDone: 'xstate.done.actor.',
  childFailed: 'xstate.error.actor.',
  childSnapshot: 'xstate.snapshot.',
  anyChildDone: 'xstate.done.actor.*',
  anyChildFailed: 'xstate.error.actor.*',
  anyChildSnapshot: 'xstate.snapshot.*',
} as const

/** The actor that started this one; undefined for a root. */
export function parentOf(actor: object): AnyActor | undefined {
  return (actor as AnyActor)._parent as AnyActor | undefined
}

/** Sends an event to the actor that started this one, as from it. */
export function tellParent(actor: AnyActorRef, event: EventObject): void {
  const parent = parentOf(actor)
  const { _relay } = actor.system as {
    _relay?: (source: unknown, target: unknown, event: EventObject) => void
  }
  if (parent !== undefined) _relay?.call(actor.system, actor, parent, event)
}

/** Does so when the actor has the snapshot that its transition returns. */
export function tellParentLater(scope: Scope & { readonly self: AnyActorRef }, event: EventObject): void {
  scope.defer(() => tellParent(scope.self, event))
}

/** Stops an actor that has a parent, which XState leaves to the parent. */
export function stopOrphan(actor: AnyActorRef): void {
  actor.send({ type: XSTATE_EVENTS.stop })
}

/** What a transition function is told of its actor. */
interface Scope {
  readonly defer: (work: () => void) => void
  readonly stopChild: (child: AnyActorRef) => void
}

/** Stops the children of an actor that ends otherwise than by its chart. */
export function stopChildren(snapshot: object, { stopChild }: Scope): void {
  const { children = {} } = snapshot as { readonly children?: Readonly<Record<string, AnyActorRef>> }
  for (const child of Object.values(children)) stopChild(child)
}

/** Does so when the actor has the snapshot that its transition returns. */
export function stopChildrenLater(snapshot: object, scope: Scope): void {
  scope.defer(() => stopChildren(snapshot, scope))
}

/** XState lets a machine take eventless transitions without end. With a limit it fails, and says why. */
export function limitSteps(actor: AnyActor, maxSteps: number): void {
  const { options } = actor.logic as { options?: { maxIterations?: number } }
  if (options?.maxIterations === Infinity) options.maxIterations = maxSteps
}

type PromiseCreator = Parameters<typeof fromPromise>[0]

/** Calls back with the promise of a promise actor that is about to start: XState forgets it when the actor is stopped. */
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
 * Promise logic has no mark. Its parts look like those of callback logic, and to try its transition would show an event
 * that nobody sent to those who wrap it. But every promise starts by the same code.
 */
const promiseStart = String(fromPromise(() => Promise.resolve()).start)
