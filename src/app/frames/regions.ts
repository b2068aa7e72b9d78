import type { Box } from '../../render/layout/box.ts'
import { boxesAt, boxesInModal } from '../../render/layout/locate.ts'
import type { ViewInfo } from '../component.ts'
import { takesText } from '../input/bindings.ts'
import { declaresFocus, focusChain } from '../input/focus.ts'
import type { ModalLayer } from './modal-layer.ts'
import { MountedRegion, type RegionHost } from './mounted-region.ts'
import type { RegionContent } from '../region.ts'

/** The state of the screen that views may read. */
export interface ScreenInfo {
  readonly columns: number
  readonly rows: number
  readonly background: ViewInfo['background']
  readonly theme: ViewInfo['theme']
  readonly windowFocused: boolean
  /** The app is as high as its content. */
  readonly isInline: boolean
}

/** A box on the screen, and the region whose view it is in; undefined if that shows nothing. */
export interface HitBox {
  readonly region: MountedRegion
  readonly box: Box | undefined
}

/** What is in the regions of a screen. */
interface Found {
  /** Those whose views have read their size. */
  readonly sized: MountedRegion[]
  readonly withHelp: MountedRegion[]
  /** Those whose components have `placed`. */
  readonly placed: MountedRegion[]
  usesMouse: boolean
  usesHover: boolean
  /** A region that had the focus turned out to take no keys any more. */
  isUnsettled: boolean
}

const nothing: Found = {
  sized: [],
  withHelp: [],
  placed: [],
  usesMouse: false,
  usesHover: false,
  isUnsettled: false,
}

/** How often regions are viewed for one frame, at most: a modal layer deep inside takes the focus from what was viewed before it. */
const MAX_PASSES = 3

/** All regions on the screen, as a tree. Its root shows the app's own actor. */
export class Regions {
  readonly root: MountedRegion
  /** The key that shows all that can be done now. */
  paletteKey: string | undefined
  /** The keys of a chord that have been pressed. */
  pressed: string | undefined
  #isInline = false
  readonly #host: RegionHost
  readonly #shown: RegionHost['shown'] = new Map()
  readonly #app: RegionContent['ref']
  readonly #isHelpOn: boolean
  /** The region whose view shows the uppermost modal layer. */
  #modalOwner: MountedRegion | undefined
  #foundOwner: MountedRegion | undefined
  #cover: MountedRegion | undefined
  /** Both are what they were until the next refresh. */
  #focusChain: readonly MountedRegion[] | undefined
  #keyChain: readonly MountedRegion[] | undefined
  #moves = 0
  #viewed: string[] = []
  /** What the last refresh found on its way, so that a frame goes through all regions once only. */
  #found: Found = nothing

  /**
   * `app` is the app's own actor, which may be shown in a region of its own: what is around that has nothing to do with it.
   * `isHelpOn` is whether there may be a screen with all keys.
   */
  constructor(
    root: RegionContent,
    host: Omit<RegionHost, 'shown'>,
    app: RegionContent['ref'] = root.ref,
    isHelpOn = false,
  ) {
    this.#app = app
    this.#isHelpOn = isHelpOn
    this.#host = { ...host, shown: this.#shown }
    this.root = new MountedRegion(root, root.component.name, this.#host)
  }

  /** A region of the engine above the app. Keys and the mouse are for it. */
  get cover(): MountedRegion | undefined {
    return this.#cover
  }

  /** Covers the app, or uncovers it. */
  coverBy(content: RegionContent | undefined): void {
    if (content?.ref === this.#cover?.content.ref) return
    this.#cover?.unmount()
    this.#cover = content && new MountedRegion(content, content.component.name, this.#host)
    this.#keyChain = undefined
  }

  /** The regions that have the focus, from the innermost outwards, whether something covers them or not. */
  get focusChain(): readonly MountedRegion[] {
    return (this.#focusChain ??= focusChain(this.root))
  }

  /** Where in a chain the app's own region stands. */
  appIn(chain: readonly MountedRegion[]): number {
    return chain.findIndex(({ content }) => content.ref === this.#app)
  }

  /** Whether a region shows an older snapshot of this actor. */
  isStale(ref: unknown, snapshot: unknown): boolean {
    for (const region of this.#shown.get(ref) ?? []) if (region.differsFrom(snapshot)) return true
    return false
  }

  /** Whether a view has read another size than its region has now. */
  get hasMisfits(): boolean {
    return this.#found.sized.some((region) => region.isMisfit(this.#isInline))
  }

  /** Whether `?` shows all keys: there is a help line, and nothing stops keys. */
  get offersKeys(): boolean {
    return this.#isHelpOn && !this.isModal && this.#found.withHelp.length > 0
  }

  /** Whether a component on the screen has `mouse`, or a node `press` or `hover`. */
  get usesMouse(): boolean {
    return this.#found.usesMouse
  }

  /** Whether a node on the screen looks different under the pointer. */
  get usesHover(): boolean {
    return this.#found.usesHover
  }

  /** The regions with help lines, or lists of keys, in their views. */
  get withHelp(): readonly MountedRegion[] {
    return this.#found.withHelp
  }

  /** Whether a component that gets keys now takes text. */
  get takesText(): boolean {
    return this.keyChain.some(({ content: { component } }) => takesText(component))
  }

  /** The region whose view shows the modal layer that keys go to, if there is such a layer. */
  get modalOwner(): MountedRegion | undefined {
    const owner = this.#modalOwner
    return owner !== undefined && this.focusChain.includes(owner) ? owner : undefined
  }

  /** Whether keys stop at a layer, or at what covers the app. */
  get isModal(): boolean {
    return this.#cover !== undefined || this.modalOwner !== undefined
  }

  /** The modal layer that keys go to. */
  get modal(): ModalLayer | undefined {
    return this.modalOwner?.modals.at(-1)
  }

  /**
   * The regions that a key goes to, one after the other until it means something: from the innermost outwards, but beyond a
   * modal layer only to the region that shows it.
   */
  get keyChain(): readonly MountedRegion[] {
    return (this.#keyChain ??= this.#findKeyChain())
  }

  #findKeyChain(): readonly MountedRegion[] {
    const { focusChain: chain, modalOwner } = this
    if (this.#cover !== undefined) return [this.#cover, ...chain.filter((region) => this.#isAround(region))]
    if (modalOwner === undefined) return chain
    const end = chain.indexOf(modalOwner)
    return chain.filter((region, index) => index <= end || this.#isAround(region))
  }

  /** Whether a region isn't below or beside the modal layer that keys go to. */
  isReached(region: MountedRegion): boolean {
    const { modalOwner } = this
    if (modalOwner === undefined || !modalOwner.holds(region)) return modalOwner === undefined
    for (let inner = region; inner !== modalOwner; inner = inner.parent!)
      if (!inner.parent!.reaches(inner)) return false
    return true
  }

  /** Tells actors that want to know it where a frame has placed them. */
  tellPlaces({ windowFocused, background }: Pick<ScreenInfo, 'windowFocused' | 'background'>): void {
    for (const region of this.#found.placed)
      region.tellPlace(windowFocused && this.keyChain.includes(region), background)
  }

  /** The modal layer that keys go to is on the screen, as of the frame of this number. */
  modalSeen(frame: number): void {
    const { modal } = this
    if (modal !== undefined) modal.seenSince ??= frame
  }

  /** Calls the views of the regions whose actors have changed, and no others. */
  refresh(screen: ScreenInfo): void {
    this.#isInline = screen.isInline
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      this.#foundOwner = undefined
      this.#found = { ...nothing, sized: [], withHelp: [], placed: [] }
      this.#refresh(this.root, screen, this.#cover === undefined, true)
      if (this.#foundOwner === this.#modalOwner && !this.#found.isUnsettled) break
      this.#modalOwner = this.#foundOwner
    }
    if (this.#cover !== undefined) this.#refresh(this.#cover, screen, true, false)
    this.#focusChain = this.#keyChain = undefined
  }

  /**
   * Moves the focus to a region. Those around it remember that, for when they choose among their children; outside of a modal
   * layer, they remember what had the focus before.
   */
  focus(target: MountedRegion): void {
    const { modalOwner } = this
    this.#moves++
    for (
      let region: MountedRegion | undefined = target;
      region && region !== modalOwner;
      region = region.parent
    )
      region.focusedAt = this.#moves
  }

  /** The paths of the regions whose views were called since the last call. */
  takeViewed(): readonly string[] {
    const viewed = this.#viewed
    this.#viewed = []
    return viewed
  }

  /** The regions at a place on the screen, the innermost first, without those below or beside a modal layer. */
  at(x: number, y: number): MountedRegion[] {
    const path = this.pathAt(x, y)
    return path.flatMap(({ region }, i) => (region === path[i - 1]?.region ? [] : region)).reverse()
  }

  /** The boxes there, the outermost first, each with the region whose view it is in. The first one is that of all there is. */
  pathAt(x: number, y: number): HitBox[] {
    if (this.#cover !== undefined) return pathIn(this.#cover, boxesAt(this.#cover.pane, x, y))
    const path = pathIn(this.root, boxesAt(this.root.pane, x, y))
    const owner = this.#modalOwner
    const isInApp = path.some(({ region }) => region.content.ref === this.#app)
    if (owner === undefined || !isInApp) return path
    const inModal = boxesInModal(owner.pane, x, y)
    return inModal.length === 0 ? [] : pathIn(owner, inModal)
  }

  /** Lets every view be called again. */
  forget(): void {
    forget(this.root)
    if (this.#cover !== undefined) forget(this.#cover)
  }

  unmount(): void {
    this.root.unmount()
    this.#cover?.unmount()
  }

  /** Whether a region isn't of the app, but around it. */
  #isAround(region: MountedRegion): boolean {
    return region === this.root && region.content.ref !== this.#app
  }

  /**
   * Views a region and those in it, and finds out on the way which child keys go to: the one that leads to the uppermost modal
   * layer; or else the one that the view declares; or else the one that had the focus last; or else the first that takes keys.
   */
  #refresh(region: MountedRegion, screen: ScreenInfo, isOnFocusPath: boolean, isReached: boolean): void {
    const { pane, content } = region
    const hasKeys = content.component.keys !== undefined
    // The outermost region is as large as the screen: after a resize, its view is called and the screen is laid out once only.
    const isWhole = region === this.root
    const columns = pane.placed && !isWhole ? pane.width : screen.columns
    const rows = pane.placed && !(isWhole && !screen.isInline) ? pane.height : screen.rows
    const { background, theme, windowFocused } = screen
    const maxRows = screen.isInline ? screen.rows : rows
    const focused = isOnFocusPath && hasKeys
    if (region.view({ columns, rows, maxRows, focused, windowFocused, background, theme }))
      this.#viewed.push(region.path)
    this.#note(region)
    if (isReached && region.modals.length > 0) this.#foundOwner = region
    region.focusable = hasKeys
    region.focusedChild = undefined
    if (region.children.length === 0) return
    const leading = this.#leadingToModal(region)
    const isDeclared = declaresFocus(region)
    const chosen = leading ?? chosenIn(region, isDeclared)
    for (const child of region.children) {
      const isReachable = region.reaches(child)
      const isCandidate =
        chosen === undefined
          ? isReachable && !isDeclared && region.focusedChild === undefined
          : child === chosen
      this.#refresh(child, screen, isOnFocusPath && isCandidate, isReached && isReachable)
      if (child === leading) region.focusedChild = child
      if (child === chosen && child !== leading && !isDeclared && !child.focusable)
        this.#found.isUnsettled = true
      if (!child.focusable || !isReachable) continue
      region.focusable = true
      if (isCandidate) region.focusedChild = child
    }
    // Who has the focus keeps it when others come before it.
    if (isOnFocusPath && !isDeclared && leading === undefined && region.focusedChild?.focusedAt === 0)
      region.focusedChild.focusedAt = ++this.#moves
  }

  #note(region: MountedRegion): void {
    const { hasPress, hasHover, content } = region
    if (region.readsSize) this.#found.sized.push(region)
    if (region.helpLines.size > 0) this.#found.withHelp.push(region)
    if (content.component.placed !== undefined) this.#found.placed.push(region)
    if (hasHover) this.#found.usesHover = true
    if (hasHover || hasPress || content.component.mouse !== undefined) this.#found.usesMouse = true
  }

  /** The child that the uppermost modal layer is in: it has the focus, also if it takes no keys. */
  #leadingToModal(region: MountedRegion): MountedRegion | undefined {
    const owner = this.#modalOwner
    if (owner === undefined || region === owner || this.#isAround(region)) return undefined
    return region.children.find((child) => child.holds(owner))
  }
}

function pathIn(outermost: MountedRegion, boxes: readonly Box[]): HitBox[] {
  const path: HitBox[] = boxes.length === 0 ? [{ region: outermost, box: undefined }] : []
  let region = outermost
  for (const box of boxes) {
    path.push({ region, box })
    const inner = box.pane && region.children.find(({ pane }) => pane === box.pane)
    if (inner === undefined) continue
    region = inner
    if (inner.pane.box === undefined) path.push({ region, box: undefined })
  }
  return path
}

function chosenIn(region: MountedRegion, isDeclared: boolean): MountedRegion | undefined {
  let chosen: MountedRegion | undefined
  for (const child of region.children) {
    if (!region.reaches(child)) continue
    if (isDeclared && child.declaredFocus === true) return child
    const isLater = child.focusable && child.focusedAt > (chosen?.focusedAt ?? 0)
    if (!isDeclared && isLater) chosen = child
  }
  return chosen
}

function forget(region: MountedRegion): void {
  region.forget()
  for (const child of region.children) forget(child)
}
