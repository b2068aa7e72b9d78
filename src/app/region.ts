import type { Readable } from '@xstate/store'
import type { AnyActorLogic, EventObject } from 'xstate'
import type { AnyPress, Press, Sent, Sizing } from '../render/layout/sizing.ts'
import type { Node, SlotNode } from '../render/nodes/index.ts'
import { slot } from '../render/nodes/slot.ts'
import type { Style } from '../render/paint/style.ts'
import type { SeenThrough } from '../machines/kit/change.ts'
import type { KeysNow } from './help/keys-now.ts'
import {
  component,
  type AnyComponent,
  type Presentation,
  type Showable,
  type SnapshotOf,
} from './component.ts'

/** What a region can show: an actor, a store, or an object like them that represents an actor elsewhere. */
export interface AnyRef<Snapshot = unknown> {
  /** Its name among its siblings, if it has one: with the same one, an actor that is started again takes the other's place. */
  readonly id?: string | undefined
  /** The current snapshot. */
  getSnapshot(): Snapshot
  /** Calls back with each new snapshot, until it is unsubscribed. */
  subscribe(observer: { next?: (snapshot: Snapshot) => void; error?: (error: unknown) => void }): {
    unsubscribe(): void
  }
  /** Sends an event. */
  send(event: EventObject): void
}

/** The size of a region, and its focus. */
export interface RegionOptions<E = AnyPress> extends Sizing<E> {
  /**
   * Whether keys go to this region first.
   *
   * @defaultValue if no region of the view has this option, Tab and clicks move the focus
   */
  readonly focus?: boolean | undefined
}

/** The content of a region's slot. */
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

/** The context of a snapshot; the snapshot itself if it has no context. */
export type ContextOf<Snapshot> = Snapshot extends { readonly context: infer Context } ? Context : Snapshot

/** `unknown` if the component can show such snapshots. Otherwise a sentence, so that the compiler's error is short. */
export type Showing<Snapshot, L extends Showable> = [unknown] extends [Snapshot]
  ? unknown
  : [ContextOf<Snapshot>] extends [ContextOf<SnapshotOf<L>>]
    ? unknown
    : 'this component shows other logic than that of the actor'

/**
 * Shows a running actor. Its view is called again when that actor's snapshot changes, and no other view is. If there is no actor (a
 * child that doesn't run now), it returns undefined, which shows nothing. If the actor's logic is a component, the region uses its view:
 *
 * ```ts
 * view: ({ children }) => column([text('People'), region(children.users, { grow: 1 })])
 * ```
 *
 * Pass a component as the second argument to show a store, an actor elsewhere, an actor whose chart doesn't import views, or another
 * view of an actor. Make that component once, outside of views: with a new component, the region is a new one.
 *
 * ```ts
 * region(clockStore, clockView)
 * ```
 *
 * What is selected from a store can be shown, too: that view is called only if its own part of the store has changed. Select once,
 * outside of views.
 *
 * ```ts
 * const seconds = clockStore.select(({ seconds }) => seconds)
 * const secondsView = component({ logic: seconds, view: (value) => text(value) })
 * ```
 *
 * @throws TypeError if no component is passed, and the actor's logic isn't a component.
 */
export function region<Snapshot, L extends Showable, const E extends Press = never>(
  ref: AnyRef<Snapshot> | Readable<Snapshot> | undefined,
  component?: (Presentation<L> & Showing<NoInfer<Snapshot>, NoInfer<L>>) | RegionOptions<E>,
  options?: RegionOptions<E>,
): SlotNode<Sent<E>> | undefined
export function region(
  given: AnyRef | Readable<unknown> | undefined,
  second: AnyComponent | RegionOptions = {},
  third: RegionOptions = {},
): SlotNode | undefined {
  if (given === undefined) return undefined
  const ref = 'getSnapshot' in given ? given : refOf(given)
  const [component, options] = isComponent(second) ? [second, third] : [componentOf(ref), second]
  return slot(new RegionContent(ref, component, options.focus), options)
}

function isComponent(value: AnyComponent | RegionOptions): value is AnyComponent {
  return 'view' in value
}

const refs = new WeakMap<Readable<unknown>, AnyRef>()

/** What is selected from a store, as a ref. There is one for each selection: with another ref, the region would be a new one. */
function refOf(selection: Readable<unknown>): AnyRef {
  let ref = refs.get(selection)
  if (ref === undefined)
    refs.set(
      selection,
      (ref = {
        getSnapshot: () => selection.get(),
        subscribe: (observer) => selection.subscribe(observer),
        send() {},
      }),
    )
  return ref
}

const childComponents = new WeakMap<object, AnyComponent>()

/** The component that shows a pattern's child. It is made once for each pattern: with a new component, the region would be a new one. */
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
    `region: ${what} has no view of its own. Use region(ref, component), or put a component instead of its logic into 'actors'`,
  )
}

/** The style and the size of a help line, and the region whose keys it shows. */
export interface KeyHelpOptions<E = AnyPress> extends Style, Sizing<E> {
  /**
   * The actor whose region's keys are shown.
   *
   * @defaultValue the region whose view has the help line
   */
  readonly of?: { getSnapshot(): unknown } | undefined
  /**
   * Whether it has as many rows as it needs. One row leaves out what doesn't fit, from its middle: the keys of `quit` and `?` stay.
   *
   * @defaultValue false
   */
  readonly wrap?: boolean | undefined
  /**
   * Whether it also shows keys that do nothing now, struck through: those whose events the actor can take in another state.
   *
   * @defaultValue false
   */
  readonly all?: boolean | undefined
}

/** The content of a help line's slot. */
export class KeyHelpContent {
  readonly kind = 'keyHelp'
  readonly of: unknown
  readonly wrap: boolean
  readonly all: boolean
  readonly options: Style

  constructor(options: KeyHelpOptions) {
    this.of = options.of
    this.wrap = options.wrap ?? false
    this.all = options.all ?? false
    this.options = options
  }
}

/** The content of a slot with all keys. */
export class KeyListContent {
  readonly kind = 'keyList'
  /** Returns the node that shows them. */
  readonly show: (now: KeysNow) => Node

  constructor(show: (now: KeysNow) => Node) {
    this.show = show
  }
}

/** The content of a slot. Compare `kind`, not the class: the object may come from another copy of this package. */
export type SlotContent = RegionContent | KeyHelpContent | KeyListContent

/**
 * A line with the keys that do something now: "r Refresh  q Quit". The text of a key is the `description` of the transition that it
 * would take, or that of the component's `help`; a key without either isn't shown. If the region has the focus, the line also shows the
 * keys of the regions around it.
 *
 * ```ts
 * view: ({ children }) => column([region(children.users, { grow: 1 }), keyHelp()])
 * ```
 */
export function keyHelp<const E extends Press = never>(options: KeyHelpOptions<E> = {}): SlotNode<Sent<E>> {
  return slot(new KeyHelpContent(options), options.wrap === true ? options : { height: 1, ...options })
}
