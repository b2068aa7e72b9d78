import { pathOf } from '../../machines/kit/held-work.ts'
import { isInstance } from '../../machines/kit/message-of.ts'
import { nodes } from '../../render/nodes/children.ts'
import { Pane } from '../../render/layout/box.ts'
import { overflowOf } from '../../render/layout/locate.ts'
import type { SlotNode } from '../../render/nodes/index.ts'
import { slotsIn } from '../../render/layout/slots.ts'
import { isMachineSnapshot, statePath, type Shown } from '../input/bindings.ts'
import type { Place, ViewInfo } from '../component.ts'
import { AppError } from '../errors.ts'
import { whileViewing } from '../value-of.ts'
import { NotedInfo } from './noted-info.ts'
import type { KeyHelpContent, RegionContent, SlotContent } from '../region.ts'

/** What all regions of a screen share. */
export interface RegionHost {
  /** Tells when a thing outside the app's actor system changes; gives the way to stop that. */
  readonly watch: (content: RegionContent) => () => void
  /** The regions that show an actor. */
  readonly shown: Map<unknown, Set<MountedRegion>>
}

/** A region on the screen: an actor, the component that shows it, and what its view gave last. */
export class MountedRegion {
  readonly content: RegionContent
  /** Where it stands: the names of the regions around it and its own. No two on the screen are the same. */
  readonly path: string
  readonly pane: Pane
  /** The lines of help in its view. */
  readonly helpLines = new Map<Pane, KeyHelpContent>()
  children: readonly MountedRegion[] = []
  /** What the view around it says of its focus. */
  declaredFocus: boolean | undefined
  /** The child that keys go to before they come here. */
  focusedChild: MountedRegion | undefined
  /** Keys can mean something here or inside. */
  focusable = false
  readonly #host: RegionHost
  readonly #unwatch: () => void
  readonly #panes = new Map<SlotNode, Pane>()
  #snapshot: unknown = unseen
  readonly #noted = new NotedInfo(nowhere)

  constructor(content: RegionContent, path: string, host: RegionHost) {
    this.content = content
    this.path = path
    this.pane = new Pane((slot) => this.#panes.get(slot))
    this.#host = host
    this.#unwatch = host.watch(content)
    host.shown.set(content.ref, (host.shown.get(content.ref) ?? new Set()).add(this))
  }

  /** The actor as it is now, which may be later than what is on the screen. */
  get shown(): Shown {
    const { ref, component } = this.content
    return { component, snapshot: ref.getSnapshot(), place: this.place }
  }

  get place(): Place {
    const { pane } = this
    return {
      columns: pane.width,
      rows: pane.height,
      get overflow() {
        return overflowOf(pane)
      },
    }
  }

  /** Whether it shows another snapshot than this one. */
  differsFrom(snapshot: unknown): boolean {
    return !isSameSnapshot(snapshot, this.#snapshot)
  }

  /** Whether its view was told another size than it has. */
  get isMisfit(): boolean {
    return (
      this.#noted.differsIn('columns', this.pane.width) || this.#noted.differsIn('rows', this.pane.height)
    )
  }

  /** Calls the view if what it shows has changed. Tells whether it did. */
  view(info: ViewInfo): boolean {
    const snapshot: unknown = this.content.ref.getSnapshot()
    if (!this.differsFrom(snapshot) && !this.#noted.differsFrom(info)) return false
    this.#snapshot = snapshot
    this.#noted.begin(info)
    const { view, name } = this.content.component
    const node = this.attempt('the view of', () =>
      whileViewing(name, () => nodes([view(snapshot, this.#noted.info)])[0]),
    )
    this.#fillSlots(slotsIn(node))
    this.pane.content = node
    return true
  }

  /** Does something of the component's; what it throws becomes an error that says where that was. */
  attempt<T>(what: string, work: () => T): T {
    try {
      return work()
    } catch (cause) {
      throw this.explain(what, cause)
    }
  }

  /** An error that says where it came from. */
  explain(what: string, cause: unknown): AppError {
    if (isInstance(cause, AppError)) return cause
    const { ref, component } = this.content
    const actor = 'sessionId' in ref ? pathOf(ref as never) : component.name
    return new AppError(what, actor, statePath(ref.getSnapshot()), cause)
  }

  unmount(): void {
    this.#unwatch()
    const { shown } = this.#host
    const same = shown.get(this.content.ref)
    same?.delete(this)
    if (same?.size === 0) shown.delete(this.content.ref)
    for (const child of this.children) child.unmount()
  }

  /** Finds the regions that the view shows now; those that it showed before stay what they were. */
  #fillSlots(slots: readonly SlotNode[]): void {
    const before = [...this.children]
    const taken = new Set(before.map(({ path }) => path))
    const children: MountedRegion[] = []
    this.#panes.clear()
    this.helpLines.clear()
    for (const slot of slots) {
      const content = slot.content as SlotContent
      if (content.kind === 'region') {
        const child =
          takeSame(before, content) ?? new MountedRegion(content, this.#pathOf(content, taken), this.#host)
        child.declaredFocus = content.focus
        children.push(child)
        this.#panes.set(slot, child.pane)
      } else {
        const pane = new Pane(() => undefined)
        this.helpLines.set(pane, content)
        this.#panes.set(slot, pane)
      }
    }
    for (const gone of before) gone.unmount()
    this.children = children
  }

  #pathOf({ component }: RegionContent, taken: Set<string>): string {
    const path = this.path === '' ? component.name : `${this.path}/${component.name}`
    let unique = path
    for (let number = 2; taken.has(unique); number++) unique = `${path}#${number}`
    taken.add(unique)
    return unique
  }
}

const unseen = Symbol('unseen')
const nowhere: ViewInfo = { columns: 0, rows: 0, focused: false, background: undefined, theme: 'terminal' }

function takeSame(regions: MountedRegion[], { ref, component }: RegionContent): MountedRegion | undefined {
  const index = regions.findIndex(({ content }) => content.ref === ref && content.component === component)
  return index < 0 ? undefined : regions.splice(index, 1)[0]
}

/** A machine that did not move keeps its snapshot; other actors make a new one for every event they ignore. */
function isSameSnapshot(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (b === unseen || isMachineSnapshot(a) || typeof a !== 'object' || a === null) return false
  const before = b as Record<string, unknown>
  const entries = Object.entries(a)
  return (
    entries.length === Object.keys(before).length && entries.every(([key, value]) => before[key] === value)
  )
}
