import { nodes } from '../render/builders/children.ts'
import { text } from '../render/builders/text.ts'
import { Pane } from '../render/box.ts'
import type { Node, SlotNode, TextNode } from '../render/node.ts'
import { slotsIn } from '../render/slots.ts'
import { describeKeys, isMachineSnapshot, stateOf } from './bindings.ts'
import type { ViewInfo } from './component.ts'
import { AppError } from './errors.ts'
import { keyLabel } from './key-label.ts'
import { KeyHelpContent, RegionContent } from './region.ts'

/** A region on the screen: an actor, the component that shows it, and what its view gave last. */
export class Region {
  readonly content: RegionContent
  /** Where it stands: the names of the regions around it and its own. */
  readonly path: string
  readonly pane: Pane
  children: readonly Region[] = []
  /** What the keys go to before they come here. */
  focusedChild: Region | undefined
  /** Keys can mean something here or inside. */
  focusable = false
  /** As its own view said of it, or the one around it. */
  declaredFocus: boolean | undefined
  readonly helpLines = new Map<SlotNode, Pane>()
  readonly #panes = new Map<SlotNode, Pane>()
  readonly #tree: Tree
  readonly #unwatch: () => void
  #snapshot: unknown = unseen
  #info: ViewInfo | undefined

  constructor(content: RegionContent, path: string, tree: Tree) {
    this.content = content
    this.path = path
    this.declaredFocus = content.focus
    this.pane = new Pane((slot) => this.#panes.get(slot))
    this.#tree = tree
    this.#unwatch = tree.watch(content.ref)
    tree.shown.set(content.ref, (tree.shown.get(content.ref) ?? new Set()).add(this))
  }

  get component(): RegionContent['component'] {
    return this.content.component
  }

  get snapshot(): unknown {
    return this.#snapshot
  }

  /** Whether it shows another snapshot than this one. */
  differs(snapshot: unknown): boolean {
    return !sameSnapshot(snapshot, this.#snapshot)
  }

  /** Calls the view if what it shows has changed. Tells whether it did. */
  view(info: ViewInfo): boolean {
    const snapshot: unknown = this.content.ref.getSnapshot()
    if (sameSnapshot(snapshot, this.#snapshot) && sameInfo(info, this.#info)) return false
    this.#snapshot = snapshot
    this.#info = info
    const node = this.#callView(snapshot, info)
    this.#fillSlots(slotsIn(node))
    this.pane.content = node
    return true
  }

  unmount(): void {
    this.#unwatch()
    const { shown } = this.#tree
    const same = shown.get(this.content.ref)
    same?.delete(this)
    if (same?.size === 0) shown.delete(this.content.ref)
    for (const child of this.children) child.unmount()
  }

  #callView(snapshot: unknown, info: ViewInfo): Node | undefined {
    const { component } = this
    try {
      return nodes([component.view(snapshot, info)])[0]
    } catch (cause) {
      throw new AppError('the view of', this.path, stateOf(snapshot), cause)
    }
  }

  /** The regions that the view shows now; those that it showed before stay what they were. */
  #fillSlots(slots: readonly SlotNode[]): void {
    const before = [...this.children]
    this.#panes.clear()
    this.helpLines.clear()
    const children: Region[] = []
    for (const slot of slots) {
      const { content } = slot
      if (content instanceof RegionContent) {
        const child =
          takeSame(before, content) ?? new Region(content, this.#pathOf(content, children), this.#tree)
        child.declaredFocus = content.focus
        children.push(child)
        this.#panes.set(slot, child.pane)
      } else if (content instanceof KeyHelpContent) {
        const pane = new Pane(() => undefined)
        this.helpLines.set(slot, pane)
        this.#panes.set(slot, pane)
      }
    }
    for (const gone of before) gone.unmount()
    this.children = children
  }

  #pathOf(content: RegionContent, siblings: readonly Region[]): string {
    const path = `${this.path}/${content.component.name}`
    const same = siblings.filter(
      (sibling) => sibling.path === path || sibling.path.startsWith(`${path}#`),
    ).length
    return same === 0 ? path : `${path}#${same + 1}`
  }
}

/** Tells whoever wants to know when a thing outside the app's actor system changes; gives the way to stop it. */
export type Watch = (ref: RegionContent['ref']) => () => void

interface Tree {
  readonly watch: Watch
  /** The regions that show an actor. */
  readonly shown: Map<unknown, Set<Region>>
}

/** All regions on the screen, from the one that shows the app's own actor. */
export class Regions {
  readonly root: Region
  readonly #shown: Tree['shown'] = new Map()
  #viewed: string[] = []

  constructor(root: RegionContent, watch: Watch) {
    this.root = new Region(root, root.component.name, { watch, shown: this.#shown })
  }

  /** Whether a region shows this actor, and shows another snapshot of it. */
  isStale(ref: unknown, snapshot: unknown): boolean {
    for (const region of this.#shown.get(ref) ?? []) if (region.differs(snapshot)) return true
    return false
  }

  /** Whether a component on the screen has a use for the mouse. */
  get usesMouse(): boolean {
    return hasMouse(this.root)
  }

  /** Calls the views of those regions whose actors have changed, and of no other. */
  refresh(columns: number, rows: number, tabbedTo: string | undefined): void {
    this.#refresh(this.root, { columns, rows }, true, tabbedTo)
    this.#describeKeys(this.root)
  }

  /** Paths of the regions whose views were called since this was last asked. */
  takeViewed(): readonly string[] {
    const viewed = this.#viewed
    this.#viewed = []
    return viewed
  }

  /** The regions that a key goes to, one after the other until it means something. */
  focusChain(from = this.root): Region[] {
    const chain: Region[] = []
    for (let region: Region | undefined = from; region; region = region.focusedChild) chain.unshift(region)
    return chain
  }

  /** The innermost regions that take keys, in the order in which Tab visits them. */
  tabStops(region = this.root): Region[] {
    if (region.children.some((child) => child.declaredFocus !== undefined)) {
      return region.focusedChild ? this.tabStops(region.focusedChild) : [region]
    }
    const inside = region.children.filter((child) => child.focusable).flatMap((child) => this.tabStops(child))
    return inside.length > 0 ? inside : [region]
  }

  /** The regions at a place on the screen, the innermost first. */
  at(x: number, y: number): Region[] {
    const chain: Region[] = []
    let region: Region | undefined = this.root
    while (region !== undefined) {
      chain.unshift(region)
      region = region.children.findLast(({ pane }) => contains(pane, x, y))
    }
    return chain
  }

  unmount(): void {
    this.root.unmount()
  }

  #refresh(
    region: Region,
    size: { columns: number; rows: number },
    onFocusPath: boolean,
    tabbedTo: string | undefined,
  ): void {
    const hasKeys = region.component.keys !== undefined
    if (region.view({ ...size, focused: onFocusPath && hasKeys })) this.#viewed.push(region.path)
    const { children } = region
    const declared = children.some((child) => child.declaredFocus !== undefined)
    const chosen = declared
      ? children.find((child) => child.declaredFocus === true)
      : children.find((child) => isWithin(tabbedTo, child.path))
    region.focusedChild = undefined
    region.focusable = hasKeys
    for (const child of children) {
      const candidate =
        chosen === undefined ? !declared && region.focusedChild === undefined : child === chosen
      this.#refresh(child, size, onFocusPath && candidate, tabbedTo)
      if (!child.focusable) continue
      region.focusable = true
      if (candidate) region.focusedChild = child
    }
  }

  #describeKeys(region: Region): void {
    for (const [slot, pane] of region.helpLines) {
      const content = slot.content as KeyHelpContent
      const about = content.of === undefined ? region : find(this.root, content.of)
      const line = about && helpLine(this.#keysFrom(about), content)
      if (line === undefined || !sameText(pane.content, line)) pane.content = line
    }
    for (const child of region.children) this.#describeKeys(child)
  }

  /** The regions that a key would go to if it came to this one: also those around it, if the keyboard's keys do come. */
  #keysFrom(region: Region): Region[] {
    const chain = this.focusChain()
    return chain.includes(region) ? chain : this.focusChain(region)
  }
}

const unseen = Symbol('unseen')

function hasMouse({ component, children }: Region): boolean {
  return component.mouse !== undefined || children.some(hasMouse)
}

function takeSame(regions: Region[], content: RegionContent): Region | undefined {
  const index = regions.findIndex(
    (region) => region.content.ref === content.ref && region.content.component === content.component,
  )
  return index < 0 ? undefined : regions.splice(index, 1)[0]
}

function find(region: Region, ref: unknown): Region | undefined {
  if (region.content.ref === ref) return region
  for (const child of region.children) {
    const found = find(child, ref)
    if (found !== undefined) return found
  }
  return undefined
}

/** A machine that did not move keeps its snapshot; other actors make a new one for every event they ignore. */
function sameSnapshot(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (b === unseen || isMachineSnapshot(a) || typeof a !== 'object' || a === null) return false
  const before = b as Record<string, unknown>
  const entries = Object.entries(a)
  return (
    entries.length === Object.keys(before).length && entries.every(([key, value]) => before[key] === value)
  )
}

function sameInfo(a: ViewInfo, b: ViewInfo | undefined): boolean {
  return b !== undefined && a.columns === b.columns && a.rows === b.rows && a.focused === b.focused
}

function isWithin(path: string | undefined, region: string): boolean {
  return path !== undefined && (path === region || path.startsWith(`${region}/`))
}

function contains(pane: Pane, x: number, y: number): boolean {
  return x >= pane.x && x < pane.x + pane.width && y >= pane.y && y < pane.y + pane.height
}

function helpLine(chain: readonly Region[], { options }: KeyHelpContent): TextNode {
  const shown = new Set<string>()
  const keys = chain.flatMap((region) =>
    describeKeys(region.component, region.content.ref.getSnapshot()).filter(({ key }) => {
      const hidden = shown.has(key) // a region further in has it
      shown.add(key)
      return !hidden
    }),
  )
  const parts = keys.flatMap(({ key, description }, index) => [
    index > 0 && '  ',
    text(keyLabel(key), { bold: true }),
    text(` ${description}`, { dim: true }),
  ])
  return text(parts, { ...options, overflow: 'truncate' })
}

function sameText(a: Node | undefined, b: TextNode): boolean {
  return a?.kind === 'text' && JSON.stringify(a) === JSON.stringify(b)
}
