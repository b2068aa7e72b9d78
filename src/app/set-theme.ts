import { appOf, type AppActionArguments } from './app-of-system.ts'
import type { ThemeOption } from './theme.ts'

/** What a function that chooses a theme is called with. */
export interface ThemeArguments<Context, Event> extends AppActionArguments<Context, Event> {
  /** The name of the theme that the app has now. */
  readonly theme: string
}

/**
 * An action that gives the app another theme. The screen is drawn again, but only views that read `info.theme` are called. Any chart in
 * the app can use it. Without an app, as in a test of the chart, it does nothing.
 *
 * ```ts
 * on: { themeChosen: { actions: setTheme(({ event }) => event.theme) } }
 * ```
 *
 * @throws TypeError for an invalid theme.
 */
export function setTheme<Context, Event, Params = undefined>(
  theme: ThemeOption | ((args: NoInfer<ThemeArguments<Context, Event>>, params: Params) => ThemeOption),
): (args: AppActionArguments<Context, Event>, params: Params) => void {
  return (args, params) => {
    const app = appOf(args.system)
    app?.setTheme(typeof theme === 'function' ? theme({ ...args, theme: app.theme }, params) : theme)
  }
}
