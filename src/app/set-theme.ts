import { appOf, type AppActionArguments } from './app-of-system.ts'
import type { ThemeOption } from './theme.ts'

/**
 * An action that gives the app another theme: the screen is drawn again, and no view is called but those that read `info.theme`. Any actor
 * of the app can have it, at any depth. Without an app, as in a test of the chart, it does nothing.
 *
 * ```ts
 * on: { themeChosen: { actions: setTheme(({ event }) => event.theme) } }
 * ```
 *
 * @throws TypeError for a theme that isn't one.
 */
export function setTheme<Context, Event, Params = undefined>(
  theme: ThemeOption | ((args: NoInfer<AppActionArguments<Context, Event>>, params: Params) => ThemeOption),
): (args: AppActionArguments<Context, Event>, params: Params) => void {
  return (args, params) =>
    appOf(args.system)?.setTheme(typeof theme === 'function' ? theme(args, params) : theme)
}
