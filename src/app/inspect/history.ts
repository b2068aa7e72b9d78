import type { AnyEventObject } from 'xstate'
import type { FrameReport } from '../frames/frames.ts'
import type { ActorEntry } from './actor-entry.ts'
import type { EventOutcome } from './messages.ts'

/** Events that are kept. */
const MAX_ITEMS = 200

/** An event, and what came of it. */
export interface Happening {
  readonly entry: ActorEntry
  /** Of the event. What an event carries may be large, and isn't kept. */
  readonly type: string
  /** Undefined if it came from outside the system. */
  readonly source: ActorEntry | undefined
  /** In ms since 1970. */
  readonly at: number
  /** The actor has another snapshot since. */
  changed: boolean
  /** What the statechart did with it; undefined as long as that isn't known, and of what is no statechart. */
  outcome: EventOutcome | undefined
  /** The frame that shows it. Events that came between two frames share one. */
  drew: FrameReport | undefined
}

/** The last events of a system, and what each drew. They are kept without a viewer too, for the panel and for late viewers. */
export class History {
  #items: Happening[] = []
  /** Events since the last frame. */
  #undrawn: Happening[] = []
  /** Counts up with everything that happens. */
  version = 0

  event(entry: ActorEntry, { type }: AnyEventObject, source: ActorEntry | undefined, at: number): Happening {
    const item: Happening = { entry, type, source, at, changed: false, outcome: undefined, drew: undefined }
    this.version++
    if (this.#items.push(item) > 2 * MAX_ITEMS) this.#items = this.#items.slice(-MAX_ITEMS)
    if (this.#undrawn.push(item) > 2 * MAX_ITEMS) this.#undrawn = this.#undrawn.slice(-MAX_ITEMS)
    return item
  }

  changed(entry: ActorEntry): void {
    this.version++
    const last = this.#undrawn.findLast((item) => item.entry === entry)
    if (last !== undefined) last.changed = true
  }

  frame(report: FrameReport | undefined): void {
    for (const item of this.#undrawn) if (item.changed) item.drew = report
    this.#undrawn = []
    this.version++
  }

  /** The last ones, in order. */
  recent(count: number): readonly Happening[] {
    return this.#items.slice(-Math.min(count, MAX_ITEMS))
  }
}
