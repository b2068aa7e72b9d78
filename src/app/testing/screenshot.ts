import { screenSvg } from '../../render/svg/screen-svg.ts'
import { fullPalette, type ThemeChoice } from '../theme.ts'
import { screenOf } from './mount.ts'
import type { WithScreen } from './mounted.ts'

/** How a screenshot looks. */
export interface ScreenshotOptions {
  /**
   * The theme: the name of a built-in one, or one that `defineTheme` has made.
   *
   * @defaultValue the theme that the app has now
   */
  readonly theme?: ThemeChoice | undefined
}

/**
 * The screen as a picture: SVG, in which the text can be selected. Each cell is 10 by 20 units. It needs no font but a monospace one.
 * The colors are those of any theme, whatever the app has.
 *
 * ```ts
 * const app = mount(counter, { columns: 40, rows: 10 })
 * await writeFile('counter.svg', screenshot(app, { theme: 'gruvbox' }))
 * ```
 *
 * @throws TypeError if it isn't what `mount` has returned, or for an invalid theme.
 */
export function screenshot(mounted: WithScreen, { theme }: ScreenshotOptions = {}): string {
  const screen = screenOf(mounted)
  return screenSvg(screen, theme === undefined ? undefined : fullPalette(theme))
}
