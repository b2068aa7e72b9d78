import type { EventObject } from 'xstate'
import { pathOf } from '../../machines/kit/held-work.ts'
import { isInstance } from '../../machines/kit/message-of.ts'
import { nodes } from '../../render/nodes/children.ts'
import type { Node } from '../../render/nodes/index.ts'
import { Pane } from '../../render/layout/box.ts'
import { aboveOf, overflowOf, selectedIn } from '../../render/layout/locate.ts'
import { Slots } from '../../render/layout/slots.ts'
import { ifLegal, type Shown } from '../input/bindings.ts'
import { isMachineSnapshot, statePath } from '../state-path.ts'
import type { AnyComponent, Place, RegionPlacement, ViewInfo } from '../component.ts'
import { AppError } from '../errors.ts'
import { whileViewing } from '../value-of.ts'
import { modalLayer, type ModalLayer } from './modal-layer.ts'
import { NotedInfo } from './noted-info.ts'
import type { KeyHelpContent, KeyListContent, RegionContent, SlotContent } from '../region.ts'

/** What the regions of a screen share. */
export interface RegionHost {
  /** Watches an actor or store outside the app's actor system. Returns a function that stops it. */
  readonly watch: (content: RegionContent) => () => void
  /** The component with the keys that the user wants. */
  readonly rebound?: ((component: AnyComponent) => AnyComponent) | undefined
  /** Gives the regions the places that their views ask for now. */
  readonly arrange: () => void
  /** The regions that show an actor. */
  readonly shown: Map<unknown, Set<MountedRegion>>
}

/** A region on the screen: an actor, the component that shows it, and the last result of its view. */
export class MountedRegion {
  readonly parent: MountedRegion | undefined
  readonly pane: Pane
  /** The help lines and lists of keys in its view. */
  readonly helpLines = new Map<Pane, KeyHelpContent | KeyListContent>()
  children: readonly MountedRegion[] = []
  /** The modal layers of its view; the last one is above the others. */
  modals: readonly ModalLayer[] = []
  /** The number of the modal layer of the view around it that it stands in; 0 for none. */
  modal = 0
  /** The option `focus` that the view around it has given it. */
  declaredFocus: boolean | undefined
  /** The child that gets keys before this region does. */
  focusedChild: MountedRegion | undefined
  /** When the focus was moved here: a greater number is later, and 0 is never. */
  focusedAt = 0
  /** Whether this region, or one inside it, has keys. */
  focusable = false
  /** Whether a node of its view can be clicked, and whether one looks different under the pointer. */
  hasPress = false
  hasHover = false
  readonly #host: RegionHost
  #content: RegionContent
  /** Its name among its siblings. */
  #label: string
  #unwatch: () => void
  #panes: Pane[] = []
  #snapshot: unknown = unseen
  readonly #noted = new NotedInfo(nowhere)
  /** Where its actor was told that it stands. */
  #told: (RegionPlacement & { readonly ref: unknown }) | undefined

  constructor(content: RegionContent, label: string, host: RegionHost, parent?: MountedRegion) {
    this.parent = parent
    this.pane = new Pane((index) => this.#panes[index])
    this.#content = content
    this.#label = label
    this.#host = host
    this.#unwatch = this.#watch()
  }

  get content(): RegionContent {
    return this.#content
  }

  /** The names of the regions around it and its own. No two regions of the screen have the same path. */
  get path(): string {
    const around = this.parent?.path ?? ''
    return around === '' ? this.#label : `${around}/${this.#label}`
  }

  /** Whether a child stands where keys can come to: below a modal layer, they can't. */
  reaches(child: MountedRegion): boolean {
    return child.modal === this.modals.length
  }

  /** Whether another region is this one, or in it. */
  holds(other: MountedRegion): boolean {
    for (let region: MountedRegion | undefined = other; region; region = region.parent)
      if (region === this) return true
    return false
  }

  /** The actor's current snapshot, which may be newer than the one on the screen. */
  get shown(): Shown {
    const { ref, component } = this.content
    return { component, snapshot: ref.getSnapshot(), place: this.place }
  }

  /** What has the focus in it: the innermost region, or this one. */
  get #focused(): MountedRegion {
    return this.focusedChild === undefined ? this : this.focusedChild.#focused
  }

  /** Arranged when it is read: another key may have changed what is shown, and no frame was drawn since. */
  get place(): Place {
    const { pane } = this
    const { arrange } = this.#host
    const focused = () => this.#focused
    return {
      get columns() {
        arrange()
        return pane.width
      },
      get rows() {
        arrange()
        return pane.height
      },
      get overflow() {
        arrange()
        return overflowOf(pane)
      },
      get above() {
        arrange()
        return aboveOf(pane)
      },
      get focus() {
        arrange()
        const { x, y } = selectedIn(focused().pane)
        return { x: x - pane.x, y: y - pane.y }
      },
    }
  }

  /** Whether the snapshot on the screen is another one. */
  differsFrom(snapshot: unknown): boolean {
    return !isSameSnapshot(snapshot, this.#snapshot)
  }

  /** Whether its view has read how large the region is. */
  get readsSize(): boolean {
    return this.#noted.readsSize
  }

  /** Whether its view has read another size than the region has now. */
  isMisfit(isInline: boolean): boolean {
    const { width, height } = this.pane
    return (
      this.#noted.differsIn('columns', width) ||
      this.#noted.differsIn('rows', height) ||
      (!isInline && this.#noted.differsIn('maxRows', height))
    )
  }

  /** Lets its view be called again. */
  forget(): void {
    this.#snapshot = unseen
  }

  /** Calls the view if its snapshot, or a field that it has read, has changed. Returns whether it did. */
  view(info: ViewInfo): boolean {
    const snapshot: unknown = this.content.ref.getSnapshot()
    if (!this.differsFrom(snapshot) && !this.#noted.differsFrom(info)) return false
    // A view that throws is called again by who asks next.
    this.#snapshot = unseen
    this.#noted.begin(info)
    const { view, name } = this.content.component
    const node = this.attempt('the view of', () =>
      whileViewing(name, () => nodes([view(snapshot, this.#noted.info)])[0]),
    )
    this.#snapshot = snapshot
    this.#fillSlots(new Slots(node))
    this.pane.content = node
    return true
  }

  /** Calls a function of the component. An error that it throws becomes an AppError with the actor and its state. */
  attempt<T>(what: string, work: () => T): T {
    try {
      return work()
    } catch (cause) {
      throw this.explain(what, cause)
    }
  }

  /** Tells its actor where it was placed, if that isn't where it was before. What has no cells has no place. */
  tellPlace(focused: boolean, background: RegionPlacement['background']): void {
    const { width: columns, height: rows } = this.pane
    if (columns === 0 || rows === 0) return
    const { component, snapshot } = this.shown
    const told = this.#told
    if (
      told?.ref === this.#content.ref &&
      told.columns === columns &&
      told.rows === rows &&
      told.focused === focused &&
      told.background === background
    )
      return
    this.#told = { columns, rows, focused, background, ref: this.#content.ref }
    const event = this.attempt('the placement of', () =>
      ifLegal(component.placed?.(snapshot, this.#told!) as EventObject | undefined, snapshot),
    )
    this.send(event)
  }

  /** An AppError with the actor and its state. */
  explain(what: string, cause: unknown): AppError {
    if (isInstance(cause, AppError)) return cause
    const { ref, component } = this.content
    const actor = 'sessionId' in ref ? pathOf(ref as never) : component.name
    return new AppError(what, actor, statePath(ref.getSnapshot()), cause)
  }

  /** Sends an event to its actor. Returns whether there is one. */
  send(event: EventObject | undefined): boolean {
    if (event !== undefined) this.content.ref.send(event)
    return event !== undefined
  }

  unmount(): void {
    this.#unwatch()
    for (const child of this.children) child.unmount()
  }

  /** Notes that it shows its actor, and returns the way to end that. */
  #watch(): () => void {
    const { ref } = this.#content
    const { shown } = this.#host
    const unwatch = this.#host.watch(this.#content)
    shown.set(ref, (shown.get(ref) ?? new Set()).add(this))
    return () => {
      unwatch()
      const same = shown.get(ref)
      same?.delete(this)
      if (same?.size === 0) shown.delete(ref)
    }
  }

  /** Shows another actor in its place, or the same by another component. What has the focus in it keeps it. */
  #become(content: RegionContent, taken: Set<string>): void {
    const { ref, component } = this.#content
    this.#content = content
    if (content.ref !== ref) {
      this.#unwatch()
      this.#unwatch = this.#watch()
    }
    if (content.component.name !== component.name) this.#label = uniqueLabel(content, taken)
    this.#snapshot = unseen
  }

  /** Updates the child regions to those of the view now. Regions that it showed before are kept. */
  #fillSlots({ nodes: slots, modalOf, modals, hasPress, hasHover }: Slots): void {
    this.hasPress = hasPress
    this.hasHover = hasHover
    if (slots.length + this.#panes.length + modals.length + this.modals.length === 0) return
    const contents = slots.map(({ content }) => this.#rebound(content as SlotContent))
    const gone = new Set(this.children)
    const known = sameRegions(contents, gone)
    const taken = new Set(this.children.map((child) => child.#label))
    this.helpLines.clear()
    this.#panes = []
    const children: MountedRegion[] = []
    for (const [index, content] of contents.entries()) {
      if (content.kind !== 'region') {
        const pane = new Pane(() => undefined)
        this.helpLines.set(pane, content)
        this.#panes.push(pane)
        continue
      }
      const child = known[index] ?? new MountedRegion(content, uniqueLabel(content, taken), this.#host, this)
      if (differ(child.content, content)) child.#become(content, taken)
      child.declaredFocus = content.focus
      child.modal = modalOf[index]!
      children.push(child)
      this.#panes.push(child.pane)
    }
    for (const region of gone) region.unmount()
    this.modals = this.#modalsOf(modals, children)
    this.children = children
  }

  #rebound(content: SlotContent): SlotContent {
    const { rebound } = this.#host
    if (rebound === undefined || content.kind !== 'region') return content
    return { ...content, component: rebound(content.component) }
  }

  #modalsOf(layers: readonly Node[], children: readonly MountedRegion[]): readonly ModalLayer[] {
    const before = new Set(this.children)
    return layers.map((layer, index) => {
      const inside = children.filter((child) => child.modal === index + 1)
      const takers = inside.filter((child) => child.focusable || !before.has(child))
      const hasKept = takers.some((child) => before.has(child))
      return modalLayer(layer, this.#snapshot, { count: takers.length, hasKept }, this.modals[index])
    })
  }
}

const unseen = Symbol('unseen')
const nowhere: ViewInfo = {
  columns: 0,
  rows: 0,
  maxRows: 0,
  focused: false,
  windowFocused: true,
  background: undefined,
  theme: 'terminal',
}

function differ(a: RegionContent, b: RegionContent): boolean {
  return a.ref !== b.ref || a.component !== b.component
}

/** Ways to be the same region, the surest first: by another component, or with an actor that was started again, it stays itself. */
const likenesses: readonly ((a: RegionContent, b: RegionContent) => boolean)[] = [
  (a, b) => !differ(a, b),
  (a, b) => a.ref === b.ref,
  (a, b) => a.component === b.component && a.ref.id !== undefined && a.ref.id === b.ref.id,
]

/** For each slot, the region that showed the same before; it is taken out of `before`. */
function sameRegions(
  contents: readonly SlotContent[],
  before: Set<MountedRegion>,
): readonly (MountedRegion | undefined)[] {
  const found = new Array<MountedRegion | undefined>(contents.length)
  for (const isLike of likenesses)
    for (const [index, content] of contents.entries()) {
      if (before.size === 0) return found
      if (content.kind !== 'region' || found[index] !== undefined) continue
      for (const region of before)
        if (isLike(region.content, content)) {
          found[index] = region
          before.delete(region)
          break
        }
    }
  return found
}

/** A name that no sibling has. */
function uniqueLabel({ component: { name } }: RegionContent, taken: Set<string>): string {
  let unique = name
  for (let number = 2; taken.has(unique); number++) unique = `${name}#${number}`
  taken.add(unique)
  return unique
}

/** A machine keeps its snapshot if it doesn't move. Other actors make a new one for every event that they ignore. */
function isSameSnapshot(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (b === unseen || isMachineSnapshot(a) || typeof a !== 'object' || a === null) return false
  const before = b as Record<string, unknown>
  const entries = Object.entries(a)
  return (
    entries.length === Object.keys(before).length && entries.every(([key, value]) => before[key] === value)
  )
}
