import type { Child } from '../render/nodes/children.ts'

/** What the action that `print` makes is called with, and what it passes on. */
export interface PrintArguments<Context, Event> {
  readonly context: Context
  readonly event: Event
  readonly system: object
}

const printers = new WeakMap<object, (content: Child) => void>()

/** `print` in this actor system is the app's. */
export function printIn(system: object, print: (content: Child) => void): void {
  printers.set(system, print)
}

/**
 * An action that prints a line or a view: above an inline app; after an app that has the whole screen; at once if there is no
 * screen. Any actor of the app can have it, at any depth. Without an app, as in a test of the chart, it does nothing.
 *
 * ```ts
 * on: { built: { actions: print(({ event }) => text(`built ${event.file}`, { color: 'green' })) } }
 * ```
 */
export function print<Context, Event, Params = undefined>(
  content: Child | ((args: NoInfer<PrintArguments<Context, Event>>, params: Params) => Child),
): (args: PrintArguments<Context, Event>, params: Params) => void {
  return (args, params) =>
    printers.get(args.system)?.(typeof content === 'function' ? content(args, params) : content)
}
