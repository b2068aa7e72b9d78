import type { ColorDepth } from '../../render/paint/color.ts'
import { InlineSurface, FullScreenSurface } from '../../render/encode/cursor-moves.ts'
import type { Node } from '../../render/nodes/index.ts'
import type { GlyphSet } from '../../render/text/glyph-set.ts'
import type { PictureProtocol } from '../../render/pictures/pictures.ts'
import { printed } from '../../render/printed.ts'
import type { Palette } from '../../render/theme/palette.ts'
import { Screen } from '../../render/screen.ts'
import type { Clock } from '../../machines/kit/clock.ts'
import type { ViewInfo } from '../component.ts'
import type { RegionContent } from '../region.ts'
import { fillHelpLines } from './help-line.ts'
import { FocusInView } from './focus-in-view.ts'
import type { MountedRegion, RegionHost } from './mounted-region.ts'
import type { Notice } from './notice.ts'
import { Motion } from './motion.ts'
import { Regions } from './regions.ts'
import { FrameScheduler } from './scheduler.ts'
import { AppPane } from './app-pane.ts'
import { synchronised } from '../terminal/modes.ts'
import { writeBytes, type TerminalPort } from '../terminal/port.ts'

/** What one frame cost, and why it was drawn. */
export interface FrameReport {
  /** When it was drawn, in ms since 1970. */
  readonly at: number
  /** Paths of the regions whose views were called, because their actors changed. */
  readonly viewed: readonly string[]
  /** Cells that now show something else. */
  readonly cells: number
  /** UTF-8 bytes that were written. */
  readonly bytes: number
  /** Whether it shows nothing new but time: spinners, elapsed times, bars of unknown progress. */
  readonly isMotion: boolean
}

/** The state of the app that a frame depends on. */
export interface FrameState {
  /** Whether the terminal takes frames. If not, none is drawn. */
  readonly open: boolean
  readonly columns: number
  readonly rows: number
  /** A new number means that the contents of the terminal are unknown. */
  readonly generation: number
  readonly background: ViewInfo['background']
  /** Whether the terminal's window has the focus. */
  readonly windowFocused: boolean
  /** The theme's name. */
  readonly theme: string
  readonly palette: Palette
  /** A region of the engine above the app. */
  readonly cover: RegionContent | undefined
}

export interface FrameDeps {
  readonly root: RegionContent
  /** The app's own actor, which is shown in `root`, or is what that shows. */
  readonly app: RegionContent['ref']
  readonly watch: RegionHost['watch']
  readonly rebound: RegionHost['rebound']
  /** Keys that leave the app, for the help lines. */
  readonly quitKeys: readonly string[]
  /** Whether there may be a screen with all keys. */
  readonly isHelpOn: boolean
  readonly port: TerminalPort
  readonly clock: Clock
  /** The shortest time between two frames, in ms. */
  readonly interval: number
  readonly depth: ColorDepth
  readonly glyphs: GlyphSet
  /** Whether spinners move. */
  readonly moves: boolean
  readonly pictures: PictureProtocol | undefined
  /** The app has a few rows below the shell's prompt, and not the whole screen. */
  readonly isInline: boolean
  readonly state: () => FrameState
  readonly notice: Notice
  /** Called when everything in a frame has its place, before it is painted. */
  readonly arranged: () => void
  /** Called when the regions are up to date. */
  readonly refreshed: (regions: Regions) => void
  readonly drawn: (report: FrameReport) => void
  readonly failed: (error: unknown) => void
}

/** At most so often, views are called again in a frame. One whose size depends on what it read may never have the size that it has read. */
const MAX_ROUNDS = 8

/** From snapshots to bytes. */
export class Frames {
  readonly regions: Regions
  readonly #deps: FrameDeps
  readonly #scheduler: FrameScheduler
  readonly #whole: AppPane
  readonly #screen: Screen
  readonly #focusInView: FocusInView
  readonly #motion: Motion
  #generation = -1
  /** Bytes of printed lines: written above an inline app, or after an app that has the whole screen. */
  #above = ''
  #written = 0
  /** The regions may be out of date. */
  #stale = true
  /** The next frame is drawn for another reason than that time has passed. */
  #isAskedFor = true
  /** The regions have other views since they were arranged. */
  #isMoved = false

  constructor(deps: FrameDeps) {
    const { clock, interval, port, root, app, watch, rebound, isHelpOn, depth, glyphs, pictures, isInline } =
      deps
    this.#deps = deps
    this.regions = new Regions(root, { watch, rebound, arrange: () => this.#arrangeAgain() }, app, isHelpOn)
    this.#whole = new AppPane(this.regions, isInline)
    this.#screen = new Screen(
      this.#whole.pane,
      1,
      1,
      depth,
      isInline ? new InlineSurface() : new FullScreenSurface(),
      pictures,
      glyphs,
    )
    this.#focusInView = new FocusInView(this.#screen)
    this.#screen.isStill = !deps.moves
    this.#motion = new Motion(clock, () => this.#scheduler.request())
    this.#scheduler = new FrameScheduler(
      clock,
      interval,
      () => port.behind,
      () => this.#draw(),
    )
  }

  /** An actor has a new snapshot. Draws soon if a region shows that actor, and the snapshot differs from the shown one. */
  changed(ref: unknown, snapshot: unknown): void {
    if (this.regions.isStale(ref, snapshot)) this.request()
  }

  /** Something changed that the screen depends on. */
  request(): void {
    this.#stale = true
    this.#isAskedFor = true
    this.#scheduler.request()
  }

  /** Prints lines: above an inline app with the next frame, otherwise when the app leaves the screen. */
  print(content: Node | string): void {
    const { depth, glyphs, isInline } = this.#deps
    const { columns, palette } = this.#deps.state()
    this.#above += printed(content, columns, depth, palette, glyphs)
    if (isInline) this.request()
  }

  /** Takes the bytes that leave the screen: those before its modes are switched off, and those after. */
  leave(): readonly [string, string] {
    return [this.#screen.leave(), this.#takeAbove()]
  }

  /** Brings the regions up to date without drawing: where the next key goes depends on them. */
  refresh(): void {
    if (!this.#stale) return
    this.#stale = false
    this.#isMoved = false
    try {
      this.#refresh()
    } catch (error) {
      // Who asks next gets the error, too.
      this.#stale = true
      throw error
    }
    this.#isMoved = true
  }

  #refresh(): void {
    const { state, port, quitKeys, notice, isInline } = this.#deps
    const now = state()
    this.regions.coverBy(now.cover)
    this.regions.refresh({ ...now, isInline })
    this.#whole.set(now.rows)
    // Where nobody can press keys, the lines of help stay empty.
    if (port.hasKeys) fillHelpLines(this.regions, quitKeys)
    notice.layOn(this.regions.root.pane, isInline)
    // A dialog that the app begins with takes what was typed ahead.
    if (this.#written === 0) this.regions.modalSeen(0)
    this.#deps.refreshed(this.regions)
  }

  /** How many frames were written. */
  get written(): number {
    return this.#written
  }

  focus(region: MountedRegion): void {
    this.regions.focus(region)
    this.request()
  }

  /** The region with the focus has taken a key: it comes into view with the next frame. */
  showFocus(): void {
    this.#focusInView.want()
    this.request()
  }

  drained(): void {
    this.#scheduler.drained()
  }

  flush(): void {
    if (this.#motion.isDue) this.#scheduler.request()
    this.#scheduler.flush()
  }

  /** The cells of the last frame. */
  get screen(): Screen {
    return this.#screen
  }

  /** The current state as plain text, as wide as a terminal and as high as its content. */
  text(): string {
    const { columns, rows } = this.#deps.state()
    this.#stale = true
    this.refresh()
    this.#screen.resize(columns, Math.max(1, Math.min(rows, this.#screen.naturalHeight(columns))))
    this.#screen.arrange()
    this.#screen.draw()
    return this.#screen.toLines().join('\n').trimEnd()
  }

  /** Draws everything from the current snapshots as if nothing had been drawn before, and writes nothing. */
  drawAfresh(): void {
    this.regions.forget()
    this.#screen.renew()
    this.#stale = true
    this.#frame()
  }

  stop(): void {
    this.#scheduler.stop()
    this.#motion.stop()
    this.regions.unmount()
  }

  /**
   * One frame: call the views of changed actors; arrange, paint and encode what differs; write all of its bytes at once, so that
   * the terminal shows them at once.
   */
  #draw(): void {
    const { port, clock, state, drawn, failed } = this.#deps
    if (!state().open) return this.#motion.stop()
    const isMotion = !this.#isAskedFor
    this.#isAskedFor = false
    try {
      const frame = this.#frame()
      this.#motion.waitUntil(this.#screen.nextMove)
      const viewed = this.regions.takeViewed()
      this.regions.modalSeen(++this.#written)
      if (frame.length > 0) {
        writeBytes(port, frame)
        drawn({
          at: clock.now(),
          viewed,
          cells: this.#screen.changed,
          bytes: frame.length,
          isMotion,
        })
      }
      this.regions.tellPlaces(state())
    } catch (error) {
      failed(this.regions.root.explain('drawing', error))
    }
  }

  #takeAbove(): string {
    const above = this.#above
    this.#above = ''
    return above
  }

  /**
   * The bytes of a frame. If arranging gives a region another size than its view has read, the view is called again; and so on inwards, if
   * that changes the sizes of the regions in it.
   */
  #frame(): Uint8Array {
    this.#screen.now = this.#deps.clock.now()
    this.#fit()
    this.refresh()
    this.#arrange()
    for (let round = 0; this.regions.hasMisfits && round < MAX_ROUNDS; round++) {
      this.#stale = true
      this.refresh()
      this.#arrange()
    }
    if (this.regions.cover !== undefined) {
      // Which of its keys scroll depends on its size.
      fillHelpLines(this.regions, this.#deps.quitKeys)
      this.#arrange()
    }
    const focused = this.regions.cover ?? this.regions.focusChain[0]!
    if (this.#focusInView.bring(focused)) this.#arrange()
    this.#deps.arranged()
    const above = this.#deps.isInline ? this.#takeAbove() : ''
    return this.#screen.drawBytes(focused.pane, above, focused.focusable, synchronised)
  }

  #arrangeAgain(): void {
    if (!this.#isMoved) return
    this.#fit()
    this.#arrange()
  }

  #arrange(): void {
    this.#isMoved = false
    if (this.#deps.isInline) this.#fitContent()
    this.#screen.arrange()
  }

  /** Inline, the screen is as high as its content. */
  #fitContent(): void {
    const { columns, rows } = this.#deps.state()
    const wanted = Math.max(1, Math.min(rows, this.#screen.naturalHeight(columns)))
    if (wanted !== this.#screen.buffer.rows) this.#screen.resize(columns, wanted)
  }

  /** Takes over the terminal's size, and draws everything if the contents of the terminal are unknown. */
  #fit(): void {
    const { columns, rows, generation, palette } = this.#deps.state()
    const { buffer } = this.#screen
    this.#screen.palette = palette
    if (generation !== this.#generation) this.#screen.invalidate()
    this.#generation = generation
    const height = this.#deps.isInline ? buffer.rows : rows
    if (buffer.columns === columns && buffer.rows === height) return
    this.#screen.resize(columns, height)
    this.#focusInView.want()
  }
}
