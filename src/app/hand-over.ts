import type { Exploration, ExploreOptions } from './explore/explore.ts'
import type { LintFinding, LintRule } from './lint/finding.ts'
import type { Fork } from './persist/fork-app.ts'
import type { StoryboardOptions } from './storyboard/storyboard.ts'
import type { Replay } from './trace/replay-trace.ts'
import type { ReplayWatch } from './trace/replay-watch.ts'

/** An app that would have been started. */
export interface HandedApp {
  /** Runs it again by a recording of it. */
  replay(file: string, watch: ReplayWatch | undefined): Promise<Replay>
  /** Runs it again until a step of a recording, from which it can go on. */
  fork(file: string, step: number): Promise<Fork>
  /** Runs it by random moves. */
  explore(options: ExploreOptions): Promise<Exploration>
  /** Says what is wrong with its charts and keys. */
  lint(off: readonly LintRule[]): Promise<readonly LintFinding[]>
  /** Draws all of its states. */
  storyboard(options: StoryboardOptions): Promise<DrawnApp>
}

/** An app, drawn. */
export interface DrawnApp {
  readonly page: string
  /** How many states there are. */
  readonly boards: number
  /** What couldn't be reached or drawn. */
  readonly problems: readonly string[]
}

/** The program may have another copy of this package than the command that imports it: they meet here. */
const place = globalThis as { [key: symbol]: ((app: HandedApp) => void) | undefined }
const KEY = Symbol.for('actty.handOver')

/** Takes the first app that the program starts from now on, instead of its start. */
export function takeApp(): Promise<HandedApp> {
  return new Promise((resolve) => (place[KEY] = resolve))
}

/** From now on, the program's apps start. */
export function stopTaking(): void {
  place[KEY] = undefined
}

/** What takes apps instead of their start, while the command `actty` imports a program. */
export function appTaker(): ((app: HandedApp) => void) | undefined {
  return place[KEY]
}
