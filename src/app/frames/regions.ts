import { panesAt } from '../../render/layout/locate.ts'
import type { ViewInfo } from '../component.ts'
import { takesText } from '../input/bindings.ts'
import { declaresFocus, focusChain } from '../input/focus.ts'
import { fillHelpLines } from './help-line.ts'
import { MountedRegion, type RegionHost } from './mounted-region.ts'
import type { RegionContent } from '../region.ts'

/** What views may depend on besides their snapshots. */
export interface ScreenInfo {
  readonly columns: number
  readonly rows: number
  readonly background: ViewInfo['background']
  readonly theme: ViewInfo['theme']
  /** Path of the region that Tab went to. */
  readonly tabbedTo: string | undefined
}

/** All regions on the screen, from the one that shows the app's own actor. */
export class Regions {
  readonly root: MountedRegion
  readonly #shown: RegionHost['shown'] = new Map()
  readonly #quitKeys: readonly string[]
  readonly #hasKeys: boolean
  #viewed: string[] = []

  /** `hasKeys`: somebody can press keys. Otherwise the lines of help stay empty. */
  constructor(
    root: RegionContent,
    watch: RegionHost['watch'],
    quitKeys: readonly string[],
    hasKeys: boolean,
  ) {
    this.#quitKeys = quitKeys
    this.#hasKeys = hasKeys
    this.root = new MountedRegion(root, root.component.name, { watch, shown: this.#shown })
  }

  /** Whether a region shows this actor, and shows another snapshot of it. */
  isStale(ref: unknown, snapshot: unknown): boolean {
    for (const region of this.#shown.get(ref) ?? []) if (region.differsFrom(snapshot)) return true
    return false
  }

  /** Whether a view was told another size than its region has now. */
  get hasMisfits(): boolean {
    return some(this.root, (region) => region.isMisfit)
  }

  /** Whether a component on the screen has a use for the mouse. */
  get usesMouse(): boolean {
    return some(this.root, ({ content }) => content.component.mouse !== undefined)
  }

  /** Whether a component that gets keys now has a use for text. */
  get takesText(): boolean {
    return focusChain(this.root).some(({ content: { component } }) => takesText(component))
  }

  /** Calls the views of those regions whose actors have changed, and of no other. */
  refresh(screen: ScreenInfo): void {
    this.#refresh(this.root, screen, true)
    if (this.#hasKeys) fillHelpLines(this.root, this.#quitKeys)
  }

  /** Paths of the regions whose views were called since this was last asked. */
  takeViewed(): readonly string[] {
    const viewed = this.#viewed
    this.#viewed = []
    return viewed
  }

  /** The regions at a place on the screen, the innermost first. */
  at(x: number, y: number): MountedRegion[] {
    const panes = new Set(panesAt(this.root.pane, x, y))
    const chain: MountedRegion[] = []
    let region: MountedRegion | undefined = this.root
    while (region !== undefined) {
      chain.unshift(region)
      region = region.children.find(({ pane }) => panes.has(pane))
    }
    return chain
  }

  unmount(): void {
    this.root.unmount()
  }

  /**
   * Views a region and those in it, and finds out on the way which child keys go to: the one that the view declares; or
   * else the one that Tab went to; or else the first that takes keys.
   */
  #refresh(region: MountedRegion, screen: ScreenInfo, isOnFocusPath: boolean): void {
    const { background, theme, tabbedTo } = screen
    const { pane, content } = region
    const hasKeys = content.component.keys !== undefined
    const { columns, rows } = pane.placed ? { columns: pane.width, rows: pane.height } : screen
    if (region.view({ columns, rows, focused: isOnFocusPath && hasKeys, background, theme }))
      this.#viewed.push(region.path)
    region.focusable = hasKeys
    region.focusedChild = undefined
    const { children } = region
    const declared = declaresFocus(region)
    const chosen = declared
      ? children.find((child) => child.declaredFocus === true)
      : children.find((child) => isWithin(tabbedTo, child.path))
    for (const child of children) {
      const isCandidate =
        chosen === undefined ? !declared && region.focusedChild === undefined : child === chosen
      this.#refresh(child, screen, isOnFocusPath && isCandidate)
      if (!child.focusable) continue
      region.focusable = true
      if (isCandidate) region.focusedChild = child
    }
  }
}

function isWithin(path: string | undefined, region: string): boolean {
  return path !== undefined && (path === region || path.startsWith(`${region}/`))
}

function some(region: MountedRegion, test: (region: MountedRegion) => boolean): boolean {
  return test(region) || region.children.some((child) => some(child, test))
}
