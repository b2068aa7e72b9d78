import type { App } from './app.ts'
import type { Regions } from './frames/regions.ts'

/** What the action that `print`, `copy` or `setTheme` makes is called with, and what it passes on. */
export interface AppActionArguments<Context, Event> {
  /** The context of the actor. */
  readonly context: Context
  /** The event that the actor takes. */
  readonly event: Event
  /** The actor system of the app. */
  readonly system: object
}

interface AppOfSystem extends Pick<App<never>, 'copy' | 'print' | 'setTheme'> {
  /** The name of the theme that it has now. */
  readonly theme: string
  /** What shows its actors. */
  readonly frames: { readonly regions: Regions }
}

const apps = new WeakMap<object, AppOfSystem>()

/** Actions of the actors in this system reach this app. */
export function rememberApp(system: object, app: AppOfSystem): void {
  apps.set(system, app)
}

/** The app of an actor system; undefined if there is none, as in a test of a chart. */
export function appOf(system: object): AppOfSystem | undefined {
  return apps.get(system)
}
