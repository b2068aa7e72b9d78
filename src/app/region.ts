import type { AnyStore } from '@xstate/store'
import type { Sizing } from '../render/layout/sizing.ts'
import type { SlotNode } from '../render/nodes/index.ts'
import type { Style } from '../render/paint/style.ts'
import { slot } from '../render/nodes/slot.ts'
import type { AnyComponent, Component, EventOf, Showable, SnapshotOf } from './component.ts'

/** A running actor or a store, as a region needs it. */
export interface RefOf<L> {
  getSnapshot(): SnapshotOf<L>
  subscribe(observer: { next?: (snapshot: SnapshotOf<L>) => void; error?: (error: unknown) => void }): {
    unsubscribe(): void
  }
  send(event: EventOf<L>): void
}

export interface RegionOptions extends Sizing {
  /**
   * Whether the keys go to this region first. Where a view says this of any of its regions, it decides; where it says
   * it of none, Tab goes from one to the next.
   */
  readonly focus?: boolean | undefined
}

/** What a region's slot holds. */
export class RegionContent {
  readonly ref: RefOf<AnyStore>
  readonly component: AnyComponent
  readonly focus: boolean | undefined

  constructor(ref: RefOf<AnyStore>, component: AnyComponent, focus: boolean | undefined) {
    this.ref = ref
    this.component = component
    this.focus = focus
  }
}

/**
 * Shows a running actor, or a store, by a component. It is viewed anew when that actor's snapshot changes, and only then.
 * Without an actor (a child that is not there now) it is nothing. Make the component once, outside of views: with another
 * component the region is another, which is viewed anew and does not keep the focus.
 *
 * ```ts
 * view: ({ children }) => column([text('People'), region(children.users, usersList)])
 * ```
 */
export function region<L extends Showable>(
  ref: RefOf<L> | undefined,
  component: Component<L>,
  options: RegionOptions = {},
): SlotNode | undefined {
  if (ref === undefined) return undefined
  return slot(new RegionContent(ref as RefOf<AnyStore>, component, options.focus), options)
}

export interface KeyHelpOptions extends Style, Sizing {
  /** Tells of the region that shows this actor; of the one in whose view the line stands unless told. */
  readonly of?: { getSnapshot(): unknown } | undefined
}

/** What a help line's slot holds. */
export class KeyHelpContent {
  readonly of: unknown
  readonly options: Style

  constructor(options: KeyHelpOptions) {
    this.of = options.of
    this.options = options
  }
}

/**
 * The keys that do something now, and what: "r Refresh  q Quit". What they do is the `description` of the transition that
 * they would take; a key whose transition has none is not shown. Keys of the regions around are told of too, where the
 * keyboard's keys come through here.
 */
export function keyHelp(options: KeyHelpOptions = {}): SlotNode {
  return slot(new KeyHelpContent(options), { height: 1, ...options })
}
