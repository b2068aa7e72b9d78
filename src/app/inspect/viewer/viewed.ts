import type { EventOutcome, InspectedSnapshot } from '../messages.ts'
import type { ChartNode } from './chart.ts'
import type { Visits } from './visits.ts'

/** An actor, as the messages so far tell of it. */
export interface ViewedActor {
  readonly sessionId: string
  readonly name: string
  readonly parentId: string | undefined
  readonly party: Party
  readonly chart: ChartNode | undefined
  snapshot: InspectedSnapshot
  /** How often its states were entered and its transitions taken. */
  readonly visits: Visits | undefined
  /** What led to its snapshot; undefined if that isn't known. */
  last: LastMove | undefined
  /** The snapshot before this one. */
  before: InspectedSnapshot | undefined
  /** The place of its beginning among all messages. */
  readonly begins: number
  /** Where the last snapshot differs from the one before: 'context.user.name'. */
  changed: ReadonlySet<string>
  isLiving: boolean
}

/** The last thing that an actor did. */
export interface LastMove {
  readonly at: number
  readonly steps: readonly LastStep[]
  /** The transitions that were taken, as 'form.editing:on.SAVE.1'. */
  readonly taken: ReadonlySet<string>
}

interface LastStep {
  readonly label: string
  readonly from: string
  readonly to: string
}

/** Who sent or got an event. Actors that come one after the other under one name in one place are one party. */
export interface Party {
  readonly key: string
  readonly name: string
}

export interface ViewedEvent {
  readonly number: number
  /** Its place among all messages. */
  readonly place: number
  /** Of the actor that it came to. */
  readonly sessionId: string
  readonly outcome: EventOutcome | undefined
  readonly at: number
  readonly from: Party | undefined
  readonly to: Party
  readonly event: { readonly type: string }
  /** XState made it itself. */
  readonly isInternal: boolean
  /** It came before the page was there. */
  readonly isPast: boolean
}
