import { appOf, type AppActionArguments } from './app-of-system.ts'
import type { ThemeOption } from './theme.ts'

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
  theme: ThemeOption | ((args: NoInfer<AppActionArguments<Context, Event>>, params: Params) => ThemeOption),
): (args: AppActionArguments<Context, Event>, params: Params) => void {
  return (args, params) =>
    appOf(args.system)?.setTheme(typeof theme === 'function' ? theme(args, params) : theme)
}
