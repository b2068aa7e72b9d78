import type { ActorRefLike, AnyEventObject, InspectionEvent } from 'xstate'
import { parentOf, XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { actorEntry, actorMessage, eventMessage, snapshotMessage, type ActorEntry } from './actor-entry.ts'
import { History } from './history.ts'
import type { InspectorMessage, Sink, Source } from './messages.ts'
import type { Redactor } from './redact.ts'

/** Milliseconds between two snapshots of one actor: 30 in a second, at the most. */
const SNAPSHOT_INTERVAL = 34

/** A large snapshot is sent less often: the time between two is this many times the time that making text of one takes. */
const REST = 20

/** Milliseconds of turning things into text before others have their turn. */
const SLICE = 3

/** More than this waiting, and some of it is turned into text at once: memory is bounded, nothing is lost. */
const MAX_QUEUED = 20_000

/** Something to tell, not yet as text. `snapshot` is undefined for an event. */
interface Item {
  readonly entry: ActorEntry
  readonly event: AnyEventObject | undefined
  readonly snapshot: unknown
  readonly sourceId: string | undefined
  readonly at: number
}

/**
 * Follows an actor system by its inspection events, and tells those who look. While nobody does it only keeps who lives,
 * with which snapshot: a few hash table accesses for an event, and no text.
 */
export class Feed implements Source {
  /** What happened last, for the panel. */
  readonly history = new History()
  readonly #redact: Redactor | undefined
  /** The living, parents before their children: that is how they come to be. */
  readonly #living = new Map<unknown, ActorEntry>()
  /** Each with the number of the first item that it is told. */
  readonly #sinks = new Map<Sink, number>()
  #items: Item[] = []
  /** Items told so far. */
  #told = 0
  #immediate: NodeJS.Immediate | undefined
  /** Those whose latest snapshot is still to be sent. */
  readonly #late = new Set<ActorEntry>()
  #timer: NodeJS.Timeout | undefined
  readonly #outside = new Map<Outsider, Outside>()
  #outsiders = 0

  constructor(redact: Redactor | undefined) {
    this.#redact = redact
  }

  get living(): IterableIterator<ActorEntry> {
    return this.#living.values()
  }

  /** To be called with every inspection event of the system, from the first. */
  observe(event: InspectionEvent, at = Date.now()): void {
    switch (event.type) {
      case '@xstate.actor':
        this.#begins(
          actorEntry(
            event.actorRef,
            { rootId: event.rootId, parentId: parentOf(event.actorRef)?.sessionId },
            at,
          ),
        )
        return
      case '@xstate.event':
        this.#happens(event.actorRef, event.event, event.sourceRef, at)
        if (event.event.type.startsWith(XSTATE_EVENTS.childFailed)) this.#fails(event.sourceRef, at)
        return
      case '@xstate.snapshot':
        this.#changes(event.actorRef, event.snapshot, event.event, at)
        return
      case '@xstate.microstep':
      case '@xstate.action':
      case '@xstate.transition':
        return
    }
  }

  /** Follows what is not of the system: a store, or an actor of another system. Gives the way to stop that. */
  follow(ref: Outsider, name: string): () => void {
    const outside = this.#outside.get(ref) ?? this.#followNew(ref, name)
    outside.times++
    return () => {
      if (--outside.times > 0) return
      outside.stop()
      this.#outside.delete(ref)
      // It is no longer on the screen: that is all that can be said of it.
      this.#changes(
        ref,
        { ...(ref.getSnapshot() as object), status: 'stopped' },
        { type: 'hidden' },
        Date.now(),
      )
    }
  }

  #followNew(ref: Outsider, name: string): Outside {
    const [root] = this.#living.values()
    const sessionId = `${ref.sessionId ?? 'store'}/${++this.#outsiders}`
    const ids = { sessionId, rootId: root?.rootId ?? sessionId, parentId: root?.sessionId }
    const entry = actorEntry(ref as unknown as ActorRefLike, ids, Date.now(), name)
    entry.snapshot = ref.getSnapshot() as object
    this.#begins(entry)
    const changes = (event: AnyEventObject) => {
      if (event.type.startsWith('@')) return // what a store tells whoever begins to look
      const at = Date.now()
      this.#happens(ref, event, undefined, at)
      this.#changes(ref, ref.getSnapshot() as object, event, at)
    }
    const subscription =
      ref.inspect?.(({ event }) => changes(event)) ??
      ref.subscribe({ next: () => changes({ type: 'changed' }), error: () => {} })
    const outside = { times: 0, stop: () => void subscription.unsubscribe() }
    this.#outside.set(ref, outside)
    return outside
  }

  attach(sink: Sink): () => void {
    this.#sinks.set(sink, this.#told + this.#items.length)
    for (const entry of this.#living.values()) sink.send(this.#text(actorMessage(entry, this.#redact)))
    return () => {
      this.#sinks.delete(sink)
      if (this.#sinks.size === 0) this.#forget()
    }
  }

  /** Tells everything now that is to be told soon. */
  flush(): void {
    for (const entry of this.#late) this.#push(entry, entry.event, entry.snapshot, undefined, entry.at)
    this.#late.clear()
    this.#tell(Infinity)
    this.#rest()
  }

  #begins(entry: ActorEntry): void {
    this.#living.set(entry.ref, entry)
    if (this.#sinks.size > 0) this.#push(entry, undefined, undefined, undefined, entry.createdAt)
  }

  #happens(ref: unknown, event: AnyEventObject, source: ActorRefLike | undefined, at: number): void {
    const entry = this.#living.get(ref)
    if (entry === undefined) return
    this.history.event(entry, event, source, at)
    if (this.#sinks.size > 0) this.#push(entry, event, undefined, source?.sessionId, at)
  }

  /** XState tells of no snapshot where an actor fails, but its parent hears of it. */
  #fails(ref: ActorRefLike | undefined, at: number): void {
    const snapshot = ref?.getSnapshot() as { status?: string; error?: unknown } | undefined
    if (ref !== undefined && snapshot?.status === 'error')
      this.#changes(ref, snapshot, { type: XSTATE_EVENTS.failed, error: snapshot.error }, at)
  }

  #changes(ref: unknown, snapshot: object, event: AnyEventObject, at: number): void {
    const entry = this.#living.get(ref)
    if (entry === undefined) return
    const hasChanged = entry.snapshot !== snapshot
    entry.snapshot = snapshot
    entry.event = event
    const hasEnded = (snapshot as { status?: string }).status !== 'active'
    if (hasEnded) this.#living.delete(ref)
    if (hasChanged) this.history.changed(entry)
    if (this.#sinks.size === 0) return
    entry.at = at
    const now = performance.now()
    if (hasEnded || now - entry.sentAt >= intervalOf(entry)) {
      this.#late.delete(entry)
      entry.sentAt = now
      this.#push(entry, event, snapshot, undefined, entry.at)
    } else {
      this.#late.add(entry)
      this.#timer ??= setTimeout(() => this.#sendLate(), SNAPSHOT_INTERVAL).unref()
    }
  }

  #sendLate(): void {
    this.#timer = undefined
    const now = performance.now()
    for (const entry of this.#late) {
      if (now - entry.sentAt < intervalOf(entry)) continue
      this.#late.delete(entry)
      entry.sentAt = now
      this.#push(entry, entry.event, entry.snapshot, undefined, entry.at)
    }
    if (this.#late.size > 0) this.#timer = setTimeout(() => this.#sendLate(), SNAPSHOT_INTERVAL).unref()
  }

  #push(
    entry: ActorEntry,
    event: AnyEventObject | undefined,
    snapshot: unknown,
    sourceId: string | undefined,
    at: number,
  ): void {
    this.#items.push({ entry, event, snapshot, sourceId, at })
    if (this.#items.length > MAX_QUEUED) this.#tell(1)
    this.#immediate ??= setImmediate(() => this.#tellSome())
  }

  #tellSome(): void {
    this.#immediate = undefined
    this.#tell(SLICE)
    if (this.#items.length > 0) this.#immediate = setImmediate(() => this.#tellSome())
  }

  #tell(ms: number): void {
    const items = this.#items
    const end = performance.now() + ms
    let count = 0
    for (const sink of this.#sinks.keys()) sink.begin?.()
    for (let now = 0; count < items.length && now < end; count++) {
      this.#tellItem(items[count]!, this.#told + count)
      now = performance.now()
    }
    for (const sink of this.#sinks.keys()) sink.end?.()
    this.#told += count
    this.#items = count < items.length ? items.slice(count) : []
  }

  #tellItem(item: Item, number: number): void {
    const start = performance.now()
    let text: string | undefined
    for (const [sink, first] of this.#sinks)
      if (first <= number) sink.send((text ??= this.#text(this.#message(item))))
    if (item.snapshot !== undefined) item.entry.cost = performance.now() - start
  }

  #message({ entry, event, snapshot, sourceId, at }: Item): InspectorMessage {
    if (event === undefined) return actorMessage(entry, this.#redact)
    return snapshot === undefined
      ? eventMessage(entry, event, sourceId, at, this.#redact)
      : snapshotMessage(entry, snapshot, event, at, this.#redact)
  }

  #text(message: InspectorMessage): string {
    return JSON.stringify(message)
  }

  #forget(): void {
    this.#told += this.#items.length
    this.#items = []
    this.#late.clear()
    this.#rest()
  }

  #rest(): void {
    clearImmediate(this.#immediate)
    clearTimeout(this.#timer)
    this.#immediate = undefined
    this.#timer = undefined
  }
}

function intervalOf({ cost }: ActorEntry): number {
  return Math.max(SNAPSHOT_INTERVAL, cost * REST)
}

/** What regions show besides the system's actors. */
export interface Outsider {
  readonly sessionId?: string
  getSnapshot(): unknown
  subscribe(observer: { next?: () => void; error?: (error: unknown) => void }): { unsubscribe(): void }
  /** Of stores. */
  inspect?(observer: (event: { readonly event: AnyEventObject }) => void): { unsubscribe(): unknown }
}

interface Outside {
  /** Regions that show it. */
  times: number
  readonly stop: () => void
}
