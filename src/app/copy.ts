import { appOf, type AppActionArguments } from './app-of-system.ts'

/**
 * An action that sends a text to the user's clipboard, as the option `clipboard` of `run` says. A line on the screen says what
 * became of it. Any chart in the app can use it. Without an app or a screen, it does nothing.
 *
 * ```ts
 * on: { copied: { actions: copy(({ context }) => context.token), description: 'Copy the token' } }
 * ```
 */
export function copy<Context, Event, Params = undefined>(
  text: string | ((args: NoInfer<AppActionArguments<Context, Event>>, params: Params) => string),
): (args: AppActionArguments<Context, Event>, params: Params) => void {
  return (args, params) => appOf(args.system)?.copy(typeof text === 'function' ? text(args, params) : text)
}
