import type { InspectionEvent } from 'xstate'
import type { Clock } from '../../machines/kit/clock.ts'
import type { Screen } from '../../render/screen.ts'

/** Watches a replay: what is written to its terminal, and what its screen shows. Times are in ms since the start. */
export interface ReplayWatch {
  /** `clock` is that of the app. */
  began(run: WatchedRun, clock: Pick<Clock, 'now'>): void
  /** What happens in the app's actor system, before anybody else sees it. */
  observe?(event: InspectionEvent): void
  wrote(bytes: string, time: number): void
  resized(columns: number, rows: number, time: number): void
  /** A step was taken, and the time until the next has passed. `isLast` says that no other comes, or that the app has ended. */
  stepped(step: number, screen: Screen, isLast: boolean): void
}

export interface WatchedRun {
  readonly name: string
  readonly columns: number
  readonly rows: number
  /** The time of day, in ms since 1970. */
  readonly date: number
}
