import type { InspectedSnapshot, ScreenMessage, ScreenRow } from '../messages.ts'
import type { LastMove, ViewedActor, ViewedEvent } from './viewed.ts'

/** Snapshots that are kept, and UTF-16 units of their messages. */
const MAX_RECORDS = 5_000
const MAX_TEXT = 40_000_000

/** Screens that are kept. */
const MAX_SCREENS = 500

/** Actors that are kept though the tree shows them no more. */
const MAX_GONE = 200

/** A screen that was drawn so many ms after an event shows what it did. */
const SOON = 100

/** A snapshot of an actor, and what led to it. */
interface ActorRecord {
  /** Its place among all messages. */
  readonly place: number
  readonly size: number
  readonly snapshot: InspectedSnapshot
  readonly before: InspectedSnapshot | undefined
  readonly last: LastMove | undefined
  readonly changed: ReadonlySet<string>
}

interface ScreenRecord {
  readonly place: number
  readonly at: number
  readonly rows: readonly ScreenRow[]
}

/** The system as it was when an actor was done with an event. */
export interface Moment {
  readonly event: ViewedEvent
  readonly actors: ReadonlyMap<string, ViewedActor>
  /** Undefined if it isn't known. */
  readonly screen: readonly ScreenRow[] | undefined
  /** Events of the actor that led to its snapshot. More than one: they came too fast to be told apart. */
  readonly shared: number
}

/** What was: the snapshots of each actor and the screens, as many as there is room for. */
export class Past {
  /** The last screen. */
  screen: readonly ScreenRow[] | undefined
  readonly #records = new WeakMap<ViewedActor, ActorRecord[]>()
  /** In the order in which they came. */
  #owners: ViewedActor[] = []
  #dropped = 0
  #text = 0
  /** Places before this one aren't known. */
  #start = 0
  #screens: ScreenRecord[] = []
  #gone = new Map<string, ViewedActor>()

  /** Keeps what an actor is now. */
  record(actor: ViewedActor, place: number, size: number, before: InspectedSnapshot | undefined): void {
    const { snapshot, last, changed } = actor
    const records = this.#records.get(actor)
    const record = { place, size, snapshot, before, last, changed }
    if (records === undefined) this.#records.set(actor, [record])
    else records.push(record)
    this.#owners.push(actor)
    this.#text += size
    while (this.#isFull) this.#drop()
    if (this.#dropped > MAX_RECORDS) {
      this.#owners = this.#owners.slice(this.#dropped)
      this.#dropped = 0
    }
  }

  show({ rows, createdAt }: ScreenMessage, place: number): void {
    this.screen = rows
    this.#screens.push({ place, at: Number(createdAt), rows })
    if (this.#screens.length > 2 * MAX_SCREENS) this.#screens = this.#screens.slice(-MAX_SCREENS)
  }

  /** The tree shows an actor no more. */
  leave(actor: ViewedActor): void {
    this.#gone.set(actor.sessionId, actor)
    if (this.#gone.size <= MAX_GONE) return
    const [first] = this.#gone.values()
    this.#gone.delete(first!.sessionId)
  }

  /** Everything before a place isn't known: the connection was lost. */
  forgetBefore(place: number): void {
    this.#start = place
  }

  /** The system right after an event; undefined if that isn't known. */
  at(
    event: ViewedEvent,
    present: ReadonlyMap<string, ViewedActor>,
    events: readonly ViewedEvent[],
  ): Moment | undefined {
    const actor = present.get(event.sessionId) ?? this.#gone.get(event.sessionId)
    if (event.isPast || actor === undefined || event.place < this.#start) return undefined
    const records = this.#records.get(actor) ?? []
    const index = records.findIndex(({ place }) => place > event.place)
    const place = records[index]?.place ?? Infinity
    const from = records[index - 1]?.place ?? -1
    const isOne = (one: ViewedEvent) =>
      one.sessionId === event.sessionId && one.place > from && one.place < place
    const actors = new Map<string, ViewedActor>()
    for (const one of [...this.#gone.values(), ...present.values()]) {
      const then = this.#then(one, place)
      // What had ended before may have been replaced.
      if (then !== undefined && (then.isLiving || one === actor || !this.#gone.has(one.sessionId)))
        actors.set(one.sessionId, then)
    }
    return { event, actors, screen: this.#screenAt(place, event.at), shared: events.filter(isOne).length }
  }

  #then(actor: ViewedActor, place: number): ViewedActor | undefined {
    const record = this.#records.get(actor)?.findLast((one) => one.place <= place)
    if (record === undefined || actor.begins > place) return undefined
    const { snapshot, last, changed, before } = record
    return { ...actor, snapshot, last, changed, before, isLiving: snapshot.status === 'active' }
  }

  #screenAt(place: number, at: number): readonly ScreenRow[] | undefined {
    const index = this.#screens.findIndex((screen) => screen.place > place)
    const next = this.#screens[index]
    if (next !== undefined && next.at - at <= SOON) return next.rows
    return (index < 0 ? this.#screens.at(-1) : this.#screens[index - 1])?.rows
  }

  /** An actor keeps its last record as long as it has no other. */
  #drop(): void {
    const records = this.#records.get(this.#owners[this.#dropped++]!)!
    if (records.length === 1) return
    const { size, place } = records.shift()!
    this.#text -= size
    this.#start = Math.max(this.#start, place)
  }

  get #isFull(): boolean {
    const count = this.#owners.length - this.#dropped
    return count > MAX_RECORDS || (count > 0 && this.#text > MAX_TEXT)
  }
}
