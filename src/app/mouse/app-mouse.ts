import type { Clock } from '../../machines/kit/clock.ts'
import { MouseLook } from '../../render/selection/mouse-look.ts'
import type { Frames } from '../frames/frames.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'
import { ifLegal } from '../input/bindings.ts'
import { offerAt, type UsersMouse } from '../input/dispatch-mouse.ts'
import type { MouseEvent } from '../input/events.ts'
import { sendToClipboard, type ClipboardDeps } from './clipboard.ts'
import { hoveredAt, pressOutside, pressTargetAt, isSameTarget, type PressTarget } from './press-target.ts'
import { Selecting } from './selecting.ts'

/** How long the screen says what became of a copy, in ms. */
const NOTICE_TIME = 2_000

export interface AppMouseDeps extends Omit<ClipboardDeps, 'tell'> {
  readonly clock: Clock
  readonly frames: Frames
  /** Shows a line for so many ms. */
  readonly flash: (line: string, time: number) => void
  readonly failed: (error: unknown) => void
}

/** What an app that has the mouse needs besides its regions: selecting, copying, clicks and hover. Loaded when an app first has it. */
export class AppMouse implements UsersMouse {
  readonly selecting: Selecting
  /** The region that has taken the press, or a move since: it gets what follows. */
  captor: MountedRegion | undefined
  readonly #deps: AppMouseDeps
  readonly #look = new MouseLook()
  #pressed: PressTarget | undefined
  #pointer: { readonly x: number; readonly y: number } | undefined

  constructor(deps: AppMouseDeps) {
    const { clock, frames } = deps
    this.#deps = deps
    frames.screen.look = this.#look
    this.selecting = new Selecting({
      screen: frames.screen,
      look: this.#look,
      clock,
      changed: () => frames.request(),
      wheel: (direction, x, y) => this.#turnWheel(direction, x, y),
    })
  }

  /** Takes what is for the selection. Returns whether it was. `target` is the node with `press` that the pointer is on. */
  takes(mouse: MouseEvent, target: PressTarget | undefined): boolean {
    this.#point(mouse)
    const { selecting } = this
    if (pressOutside(this.#deps.frames.regions, mouse)) return true
    if (mouse.action === 'release') selecting.release()
    if (mouse.action === 'move' && selecting.isDragging) selecting.drag(mouse)
    else if (mouse.action !== 'press' || mouse.button !== 'left') return false
    else return selecting.press(mouse, target !== undefined)
    return true
  }

  /** A region has taken a mouse event, or none has. */
  offered(mouse: MouseEvent, taker: MountedRegion | undefined, target: PressTarget | undefined): void {
    if (mouse.action === 'release') this.#release(target)
    if (mouse.action === 'press') {
      this.captor = taker
      this.#pressed = taker === undefined ? target : undefined
    }
    if (mouse.action !== 'move' || mouse.button === 'none') return
    if (taker === undefined) return mouse.button === 'left' ? this.selecting.drag(mouse) : undefined
    // Who takes a move has the others, too.
    this.captor = taker
    this.selecting.drop()
  }

  /** The node with `press` that the left button is pressed or released on. */
  targetOf({ action, button, x, y }: MouseEvent, regions: Regions): PressTarget | undefined {
    const isClick = (action === 'press' || action === 'release') && button === 'left'
    return isClick ? pressTargetAt(regions, x, y) : undefined
  }

  /** Everything has its place in the next frame. */
  arranged(): void {
    this.#look.hovered = this.#hovered()
    this.selecting.arranged()
  }

  /** Sends a text to the clipboard; undefined is one that is too long. */
  copy(text: string | undefined): void {
    const tell = (line: string) => this.#deps.flash(line, NOTICE_TIME)
    void sendToClipboard(text, { ...this.#deps, tell })
  }

  #release(target: PressTarget | undefined): void {
    const pressed = this.#pressed
    this.#pressed = undefined
    this.captor = undefined
    if (pressed === undefined || target === undefined || this.selecting.isActive) return
    if (!isSameTarget(pressed, target)) return
    // What the user saw when they pressed: another row may have moved there since.
    target.region.send(ifLegal(pressed.event, target.region.shown.snapshot))
  }

  #point({ x, y }: MouseEvent): void {
    this.#pointer = { x, y }
    if (this.#hovered()?.box !== this.#look.hovered?.box) this.#deps.frames.request()
  }

  #hovered() {
    const { regions } = this.#deps.frames
    return this.#pointer && regions.usesHover
      ? hoveredAt(regions, this.#pointer.x, this.#pointer.y)
      : undefined
  }

  #turnWheel(button: 'up' | 'down', x: number, y: number): boolean {
    const { frames, failed } = this.#deps
    try {
      frames.refresh()
      const keys = { shift: false, alt: false, ctrl: false }
      return offerAt(frames.regions, { type: 'mouse', action: 'wheel', button, x, y, ...keys })
    } catch (error) {
      failed(error)
      return false
    }
  }
}
