import type { Clock } from '../../machines/kit/clock.ts'
import type { Frames } from '../frames/frames.ts'
import type { AppMouse, AppMouseDeps } from '../mouse/app-mouse.ts'
import type { AppTerminal } from './app-terminal.ts'

export interface MouseOnDemandDeps extends Pick<AppMouseDeps, 'option' | 'strings' | 'flash' | 'failed'> {
  readonly clock: Clock
  readonly terminal: () => AppTerminal
  readonly frames: () => Frames
  readonly isInline: boolean
}

/** The mouse of an app. What it needs is loaded when the app first has a use for it. */
export class MouseOnDemand {
  /** Undefined before the app has had the mouse. */
  used: AppMouse | undefined
  loaded: Promise<void> | undefined
  readonly #deps: MouseOnDemandDeps

  constructor(deps: MouseOnDemandDeps) {
    this.#deps = deps
  }

  /** Switches on what the screen has a use for: nothing, the mouse, or its moves without a button, too. */
  use(wanted: 'mouse' | 'anyMotion' | undefined): void {
    const terminal = this.#deps.terminal()
    // Inline, the place of our rows isn't known, so a click can't be assigned to one of them.
    const mode = this.#deps.isInline ? undefined : wanted
    terminal.useMode(mode === 'mouse' ? 'anyMotion' : 'mouse', false)
    if (mode === undefined) return terminal.useMode('anyMotion', false)
    terminal.useMode(mode, true)
    if (terminal.hasMode(mode)) this.loaded ??= this.#load()
  }

  /** Sends a text to the clipboard; undefined is one that is too long. */
  copy(text: string | undefined): void {
    this.loaded ??= this.#load()
    void this.loaded.then(() => this.used?.copy(text))
  }

  async #load(): Promise<void> {
    const { AppMouse } = await import('../mouse/app-mouse.ts')
    const { terminal, frames } = this.#deps
    this.used = new AppMouse({
      ...this.#deps,
      frames: frames(),
      write: (bytes) => terminal().write(bytes),
    })
  }
}
