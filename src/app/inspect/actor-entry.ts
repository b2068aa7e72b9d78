import type { ActorRefLike, AnyActor, AnyEventObject, AnyTransitionDefinition } from 'xstate'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import { actorName } from './actor-name.ts'
import { isMachineSnapshot } from '../state-path.ts'
import {
  VERSION,
  type ActorMessage,
  type EventMessage,
  type EventOutcome,
  type InspectedSnapshot,
  type SnapshotMessage,
} from './messages.ts'
import { definitionLimits, plain, type Limits, type Plain } from './plain.ts'
import type { Redactor } from '../redact.ts'
import { takenSteps, transitionName, type Macrostep } from './steps.ts'

/** An actor that is watched, and what is known of it now. */
export interface ActorEntry {
  /** Counts up: a parent's number is less than those of its children. */
  readonly number: number
  readonly ref: ActorRefLike
  readonly parent: ActorEntry | undefined
  readonly sessionId: string
  readonly rootId: string
  readonly parentId: string | undefined
  /** The name of a store, which has no id of its own. */
  readonly givenName: string | undefined
  /** In ms since 1970. */
  readonly createdAt: number
  /** Undefined until it has one. */
  snapshot: object | undefined
  /** What the snapshot came from, and when. */
  event: AnyEventObject
  at: number
  /** The events that came to it and wait for what it does. One may come while it is busy with another. */
  readonly pending: Map<AnyEventObject, { outcome: EventOutcome | undefined }>
  /** The last macrostep in which it took a transition. */
  taken: Macrostep | undefined
  /** How often its transitions were taken. */
  readonly visits: Map<AnyTransitionDefinition, number>
  /** Those that were taken since its snapshot was last sent. */
  visited: Set<AnyTransitionDefinition>
  /** When its snapshot was last sent, by the performance clock. */
  sentAt: number
  /** Milliseconds that making text of its snapshot took last. */
  cost: number
}

let count = 0

const init: AnyEventObject = { type: XSTATE_EVENTS.init }

export function actorEntry(
  ref: ActorRefLike,
  ids: {
    readonly rootId: string
    readonly parent: ActorEntry | undefined
    readonly sessionId?: string
  },
  at: number,
  givenName?: string,
): ActorEntry {
  const { sessionId = ref.sessionId, rootId, parent } = ids
  return {
    number: count++,
    parent,
    ref,
    sessionId,
    rootId,
    parentId: parent?.sessionId,
    givenName,
    createdAt: at,
    snapshot: undefined,
    event: init,
    at,
    pending: new Map(),
    taken: undefined,
    visits: new Map(),
    visited: new Set(),
    sentAt: -Infinity,
    cost: 0,
  }
}

/** What people call an actor. */
export function nameOf({ ref, givenName }: ActorEntry): string {
  return givenName ?? actorName(ref)
}

export function actorMessage(entry: ActorEntry, redact: Redactor | undefined): ActorMessage {
  return {
    type: '@xstate.actor',
    name: nameOf(entry),
    sessionId: entry.sessionId,
    rootId: entry.rootId,
    parentId: entry.parentId,
    definition: definitionOf(entry, redact),
    snapshot: snapshotOf(entry.snapshot ?? entry.ref.getSnapshot(), redact),
    taken: entry.taken && takenSteps(entry.taken, redact),
    visits: visitsOf(entry, entry.visits.keys()),
    createdAt: String(entry.createdAt),
    id: null,
    _version: VERSION,
  }
}

/** How an event came. */
interface Arrival {
  readonly sourceId: string | undefined
  readonly at: number
  readonly outcome: EventOutcome | undefined
}

export function eventMessage(
  entry: ActorEntry,
  event: AnyEventObject,
  { sourceId, at, outcome }: Arrival,
  redact: Redactor | undefined,
): EventMessage {
  return {
    type: '@xstate.event',
    sessionId: entry.sessionId,
    sourceId,
    event: eventOf(event, redact),
    outcome,
    rootId: entry.rootId,
    createdAt: String(at),
    id: null,
    _version: VERSION,
  }
}

/** An event of which only the type is kept. */
export function pastEventMessage({ entry, type, source, at, outcome }: PastEvent): EventMessage {
  const arrival = { sourceId: source?.sessionId, at, outcome }
  return { ...eventMessage(entry, { type }, arrival, undefined), isPast: true }
}

interface PastEvent {
  readonly entry: ActorEntry
  readonly type: string
  readonly source: ActorEntry | undefined
  readonly at: number
  readonly outcome: EventOutcome | undefined
}

interface Change {
  readonly snapshot: unknown
  readonly event: AnyEventObject
  readonly at: number
  /** The transitions whose counts are sent. */
  readonly visited: Iterable<AnyTransitionDefinition>
}

export function snapshotMessage(
  entry: ActorEntry,
  { snapshot, event, at, visited }: Change,
  redact: Redactor | undefined,
): SnapshotMessage {
  return {
    type: '@xstate.snapshot',
    sessionId: entry.sessionId,
    event: eventOf(event, redact),
    snapshot: snapshotOf(snapshot, redact),
    taken: entry.taken && takenSteps(entry.taken, redact),
    visits: visitsOf(entry, visited),
    rootId: entry.rootId,
    createdAt: String(at),
    id: null,
    _version: VERSION,
  }
}

/** Notes that transitions were taken. */
export function countVisits(
  { visits, visited }: ActorEntry,
  transitions: readonly AnyTransitionDefinition[],
): void {
  for (const transition of transitions) {
    visits.set(transition, (visits.get(transition) ?? 0) + 1)
    visited.add(transition)
  }
}

function visitsOf(
  { visits }: ActorEntry,
  visited: Iterable<AnyTransitionDefinition>,
): Readonly<Record<string, number>> | undefined {
  const counts = [...visited].map((one) => [transitionName(one), visits.get(one)!] as const)
  return counts.length === 0 ? undefined : Object.fromEntries(counts)
}

/** An event's type is its name, and no secret. */
function eventOf(event: AnyEventObject, redact: Redactor | undefined): { readonly type: string } {
  const shown = plain(event, ['event'], { redact })
  const { type } = event
  return isRecord(shown) ? { ...shown, type } : { type }
}

/** A snapshot as data: of a machine's, what its author knows; of another's, all that it has. */
export function snapshotOf(
  snapshot: unknown,
  redact: Redactor | undefined,
  limits?: Limits,
): InspectedSnapshot {
  if (typeof snapshot !== 'object' || snapshot === null) return { status: 'active' }
  const { status, ...others } = snapshot as { status?: unknown }
  const known = isMachineSnapshot(snapshot) ? machineParts(snapshot) : others
  const shown: Record<string, Plain> = {}
  for (const [key, value] of Object.entries(known)) {
    if (value !== undefined) shown[key] = plain(value, [key], { redact, limits })
  }
  return { status: typeof status === 'string' ? status : 'active', ...shown }
}

function machineParts({ value, context, tags, children, output, error }: MachineParts): object {
  return { value, context, tags: [...tags], children, output, error }
}

interface MachineParts {
  readonly value: unknown
  readonly context: unknown
  readonly tags: Iterable<string>
  readonly children: unknown
  readonly output: unknown
  readonly error: unknown
}

/** What there is to draw of an actor: a machine's chart, or a box. */
function definitionOf(entry: ActorEntry, redact: Redactor | undefined): string {
  const { config } = ((entry.ref as Partial<AnyActor>).logic ?? {}) as { config?: unknown }
  const name = nameOf(entry)
  if (typeof config !== 'object' || config === null) return JSON.stringify({ id: name })
  const shown = plain(config, [], { redact, limits: definitionLimits, isDefinition: true })
  return JSON.stringify(isRecord(shown) ? { id: name, ...shown } : { id: name })
}

function isRecord(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
