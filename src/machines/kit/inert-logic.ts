import { fromCallback, fromEventObservable, fromObservable, fromPromise } from 'xstate'

const silent = { subscribe: () => ({ unsubscribe() {} }) }

/** Logic that starts nothing, of each kind of logic that starts something outside of the actor system. */
export const inertLogic = {
  promise: fromPromise(() => new Promise<never>(() => {})),
  callback: fromCallback(() => {}),
  observable: fromObservable(() => silent),
  eventObservable: fromEventObservable(() => silent),
}

/** A kind of logic that starts something outside of the actor system. */
export type LeafKind = keyof typeof inertLogic

export const leafKinds = Object.keys(inertLogic) as LeafKind[]
