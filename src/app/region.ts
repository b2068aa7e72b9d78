import type { AnyActorLogic, EventObject } from 'xstate'
import type { Sizing } from '../render/layout/sizing.ts'
import type { SlotNode } from '../render/nodes/index.ts'
import { slot } from '../render/nodes/slot.ts'
import type { Style } from '../render/paint/style.ts'
import type { SeenThrough } from '../machines/kit/change.ts'
import {
  component,
  type AnyComponent,
  type Presentation,
  type Showable,
  type SnapshotOf,
} from './component.ts'

/** What a region needs of what it shows: an actor, a store, or a thing like them that stands for an actor elsewhere. */
export interface AnyRef<Snapshot = unknown> {
  /** Its name among its siblings, if it has one: with the same one, an actor that is started again takes the other's place. */
  readonly id?: string | undefined
  getSnapshot(): Snapshot
  subscribe(observer: { next?: (snapshot: Snapshot) => void; error?: (error: unknown) => void }): {
    unsubscribe(): void
  }
  send(event: EventObject): void
}

export interface RegionOptions extends Sizing {
  /**
   * Whether the keys go to this region first. If a view says this of any of its regions, it decides; if it says it of none,
   * Tab goes from one to the next.
   */
  readonly focus?: boolean | undefined
}

/** What a region's slot holds. */
export class RegionContent {
  readonly kind = 'region'
  readonly ref: AnyRef
  readonly component: AnyComponent
  readonly focus: boolean | undefined

  constructor(ref: AnyRef, component: AnyComponent, focus: boolean | undefined) {
    this.ref = ref
    this.component = component
    this.focus = focus
  }
}

/** What a snapshot holds: its context if it has one. */
export type ContextOf<Snapshot> = Snapshot extends { readonly context: infer Context } ? Context : Snapshot

/** `unknown` if the component can show such snapshots. Otherwise a sentence, which is all that the compiler then says. */
export type Showing<Snapshot, L extends Showable> = [unknown] extends [Snapshot]
  ? unknown
  : [ContextOf<Snapshot>] extends [ContextOf<SnapshotOf<L>>]
    ? unknown
    : 'this component shows other logic than that of the actor'

/**
 * Shows a running actor. Its view is called again when that actor's snapshot changes, and only then. Without an actor (a child
 * that does not run now) it is nothing. If the actor's logic is a component, that is what shows it:
 *
 * ```ts
 * view: ({ children }) => column([text('People'), region(children.users, { grow: 1 })])
 * ```
 *
 * With a component as the second argument it shows a store, an actor elsewhere, an actor whose chart knows no views, or another
 * view of an actor. Make that component once, outside of views: with another component the region is another.
 *
 * ```ts
 * region(clockStore, clockView)
 * ```
 *
 * @throws TypeError if no component is given, and the actor's logic is none.
 */
export function region<Snapshot, L extends Showable>(
  ref: AnyRef<Snapshot> | undefined,
  component?: (Presentation<L> & Showing<NoInfer<Snapshot>, NoInfer<L>>) | RegionOptions,
  options?: RegionOptions,
): SlotNode | undefined
export function region(
  ref: AnyRef | undefined,
  second: AnyComponent | RegionOptions = {},
  third: RegionOptions = {},
): SlotNode | undefined {
  if (ref === undefined) return undefined
  const [component, options] = isComponent(second) ? [second, third] : [componentOf(ref), second]
  return slot(new RegionContent(ref, component, options.focus), options)
}

function isComponent(value: AnyComponent | RegionOptions): value is AnyComponent {
  return 'view' in value
}

const childComponents = new WeakMap<object, AnyComponent>()

/** Shows the child that a pattern is seen through to. The same component each time: with another the region would be another. */
function showingChild(logic: SeenThrough): AnyComponent {
  const known = childComponents.get(logic)
  if (known !== undefined) return known
  const made = component<AnyActorLogic>({
    logic,
    view: ({ children }: { readonly children: Readonly<Record<string, AnyRef | undefined>> }) =>
      region(children[logic.seenThrough]),
  })
  childComponents.set(logic, made)
  return made
}

/** The component that an actor runs. */
function componentOf(ref: AnyRef): AnyComponent {
  const { logic, id } = ref as { readonly logic?: object; readonly id?: string }
  if (logic !== undefined && isComponent(logic)) return logic
  if (logic !== undefined && 'seenThrough' in logic) return showingChild(logic as SeenThrough)
  const what = logic === undefined ? 'a store, or an actor elsewhere,' : `the actor '${id}'`
  throw new TypeError(
    `region: ${what} has no view of its own. Say region(ref, component), or put a component in place of its logic into 'actors'`,
  )
}

export interface KeyHelpOptions extends Style, Sizing {
  /** Tells of the region that shows this actor; of the one in whose view the line stands unless told. */
  readonly of?: { getSnapshot(): unknown } | undefined
}

/** What a help line's slot holds. */
export class KeyHelpContent {
  readonly kind = 'keyHelp'
  readonly of: unknown
  readonly options: Style

  constructor(options: KeyHelpOptions) {
    this.of = options.of
    this.options = options
  }
}

/** What a view's slots hold. They are told apart by `kind`: the class may be that of another copy of this package. */
export type SlotContent = RegionContent | KeyHelpContent

/**
 * The keys that do something now, and what: "r Refresh  q Quit". What they do is the `description` of the transition that
 * they would take; a key whose transition has none is not shown. Keys of the regions around are told of too, where the
 * keyboard's keys come through here.
 */
export function keyHelp(options: KeyHelpOptions = {}): SlotNode {
  return slot(new KeyHelpContent(options), { height: 1, ...options })
}
