import type {
  ActorRefLike,
  AnyActor,
  AnyEventObject,
  InspectedEventEvent,
  InspectedMicrostepEvent,
  InspectionEvent,
} from 'xstate'
import { parentOf, XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { actorEntry, actorMessage, countVisits, pastEventMessage, type ActorEntry } from './actor-entry.ts'
import { History, type Happening } from './history.ts'
import type { ScreenRow, Sink, Source, ViewerRequest } from './messages.ts'
import { Outbox } from './outbox.ts'
import type { Redactor } from '../redact.ts'
import { isMachineSnapshot } from '../state-path.ts'
import { isEventless, StepLog, type Step } from './steps.ts'

/** Past events that a viewer gets at first. */
const MAX_PAST = 200

/** Events that wait for what an actor does with them. */
const MAX_PENDING = 1_000

/** Roots that have ended and are still shown to viewers who come later. */
const MAX_ENDED_ROOTS = 20

/**
 * Follows an actor system by its inspection events, and tells sinks about it. Without a sink it only keeps the living actors
 * with their snapshots: a few hash table accesses for each event, and nothing is serialized.
 */
export class Feed implements Source {
  /** The last events, for the panel. */
  readonly history = new History()
  /** Presses a key in the app. */
  press: ((key: string) => void) | undefined
  readonly #outbox: Outbox
  readonly #stepLog = new StepLog()
  /** Parents stand before their children, because they start before them. */
  readonly #living = new Map<unknown, ActorEntry>()
  #endedRoots: ActorEntry[] = []
  /** Roots that got an event in this turn: it may have made them fail. */
  readonly #doubtful = new Set<ActorEntry>()
  readonly #outside = new Map<Outsider, Outside>()
  #outsiders = 0
  #screen: (() => readonly ScreenRow[]) | undefined

  constructor(redact: Redactor | undefined) {
    this.#outbox = new Outbox(redact)
  }

  get living(): IterableIterator<ActorEntry> {
    return this.#living.values()
  }

  /** Has to be called with every inspection event of the system, from the first. */
  observe(event: InspectionEvent, at = Date.now()): void {
    switch (event.type) {
      case '@xstate.actor':
        // XState may create a child and never start it, so a child begins when it starts. A root begins at once.
        if (parentOf(event.actorRef) === undefined) this.#begins(event, at)
        return
      case '@xstate.event':
        if (event.event.type === XSTATE_EVENTS.init) this.#starts(event, at)
        else this.#arrives(event, at)
        if (event.event.type.startsWith(XSTATE_EVENTS.childFailed)) this.#fails(event.sourceRef, at)
        return
      case '@xstate.snapshot':
        this.#changes(event.actorRef, event.snapshot, event.event, at)
        return
      case '@xstate.microstep':
        this.#steps(event, at)
        return
      case '@xstate.action':
      case '@xstate.transition':
        return
    }
  }

  /** Follows a store, or an actor of another system. Returns the function that stops following. */
  follow(ref: Outsider, name: string): () => void {
    const outside = this.#outside.get(ref) ?? this.#followNew(ref, name)
    outside.times++
    return () => {
      if (--outside.times > 0) return
      outside.stop()
      this.#outside.delete(ref)
      // It may go on elsewhere: all that is known is that it has left the screen.
      const snapshot = { ...(ref.getSnapshot() as object), status: 'stopped' }
      this.#changes(ref, snapshot, { type: 'hidden' }, Date.now())
    }
  }

  /** Sends the living actors, those that the last events name, and these events; then everything that happens. */
  attach(sink: Sink): () => void {
    this.#endFailedRoots()
    const past = this.history.recent(MAX_PAST)
    const named = past.flatMap(({ entry, source = entry }) => [source, entry])
    const actors = withParents([...this.#endedRoots, ...named, ...this.#living.values()])
    return this.#outbox.attach(sink, [
      ...actors.map((entry) => (redact: Redactor | undefined) => actorMessage(entry, redact)),
      ...past.map((event) => () => pastEventMessage(event)),
    ])
  }

  /** Does what a viewer asks for. Screens are sent as it is now, and from now on whenever it is drawn. */
  ask(sink: Sink, request: ViewerRequest): void {
    if (request.type === '@actty.screens') {
      this.#outbox.watch(sink)
      this.#sendScreen(Date.now())
    } else if (request.type === '@actty.key') this.press?.(request.key)
    else this.#sendTo(request.sessionId, request.event)
  }

  #sendTo(sessionId: string, event: AnyEventObject): void {
    const entry = [...this.#living.values()].find((one) => one.sessionId === sessionId)
    try {
      ;(entry?.ref as Partial<AnyActor> | undefined)?.send?.(event)
    } catch {
      // A store throws for an event that it doesn't know. That concerns the viewer that sent it.
    }
  }

  /** The screen was drawn. It is read only if someone asked for it. */
  drawn(screen: () => readonly ScreenRow[], at: number): void {
    this.#screen = screen
    this.#sendScreen(at)
  }

  #sendScreen(at: number): void {
    if (this.#screen !== undefined && this.#outbox.hasWatchers) this.#outbox.screen(this.#screen(), at)
  }

  /** Sends everything that waits. */
  flush(): void {
    this.#endFailedRoots()
    this.#outbox.flush()
  }

  #followNew(ref: Outsider, name: string): Outside {
    const [root] = this.#living.values()
    const sessionId = `${ref.sessionId ?? 'store'}/${++this.#outsiders}`
    const ids = { sessionId, rootId: root?.rootId ?? sessionId, parent: root }
    const entry = actorEntry(ref as unknown as ActorRefLike, ids, Date.now(), name)
    entry.snapshot = ref.getSnapshot() as object
    this.#add(entry)
    const changes = (event: AnyEventObject) => {
      if (event.type.startsWith('@')) return // what a store tells everyone who subscribes
      const at = Date.now()
      this.#happens(ref, event, undefined, at)
      this.#changes(ref, ref.getSnapshot() as object, event, at)
    }
    const subscription =
      ref.inspect?.(({ event }) => changes(event)) ??
      ref.subscribe({
        next: () => changes({ type: 'changed' }),
        error: (error) => changes({ type: XSTATE_EVENTS.failed, error }),
        complete: () => changes({ type: XSTATE_EVENTS.stop }),
      })
    const outside = { times: 0, stop: () => void subscription.unsubscribe() }
    this.#outside.set(ref, outside)
    return outside
  }

  /** The steps into the first state are taken before the actor starts. */
  #starts(event: InspectedEventEvent, at: number): void {
    const { actorRef } = event
    this.#begins(event, at)
    this.#happens(actorRef, event.event, event.sourceRef, at)
    for (const step of this.#stepLog.of(actorRef))
      if (step.isRaised) this.#happens(actorRef, step.event, actorRef, at)
  }

  #begins(
    { actorRef, rootId }: { readonly actorRef: ActorRefLike; readonly rootId: string },
    at: number,
  ): void {
    if (this.#living.has(actorRef)) return
    const entry = actorEntry(actorRef, { rootId, parent: this.#living.get(parentOf(actorRef)) }, at)
    for (const { transitions } of this.#stepLog.of(actorRef)) countVisits(entry, transitions)
    this.#add(entry)
  }

  #add(entry: ActorEntry): void {
    this.#living.set(entry.ref, entry)
    this.#outbox.actor(entry)
  }

  #arrives({ actorRef, event, sourceRef }: InspectedEventEvent, at: number): void {
    const happening = this.#happens(actorRef, event, sourceRef, at)
    const pending = this.#living.get(actorRef)?.pending
    if (happening === undefined || pending === undefined) return
    if (pending.size > MAX_PENDING) pending.clear()
    pending.set(event, happening)
  }

  #happens(
    ref: unknown,
    event: AnyEventObject,
    source: ActorRefLike | undefined,
    at: number,
  ): Happening | undefined {
    const entry = this.#living.get(ref)
    if (entry === undefined) return undefined
    const happening = this.history.event(entry, event, source && this.#living.get(source), at)
    this.#outbox.event(entry, event, happening)
    if (entry.parentId === undefined) this.#doubt(entry)
    return happening
  }

  #steps(event: InspectedMicrostepEvent, at: number): void {
    const { actorRef } = event
    const entry = this.#living.get(actorRef)
    const before = entry?.snapshot
    const step = this.#stepLog.add(event, before)
    if (entry !== undefined) countVisits(entry, step.transitions)
    const raised =
      step.isRaised && before !== undefined ? this.#happens(actorRef, step.event, actorRef, at) : undefined
    const happening = raised ?? entry?.pending.get(step.event)
    if (happening !== undefined && transitionsLead(step)) happening.outcome = 'taken'
  }

  /** If an actor fails, XState sends no snapshot, but an event to its parent. */
  #fails(ref: ActorRefLike | undefined, at: number): void {
    const snapshot = ref?.getSnapshot() as { status?: string; error?: unknown } | undefined
    if (ref !== undefined && snapshot?.status === 'error')
      this.#changes(ref, snapshot, { type: XSTATE_EVENTS.failed, error: snapshot.error }, at)
  }

  /** If a root fails, XState tells nobody who doesn't subscribe to it, so its snapshot is read after this turn. */
  #doubt(root: ActorEntry): void {
    if (this.#doubtful.size === 0) queueMicrotask(() => this.#endFailedRoots())
    this.#doubtful.add(root)
  }

  #endFailedRoots(): void {
    for (const { ref } of this.#doubtful) this.#fails(ref, Date.now())
    this.#doubtful.clear()
  }

  #changes(ref: unknown, snapshot: object, event: AnyEventObject, at: number): void {
    const entry = this.#living.get(ref)
    if (entry === undefined) return
    // Logic that isn't a statechart may have an active snapshot after it was stopped.
    const isStopped = event.type === XSTATE_EVENTS.stop && statusOf(snapshot) === 'active'
    const hasChanged = isStopped || entry.snapshot !== snapshot
    entry.snapshot = isStopped ? { ...snapshot, status: 'stopped' } : snapshot
    entry.event = event
    entry.at = at
    entry.taken = this.#stepLog.take(entry.ref, at) ?? entry.taken
    settle(entry, snapshot, event)
    const hasEnded = statusOf(entry.snapshot) !== 'active'
    if (hasEnded) this.#end(entry)
    if (hasChanged) this.history.changed(entry)
    this.#outbox.snapshot(entry, hasEnded)
  }

  #end(entry: ActorEntry): void {
    this.#living.delete(entry.ref)
    if (entry.parentId === undefined) this.#endedRoots = [...this.#endedRoots, entry].slice(-MAX_ENDED_ROOTS)
  }
}

/** Whether a step is taken for its event, not because of an `always`. */
function transitionsLead({ transitions }: Step): boolean {
  return transitions.length > 0 && !isEventless(transitions[0])
}

/** An event that an actor is done with, and that took no transition of a chart, was ignored. */
function settle({ pending }: ActorEntry, snapshot: object, event: AnyEventObject): void {
  const happening = pending.get(event)
  pending.delete(event)
  if (happening !== undefined && isMachineSnapshot(snapshot) && !isLifecycle(event))
    happening.outcome ??= 'ignored'
}

/** Events that start and stop an actor. */
function isLifecycle({ type }: AnyEventObject): boolean {
  return type === XSTATE_EVENTS.init || type === XSTATE_EVENTS.stop
}

/** These and all above them, in the order of their beginning: parents before their children. */
function withParents(entries: readonly ActorEntry[]): readonly ActorEntry[] {
  const all = new Set<ActorEntry>()
  for (const entry of entries)
    for (let one: ActorEntry | undefined = entry; one !== undefined && !all.has(one); one = one.parent)
      all.add(one)
  return [...all].sort((one, other) => one.number - other.number)
}

function statusOf(snapshot: object): unknown {
  return (snapshot as { readonly status?: unknown }).status
}

/** What regions show besides the system's actors. */
export interface Outsider {
  readonly sessionId?: string
  getSnapshot(): unknown
  subscribe(observer: { next?: () => void; error?: (error: unknown) => void; complete?: () => void }): {
    unsubscribe(): void
  }
  /** Of stores. */
  inspect?(observer: (event: { readonly event: AnyEventObject }) => void): { unsubscribe(): unknown }
}

interface Outside {
  /** Regions that show it. */
  times: number
  readonly stop: () => void
}
