import type { EventNames, InspectedSnapshot, InspectorMessage } from '../messages.ts'
import { chartOf, type ChartNode } from './chart.ts'

/** Events that are kept; a tenth more, and the oldest go. */
const MAX_EVENTS = 5_000

/** Actors that have ended and are still shown. */
const MAX_ENDED = 50

export interface ViewedActor {
  readonly sessionId: string
  readonly name: string
  readonly parentId: string | undefined
  readonly chart: ChartNode | undefined
  snapshot: InspectedSnapshot
  /** The state that its last transition left; undefined before the first. */
  last: LastTransition | undefined
  /** Where the last snapshot differs from the one before: 'context.user.name'. */
  changed: ReadonlySet<string>
  isLiving: boolean
}

interface LastTransition {
  readonly event: { readonly type: string }
  readonly from: unknown
  readonly to: unknown
  readonly at: number
}

/** Who sent or got an event. Actors that come one after the other in one place, under one name, are one party. */
export interface Party {
  readonly key: string
  readonly name: string
}

export interface ViewedEvent {
  readonly number: number
  readonly at: number
  readonly from: Party | undefined
  readonly to: Party
  readonly event: { readonly type: string }
  /** XState made it itself. */
  readonly isInternal: boolean
}

/** What the messages so far say. */
export class World {
  readonly actors = new Map<string, ViewedActor>()
  events: readonly ViewedEvent[] = []
  #events: ViewedEvent[] = []
  #count = 0
  readonly #names: EventNames

  constructor(names: EventNames) {
    this.#names = names
  }

  apply(message: InspectorMessage): void {
    if (message.type === '@xstate.actor') this.#begin(message)
    else if (message.type === '@xstate.event') this.#log(message)
    else this.#change(message)
  }

  /** The app is told of anew: who is not told of again is not there. */
  restart(): void {
    for (const actor of this.actors.values()) actor.isLiving = false
  }

  /** Forgets events, and actors that have ended. */
  clear(): void {
    this.#events = this.events = []
    for (const [id, { isLiving }] of this.actors) if (!isLiving) this.actors.delete(id)
  }

  #begin({
    sessionId,
    name,
    parentId,
    definition,
    snapshot,
  }: InspectorMessage & { type: '@xstate.actor' }): void {
    this.#forgetBefore(name, parentId)
    const isLiving = snapshot.status === 'active'
    const chart = chartOf(definition, this.#names)
    this.actors.set(sessionId, {
      sessionId,
      name,
      parentId,
      chart,
      snapshot,
      last: undefined,
      changed: new Set(),
      isLiving,
    })
  }

  #log({ sessionId, sourceId, event, createdAt }: InspectorMessage & { type: '@xstate.event' }): void {
    const from = sourceId === undefined ? undefined : this.#party(sourceId)
    const to = this.#party(sessionId)
    const isInternal = event.type.startsWith(this.#names.own)
    this.#events.push({ number: this.#count++, at: Number(createdAt), from, to, event, isInternal })
    if (this.#events.length > MAX_EVENTS * 1.1) this.#events = this.#events.slice(-MAX_EVENTS)
    this.events = this.#events
  }

  #party(sessionId: string): Party {
    const actor = this.actors.get(sessionId)
    const name = actor?.name ?? sessionId
    return { key: `${actor?.parentId ?? ''}/${name}`, name }
  }

  /** Whoever had the place of a new actor, and some of those that ended long ago. */
  #forgetBefore(name: string, parentId: string | undefined): void {
    const ended = [...this.actors.values()].filter(({ isLiving }) => !isLiving)
    const same = ended.filter((actor) => actor.name === name && actor.parentId === parentId)
    for (const { sessionId } of [...same, ...ended.slice(0, -MAX_ENDED)]) this.actors.delete(sessionId)
  }

  #change({ sessionId, snapshot, event, createdAt }: InspectorMessage & { type: '@xstate.snapshot' }): void {
    const actor = this.actors.get(sessionId)
    if (actor === undefined) return
    const changed = differences(actor.snapshot, snapshot)
    if (changed.size > 0) {
      actor.changed = changed
      actor.last = { event, from: actor.snapshot.value, to: snapshot.value, at: Number(createdAt) }
    }
    actor.snapshot = snapshot
    actor.isLiving = snapshot.status === 'active'
  }
}

/** The paths at which two values differ, with those around them. */
export function differences(before: unknown, after: unknown): ReadonlySet<string> {
  const paths = new Set<string>()
  compare(before, after, '', paths)
  return paths
}

function compare(before: unknown, after: unknown, path: string, paths: Set<string>): boolean {
  if (Object.is(before, after)) return false
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) {
    if (path !== '') paths.add(path)
    return true
  }
  let differs = false
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (compare(before[key], after[key], path === '' ? key : `${path}.${key}`, paths)) differs = true
  if (differs && path !== '') paths.add(path)
  return differs
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** A state value as a person reads it: 'form.editing | menu.open'. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  if (!isObject(value)) return ''
  return Object.entries(value)
    .map(([key, inner]) => [key, valueText(inner)].filter((part) => part !== '').join('.'))
    .join(' | ')
}

/** The actors as a tree in one list: each after its parent, and how deep. */
export function treeOf(
  actors: Iterable<ViewedActor>,
): readonly { readonly actor: ViewedActor; readonly depth: number }[] {
  const all = [...actors]
  const ids = new Set(all.map(({ sessionId }) => sessionId))
  const childrenOf = new Map<string, ViewedActor[]>()
  for (const actor of all) {
    const parent = actor.parentId !== undefined && ids.has(actor.parentId) ? actor.parentId : ''
    const siblings = childrenOf.get(parent)
    if (siblings === undefined) childrenOf.set(parent, [actor])
    else siblings.push(actor)
  }
  const below = (parent: string, depth: number): { actor: ViewedActor; depth: number }[] =>
    (childrenOf.get(parent) ?? []).flatMap((actor) => [
      { actor, depth },
      ...below(actor.sessionId, depth + 1),
    ])
  return below('', 0)
}
