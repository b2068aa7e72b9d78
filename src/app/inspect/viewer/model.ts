import type {
  ActorMessage,
  EventMessage,
  EventNames,
  InspectedSnapshot,
  SnapshotMessage,
  TakenSteps,
  ViewerMessage,
} from '../messages.ts'
import { chartOf, type ChartNode } from './chart.ts'
import { differences } from './differences.ts'
import { Past, type Moment } from './past.ts'
import type { LastMove, Party, ViewedActor, ViewedEvent } from './viewed.ts'
import { Visits } from './visits.ts'
import { valueText } from './value-text.ts'

/** Events that are kept. When there are a tenth more, the oldest go. */
const MAX_EVENTS = 5_000

/** Actors whose events still find their lane, though they may be forgotten. */
const MAX_PARTIES = 5_000

/** Charts that are kept besides those of the actors. */
const MAX_CHARTS = 200

/** Actors that have ended and are still shown. */
const MAX_ENDED = 50

/** The actor system and its events, as the messages so far tell of them. */
export class World {
  readonly actors = new Map<string, ViewedActor>()
  events: readonly ViewedEvent[] = []
  /** By session ids. */
  readonly #parties = new Map<string, Party>()
  readonly past = new Past()
  #place = 0
  /** By their definitions. */
  readonly #charts = new Map<string, ChartNode>()
  #events: ViewedEvent[] = []
  #count = 0
  /** The events from before the connection was lost, which are sent once more. */
  #known: ReadonlySet<string> = new Set()
  readonly #names: EventNames

  constructor(names: EventNames) {
    this.#names = names
  }

  /** `size` is how long the message is, in UTF-16 units. */
  apply(message: ViewerMessage, size = 0): void {
    this.#place++
    if (message.type === '@xstate.actor') this.#begin(message, size)
    else if (message.type === '@xstate.event') this.#log(message)
    else if (message.type === '@xstate.snapshot') this.#change(message, size)
    else this.past.show(message, this.#place)
  }

  /** The system right after an event; undefined if that isn't known. */
  at(event: ViewedEvent): Moment | undefined {
    return this.past.at(event, this.actors, this.events)
  }

  /** Everything will be sent again. An actor that isn't has ended. */
  restart(): void {
    this.past.forgetBefore(this.#place)
    for (const actor of this.actors.values()) actor.isLiving = false
    this.#known = new Set(this.#events.map(({ at, to, event }) => `${at} ${to.key} ${event.type}`))
  }

  /** Forgets events, and actors that have ended. */
  clear(): void {
    this.#events = this.events = []
    const living = this.#withAncestors([...this.actors.values()].filter(({ isLiving }) => isLiving))
    for (const actor of this.actors.values()) if (!living.has(actor)) this.#leave(actor)
  }

  #begin(
    { sessionId, name, parentId, definition, snapshot, taken, visits = {} }: ActorMessage,
    size: number,
  ): void {
    const party = this.#partyOf(name, parentId)
    this.#remember(sessionId, party)
    this.#forgetBefore(party, sessionId)
    const chart = this.#chartOf(definition)
    const counted = chart && new Visits(chart)
    counted?.update(visits)
    const actor: ViewedActor = {
      sessionId,
      name,
      parentId,
      party,
      chart,
      visits: counted,
      snapshot,
      last: taken && lastMove(taken),
      changed: new Set(),
      before: undefined,
      begins: this.#place,
      isLiving: snapshot.status === 'active',
    }
    this.actors.set(sessionId, actor)
    this.past.record(actor, this.#place, size, undefined)
  }

  #leave(actor: ViewedActor): void {
    this.actors.delete(actor.sessionId)
    this.past.leave(actor)
  }

  /** Actors of one machine share its chart. */
  #chartOf(definition: string): ChartNode | undefined {
    const known = this.#charts.get(definition)
    if (known !== undefined) return known
    const chart = chartOf(definition, this.#names)
    if (this.#charts.size >= MAX_CHARTS) this.#charts.clear()
    if (chart !== undefined) this.#charts.set(definition, chart)
    return chart
  }

  /** Its key is its path of names from the root. An actor that replaces one that has ended has the same key. */
  #partyOf(name: string, parentId: string | undefined): Party {
    if (parentId === undefined) return { key: name, name }
    return { key: `${this.#parties.get(parentId)?.key ?? '…'}/${name}`, name }
  }

  #log({ sessionId, sourceId, event, createdAt, outcome, isPast = false }: EventMessage): void {
    const at = Number(createdAt)
    const to = this.#party(sessionId)
    if (isPast && this.#known.has(`${at} ${to.key} ${event.type}`)) return
    const from = sourceId === undefined ? undefined : this.#party(sourceId)
    const isInternal = event.type.startsWith(this.#names.own)
    const place = this.#place
    this.#events.push({
      number: this.#count++,
      place,
      sessionId,
      at,
      from,
      to,
      event,
      outcome,
      isInternal,
      isPast,
    })
    if (this.#events.length > MAX_EVENTS * 1.1) this.#events = this.#events.slice(-MAX_EVENTS)
    this.events = this.#events
  }

  #party(sessionId: string): Party {
    return this.#parties.get(sessionId) ?? { key: sessionId, name: sessionId }
  }

  #remember(sessionId: string, party: Party): void {
    this.#parties.set(sessionId, party)
    if (this.#parties.size <= MAX_PARTIES) return
    for (const known of this.#parties.keys()) {
      if (this.#parties.size <= MAX_PARTIES / 2) return
      if (this.actors.get(known)?.isLiving !== true) this.#parties.delete(known)
    }
  }

  /** Forgets the ended actors whose place a new one takes, those below them, and the first of too many ended ones. */
  #forgetBefore({ key }: Party, sessionId: string): void {
    const all = [...this.actors.values()]
    const living = this.#withAncestors(all.filter(({ isLiving }) => isLiving))
    const ended = all.filter((actor) => !living.has(actor))
    const surplus = new Set(ended.slice(0, -MAX_ENDED))
    for (const actor of ended) {
      const isReplaced = actor.party.key === key || actor.party.key.startsWith(`${key}/`)
      if (actor.sessionId === sessionId || isReplaced || surplus.has(actor)) this.#leave(actor)
    }
  }

  /** Ended actors stay as long as an actor below them lives. */
  #withAncestors(actors: readonly ViewedActor[]): ReadonlySet<ViewedActor> {
    const found = new Set<ViewedActor>()
    for (const actor of actors)
      for (let one: ViewedActor | undefined = actor; one !== undefined && !found.has(one);) {
        found.add(one)
        one = one.parentId === undefined ? undefined : this.actors.get(one.parentId)
      }
    return found
  }

  #change(
    { sessionId, snapshot, event, createdAt, taken, visits = {} }: SnapshotMessage,
    size: number,
  ): void {
    const actor = this.actors.get(sessionId)
    if (actor === undefined) return
    const changed = differences(actor.snapshot, snapshot)
    actor.visits?.update(visits)
    if (taken !== undefined) actor.last = lastMove(taken)
    if (changed.size > 0) {
      actor.changed = changed
      actor.before = actor.snapshot
      if (actor.chart === undefined) actor.last = moveOf(event, actor.snapshot, snapshot, Number(createdAt))
    }
    actor.snapshot = snapshot
    actor.isLiving = snapshot.status === 'active'
    this.past.record(actor, this.#place, size, actor.before)
  }
}

function lastMove({ createdAt, steps }: TakenSteps): LastMove {
  return {
    at: Number(createdAt),
    taken: new Set(
      steps.flatMap(({ transitions }) => transitions.map(({ state, place }) => `${state}:${place}`)),
    ),
    steps: steps.map(({ event, isRaised, from, to, transitions }) => {
      const isEventless = transitions[0]?.place.startsWith('always') === true
      const note = transitions.length === 0 ? ' ignored' : isRaised ? ' raised' : ''
      return { label: isEventless ? 'always' : `${event}${note}`, from: valueText(from), to: valueText(to) }
    }),
  }
}

/** The last move of an actor that isn't a statechart. */
function moveOf(
  { type }: { readonly type: string },
  before: InspectedSnapshot,
  after: InspectedSnapshot,
  at: number,
): LastMove {
  return { at, taken: new Set(), steps: [{ label: type, from: before.status, to: after.status }] }
}

/** The actors as a tree in one list: each after its parent, with its depth. What has ended without a known parent isn't in it. */
export function treeOf(
  actors: Iterable<ViewedActor>,
): readonly { readonly actor: ViewedActor; readonly depth: number }[] {
  const all = [...actors]
  const ids = new Set(all.map(({ sessionId }) => sessionId))
  const childrenOf = new Map<string, ViewedActor[]>()
  for (const actor of all) {
    const hasParent = actor.parentId !== undefined && ids.has(actor.parentId)
    if (!hasParent && actor.parentId !== undefined && !actor.isLiving) continue
    const parent = hasParent ? actor.parentId : ''
    const siblings = childrenOf.get(parent)
    if (siblings === undefined) childrenOf.set(parent, [actor])
    else siblings.push(actor)
  }
  const tree: { actor: ViewedActor; depth: number }[] = []
  const add = (parent: string, depth: number) => {
    for (const actor of childrenOf.get(parent) ?? []) {
      tree.push({ actor, depth })
      add(actor.sessionId, depth + 1)
    }
  }
  add('', 0)
  return tree
}
