import { appOf, type AppActionArguments } from './app-of-system.ts'
import type { Child } from '../render/nodes/children.ts'

/**
 * An action that prints a line or a view. An inline app prints above itself, an app on the whole screen prints when it has ended, and
 * without a screen it is printed at once. Any chart in the app can use it. Without an app, as in a test of the chart, it does nothing.
 *
 * ```ts
 * on: { built: { actions: print(({ event }) => text(`built ${event.file}`, { color: 'success' })) } }
 * ```
 */
export function print<Context, Event, Params = undefined>(
  content: Child | ((args: NoInfer<AppActionArguments<Context, Event>>, params: Params) => Child),
): (args: AppActionArguments<Context, Event>, params: Params) => void {
  return (args, params) =>
    appOf(args.system)?.print(typeof content === 'function' ? content(args, params) : content)
}
