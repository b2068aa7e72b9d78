import type { Clock } from '../../machines/kit/clock.ts'
import type { Frames } from '../frames/frames.ts'
import { offerAt } from '../input/dispatch.ts'
import { sendToClipboard, type ClipboardDeps } from './clipboard.ts'
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

/** What an app that has the mouse needs besides its regions: selecting and copying. It's loaded when an app first has the mouse. */
export class AppMouse {
  readonly selecting: Selecting
  readonly #deps: AppMouseDeps

  constructor(deps: AppMouseDeps) {
    const { clock, frames, failed } = deps
    this.#deps = deps
    this.selecting = new Selecting({
      screen: frames.screen,
      clock,
      changed: () => frames.request(),
      wheel: (button, x, y) => {
        const keys = { shift: false, alt: false, ctrl: false }
        try {
          frames.refresh()
          return offerAt(frames.regions, { type: 'mouse', action: 'wheel', button, x, y, ...keys })
        } catch (error) {
          failed(error)
          return false
        }
      },
    })
  }

  /** Sends a text to the clipboard; undefined is one that is too long. */
  copy(text: string | undefined): void {
    const tell = (line: string) => this.#deps.flash(line, NOTICE_TIME)
    void sendToClipboard(text, { ...this.#deps, tell })
  }
}
