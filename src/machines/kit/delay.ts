import type { AnyActor, EventObject } from 'xstate'

/** An event on its way from one actor to another, which comes after a delay, in ms. */
export interface Delay {
  readonly source: AnyActor
  readonly target: AnyActor
  readonly event: EventObject
  readonly id: string
  readonly delay: number
}

/** What schedules the delayed events of a system. */
export interface Scheduler {
  /** An event has an id of its own if none is given. */
  schedule: (source: AnyActor, target: AnyActor, event: EventObject, delay: number, id?: string) => void
}

/** Sends an event. `source` is undefined if no actor sends it. */
export type Send = (source: AnyActor | undefined, target: AnyActor, event: EventObject) => void
