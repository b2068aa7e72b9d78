import type { InspectionEvent } from 'xstate'
import type { Screen } from '../../render/screen.ts'
import type { InputEvent } from '../input/events.ts'
import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import type { ThemeOption } from '../theme.ts'

/** Something that comes into an app from outside of its actor system. */
export type StageEntry =
  /**
   * Input from the terminal. `isSecret` says whether it goes to a masked field, and `isBlind` whether it goes nowhere, since it was read
   * before the dialog was on the screen that would take it.
   */
  | {
      readonly type: 'input'
      readonly event: InputEvent
      readonly isSecret: () => boolean
      readonly isBlind: () => boolean
    }
  /** Draws what is due, without waiting for the end of the frame interval. */
  | { readonly type: 'flush' }
  | { readonly type: 'print'; readonly text: () => string }
  | { readonly type: 'theme'; readonly theme: ThemeOption }
  /** A line that the screen shows for so many ms. */
  | { readonly type: 'notice'; readonly line: string; readonly time: number }
  /** A store, or an actor of another system, has changed. A region shows it. */
  | { readonly type: 'outside'; readonly name: string }

/** What stands between an app and the world, to record or to replay it. An app that isn't recorded has none. */
export interface AppStage {
  /** Whether Ctrl+Z stops the process; undefined if the process says that itself. */
  readonly canSuspend: boolean | undefined
  /** The terminal that the app uses instead of the one that was chosen. */
  terminal(choice: TerminalChoice): TerminalChoice
  observe(event: InspectionEvent): void
  /** Notes that something comes in, and lets the app do its work for it. */
  enter<Result>(entry: StageEntry, work: () => Result): Result
  /** A frame was written. */
  drew(screen: Screen): void
}
