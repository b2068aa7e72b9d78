import type { Plain } from './plain.ts'

/*
 * The messages of the Stately inspector, as @statelyai/inspect 0.7.2 sends them and stately.ai/inspect reads them. Our own
 * viewer and files read the same.
 */

/** The version of the protocol. */
export const VERSION = '0.7.2'

/** What all messages have. */
export interface MessageHead {
  /** The version of the protocol. */
  readonly _version: string
  /** When it happened, in ms since 1970. */
  readonly createdAt: string
  /** Not used. */
  readonly id: null
  /** The session id of the system's root actor. */
  readonly rootId: string
  /** The session id of the actor. */
  readonly sessionId: string
}

/** A snapshot as data. What else there is depends on the kind of actor. */
export interface InspectedSnapshot {
  /** 'active', 'done', 'error' or 'stopped'. */
  readonly status: string
  /** The state of a machine. */
  readonly value?: Plain
  /** The context. */
  readonly context?: Plain
  /** The tags of a machine's state. */
  readonly tags?: Plain
  /** The children, by id. */
  readonly children?: Plain
  /** The output of an actor that is done. */
  readonly output?: Plain
  /** Why an actor failed. */
  readonly error?: Plain
  /** The input of an actor that isn't a machine. */
  readonly input?: Plain
}

/** There is an actor. */
export interface ActorMessage extends MessageHead {
  /** What kind of message it is. */
  readonly type: '@xstate.actor'
  /** The name of the actor. */
  readonly name: string
  /** The session id of its parent. */
  readonly parentId?: string | undefined
  /** JSON: the config of a machine, or at least an id. */
  readonly definition: string
  /** Its first snapshot. */
  readonly snapshot: InspectedSnapshot
  /** Of a statechart: the last transitions that it took. */
  readonly taken?: TakenSteps | undefined
  /** Of a statechart: how often it took its transitions, by state and place: 'form.editing:on.SAVE.1'. */
  readonly visits?: Readonly<Record<string, number>> | undefined
}

/** An event came to an actor. */
export interface EventMessage extends MessageHead {
  /** What kind of message it is. */
  readonly type: '@xstate.event'
  /** The session id of the actor that sent it. */
  readonly sourceId?: string | undefined
  /** The event. */
  readonly event: { readonly type: string }
  /** It came before the viewer did. What it carried isn't kept. An addition of actty to the protocol. */
  readonly isPast?: boolean | undefined
  /** Of a statechart: whether it took a transition for it. An addition of actty to the protocol. */
  readonly outcome?: EventOutcome | undefined
}

/** What a statechart did with an event: it took a transition, or none that it has now is for it. */
export type EventOutcome = 'taken' | 'ignored'

/** An actor has a new snapshot, because of an event. */
export interface SnapshotMessage extends MessageHead {
  /** What kind of message it is. */
  readonly type: '@xstate.snapshot'
  /** The event that led to the snapshot. */
  readonly event: { readonly type: string }
  /** The new snapshot. */
  readonly snapshot: InspectedSnapshot
  /** Of a statechart: the last transitions that it took, for this event or for an earlier one. */
  readonly taken?: TakenSteps | undefined
  /** Of a statechart: how often it has taken the transitions that it took since the last message. */
  readonly visits?: Readonly<Record<string, number>> | undefined
}

/** What a statechart did for one event, step by step. An addition of actty to the protocol. */
export interface TakenSteps {
  /** When it happened, in ms since 1970. */
  readonly createdAt: string
  /** The steps, in order. */
  readonly steps: readonly TakenStep[]
}

/** One step: for the event that was sent, for an event that the chart raised, or for transitions that need no event. */
export interface TakenStep {
  /** The type of the event. */
  readonly event: string
  /** The chart raised the event itself. */
  readonly isRaised: boolean
  /** The state value before the step. */
  readonly from?: Plain
  /** The state value after the step. */
  readonly to: Plain
  /** One for each parallel region that moved. */
  readonly transitions: readonly TakenTransition[]
}

/** A transition that was taken. */
export interface TakenTransition {
  /** The keys of its state, from the root: 'form.editing'. */
  readonly state: string
  /** Where it stands in the config of that state: 'on.SAVE.1', 'after.500.0', 'always.0', 'onDone.0', 'invoke.0.onDone.0'. */
  readonly place: string
}

/** A message of the inspector, as it is written to a file and sent to viewers. */
export type InspectorMessage = ActorMessage | EventMessage | SnapshotMessage

/** What the app shows, sent to viewers that ask for it. It isn't in files. */
export interface ScreenMessage {
  readonly type: '@actty.screen'
  /** When it was drawn, in ms since 1970. */
  readonly createdAt: string
  readonly rows: readonly ScreenRow[]
}

/** Texts that look the same, with their CSS colors and the names of their attributes. */
export type ScreenRow = readonly (readonly [
  text: string,
  color: string,
  background: string,
  attributes: string,
])[]

/** What a viewer is sent. */
export type ViewerMessage = InspectorMessage | ScreenMessage

/** What a viewer may ask for: the screens from now on; and if the app allows it, that an actor gets an event, or the app a key. */
export type ViewerRequest =
  | { readonly type: '@actty.screens' }
  | { readonly type: '@actty.send'; readonly sessionId: string; readonly event: { readonly type: string } }
  | { readonly type: '@actty.key'; readonly key: string }

/** How the events begin that XState makes itself. The page is told: what runs in a browser cannot know XState. */
export interface EventNames {
  /** All of them. */
  readonly own: string
  readonly init: string
  readonly after: string
  readonly stateDone: string
  readonly childDone: string
  readonly childFailed: string
  readonly childSnapshot: string
}

/** A viewer, or a file. It takes messages as JSON text, in order. */
export interface Sink {
  readonly send: (message: string) => void
  /** Around many messages: they may be passed on together. */
  readonly begin?: () => void
  readonly end?: () => void
}

/** What can be looked at: what is now, and then what happens. Returns a function that stops it. */
export interface Source {
  readonly attach: (sink: Sink) => () => void
  /** Something that a viewer asks for. */
  readonly ask?: (sink: Sink, request: ViewerRequest) => void
}
