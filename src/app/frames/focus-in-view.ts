import { reveal } from '../../render/layout/reveal.ts'
import type { Screen } from '../../render/screen.ts'
import type { MountedRegion } from './mounted-region.ts'

/**
 * Brings what has the focus into view in the scrolled views around it: when it gets the focus, when it takes a key, when the screen has
 * another size, and when something else moves it out of view. The user's own scrolling is left alone.
 */
export class FocusInView {
  readonly #screen: Screen
  #region: MountedRegion | undefined
  #isWanted = true
  #wasInView = false

  constructor(screen: Screen) {
    this.#screen = screen
  }

  /** The region with the focus has taken a key, or the screen has another size. */
  want(): void {
    this.#isWanted = true
  }

  /** Returns whether it has moved scrolled views, so that all has to be arranged again. */
  bring(region: MountedRegion): boolean {
    const sight = this.#screen.sightOf(region.pane)
    const isWanted = this.#isWanted || region !== this.#region
    const isScrolled = sight.windows.some(({ isMoved, isAtEnd }) => isMoved || isAtEnd)
    for (const window of sight.windows) window.isMoved = false
    const isMoved = sight.moves.length > 0 && (isWanted || (this.#wasInView && !isScrolled))
    if (isMoved) reveal(sight)
    this.#region = region
    this.#isWanted = false
    this.#wasInView = isMoved || sight.moves.length === 0
    return isMoved
  }
}
