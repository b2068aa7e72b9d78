import type { AnyEventObject, AnyTransitionDefinition } from 'xstate'
import { actorMessage, eventMessage, snapshotMessage, type ActorEntry } from './actor-entry.ts'
import type { Happening } from './history.ts'
import type { EventOutcome, InspectorMessage, ScreenMessage, ScreenRow, Sink } from './messages.ts'
import type { Redactor } from '../redact.ts'

/** Milliseconds between two snapshots of one actor: at most 30 a second. */
const SNAPSHOT_INTERVAL = 34

/** Large snapshots are sent less often: the time between two is at least this many times the time that serializing one takes. */
const REST = 20

/** Milliseconds of serializing before the app gets its turn. */
const SLICE = 3

/** Items that wait to be serialized. If there are more, the first ones are serialized at once, so that memory stays bounded. */
const MAX_QUEUED = 20_000

/** What is sent, before it is serialized. `snapshot` is undefined for an event, and `event` too for a new actor. */
interface Item {
  readonly entry: ActorEntry
  readonly event: AnyEventObject | undefined
  readonly snapshot: unknown
  readonly sourceId: string | undefined
  readonly at: number
  /** Transitions that were taken since the last snapshot was sent. */
  readonly visited: Iterable<AnyTransitionDefinition>
  /** Of an event: what was done with it, as soon as that is known. */
  readonly happening?: { readonly outcome: EventOutcome | undefined }
}

/** What the app shows, which only those are sent who asked. */
interface ScreenItem {
  readonly rows: readonly ScreenRow[]
  readonly at: number
}

const none: Iterable<AnyTransitionDefinition> = []

/** Sends messages to sinks, in order and in short slices of time. Without a sink it keeps nothing. */
export class Outbox {
  readonly #redact: Redactor | undefined
  /** Each with the number of the first item that it is sent. */
  readonly #sinks = new Map<Sink, number>()
  readonly #watchers = new Set<Sink>()
  #items: (Item | ScreenItem)[] = []
  /** Items sent so far. */
  #sent = 0
  #immediate: NodeJS.Immediate | undefined
  /** Actors whose last snapshot is still to be sent. */
  readonly #late = new Set<ActorEntry>()
  #timer: NodeJS.Timeout | undefined

  constructor(redact: Redactor | undefined) {
    this.#redact = redact
  }

  get hasSinks(): boolean {
    return this.#sinks.size > 0
  }

  /** Whether someone asked for the screen. */
  get hasWatchers(): boolean {
    return this.#watchers.size > 0
  }

  /** Sends `first` to a sink, and then all items that are put in from now on. Returns the function that stops that. */
  attach(sink: Sink, first: Iterable<(redact: Redactor | undefined) => InspectorMessage>): () => void {
    this.#sinks.set(sink, this.#sent + this.#items.length)
    for (const message of first) sink.send(JSON.stringify(message(this.#redact)))
    return () => {
      this.#sinks.delete(sink)
      this.#watchers.delete(sink)
      if (!this.hasSinks) this.#forget()
    }
  }

  /** From now on, a sink gets the screens too. */
  watch(sink: Sink): void {
    if (this.#sinks.has(sink)) this.#watchers.add(sink)
  }

  screen(rows: readonly ScreenRow[], at: number): void {
    if (this.hasWatchers) this.#put({ rows, at })
  }

  actor(entry: ActorEntry): void {
    const at = entry.createdAt
    this.#put({ entry, event: undefined, snapshot: undefined, sourceId: undefined, at, visited: none })
  }

  event(entry: ActorEntry, event: AnyEventObject, happening: Happening): void {
    const { source, at } = happening
    this.#put({
      entry,
      event,
      snapshot: undefined,
      sourceId: source?.sessionId,
      at,
      visited: none,
      happening,
    })
  }

  /** Sends the actor's snapshot now if it is its last one, else as soon as the interval allows. */
  snapshot(entry: ActorEntry, isLast: boolean): void {
    if (!this.hasSinks) return
    const now = performance.now()
    if (isLast || now - entry.sentAt >= intervalOf(entry)) this.#putSnapshot(entry, now)
    else {
      this.#late.add(entry)
      this.#timer ??= setTimeout(() => this.#sendLate(), SNAPSHOT_INTERVAL).unref()
    }
  }

  /** Sends everything that waits. */
  flush(): void {
    for (const entry of this.#late) this.#putSnapshot(entry, performance.now())
    this.#send(Infinity)
    this.#stopTimers()
  }

  #sendLate(): void {
    this.#timer = undefined
    const now = performance.now()
    for (const entry of this.#late) if (now - entry.sentAt >= intervalOf(entry)) this.#putSnapshot(entry, now)
    if (this.#late.size > 0) this.#timer = setTimeout(() => this.#sendLate(), SNAPSHOT_INTERVAL).unref()
  }

  #putSnapshot(entry: ActorEntry, now: number): void {
    this.#late.delete(entry)
    entry.sentAt = now
    const { event, snapshot, at, visited } = entry
    entry.visited = new Set()
    this.#put({ entry, event, snapshot, sourceId: undefined, at, visited })
  }

  #put(item: Item | ScreenItem): void {
    if (!this.hasSinks) return
    this.#items.push(item)
    if (this.#items.length > MAX_QUEUED) this.#send(1)
    this.#immediate ??= setImmediate(() => this.#sendSlice())
  }

  #sendSlice(): void {
    this.#immediate = undefined
    this.#send(SLICE)
    if (this.#items.length > 0) this.#immediate = setImmediate(() => this.#sendSlice())
  }

  #send(ms: number): void {
    const items = this.#items
    const end = performance.now() + ms
    let count = 0
    for (const sink of this.#sinks.keys()) sink.begin?.()
    for (let now = 0; count < items.length && now < end; count++) {
      this.#sendItem(items[count]!, this.#sent + count)
      now = performance.now()
    }
    for (const sink of this.#sinks.keys()) sink.end?.()
    this.#sent += count
    this.#items = count < items.length ? items.slice(count) : []
  }

  #sendItem(item: Item | ScreenItem, number: number): void {
    if ('rows' in item) return this.#sendScreen(item, number)
    const start = performance.now()
    let text: string | undefined
    for (const [sink, first] of this.#sinks)
      if (first <= number) sink.send((text ??= JSON.stringify(this.#message(item))))
    if (item.snapshot !== undefined) item.entry.cost = performance.now() - start
  }

  #sendScreen({ rows, at }: ScreenItem, number: number): void {
    const message: ScreenMessage = { type: '@actty.screen', createdAt: String(at), rows }
    let text: string | undefined
    for (const sink of this.#watchers)
      if (this.#sinks.get(sink)! <= number) sink.send((text ??= JSON.stringify(message)))
  }

  #message({ entry, event, snapshot, sourceId, at, visited, happening }: Item): InspectorMessage {
    if (event === undefined) return actorMessage(entry, this.#redact)
    return snapshot === undefined
      ? eventMessage(entry, event, { sourceId, at, outcome: happening?.outcome }, this.#redact)
      : snapshotMessage(entry, { snapshot, event, at, visited }, this.#redact)
  }

  #forget(): void {
    this.#sent += this.#items.length
    this.#items = []
    this.#late.clear()
    this.#stopTimers()
  }

  #stopTimers(): void {
    clearImmediate(this.#immediate)
    clearTimeout(this.#timer)
    this.#immediate = undefined
    this.#timer = undefined
  }
}

function intervalOf({ cost }: ActorEntry): number {
  return Math.max(SNAPSHOT_INTERVAL, cost * REST)
}
