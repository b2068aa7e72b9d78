import type { AnyActorLogic, InputFrom, OutputFrom, SnapshotFrom, ActorRefFrom } from 'xstate'
import type { Child } from '../../render/nodes/children.ts'
import type { AppOptions } from '../app.ts'
import type { FrameReport } from '../frames/frames.ts'
import type { Keyboard } from '../input/key-bytes.ts'
import type { MemoryTerminal } from './memory-terminal.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** How `mount` runs a component. */
export interface MountOptions extends Pick<
  AppOptions,
  | 'inspect'
  | 'logger'
  | 'signal'
  | 'frameInterval'
  | 'screen'
  | 'quit'
  | 'theme'
  | 'glyphs'
  | 'clipboard'
  | 'motion'
  | 'palette'
  | 'keys'
  | 'persist'
> {
  /**
   * The width of the terminal, in cells.
   *
   * @defaultValue 80
   */
  readonly columns?: number
  /**
   * The height of the terminal, in cells.
   *
   * @defaultValue 24
   */
  readonly rows?: number
  /**
   * The time of the clock at the start, in ms since 1970.
   *
   * @defaultValue 2000-01-01T00:00:00Z
   */
  readonly now?: number
  /**
   * The protocol by which the terminal reports keys. `press` throws for a key that such a terminal can't report.
   *
   * @defaultValue 'legacy', which every terminal has
   */
  readonly keyboard?: Keyboard
  /**
   * The terminal of another mount, which has ended: the app first gets what was typed there and not used. It keeps its size and
   * its keyboard.
   */
  readonly terminal?: MemoryTerminal
  /**
   * Records the app. `trace()` returns the recording, for `replayTrace`: a failing test can leave it as a file.
   *
   * @defaultValue false
   */
  readonly record?: boolean
}

/** The options of `mount`. They are required if the component's logic needs an input. */
export type MountArguments<L extends AnyActorLogic> =
  undefined extends InputFrom<L>
    ? [options?: MountOptions & { readonly input?: InputFrom<L> }]
    : [options: MountOptions & { readonly input: InputFrom<L> }]

/** A frame: what it cost, and what the screen then showed. */
export interface MountedFrame extends FrameReport {
  /** The rows of the screen after the frame. */
  readonly screen: readonly string[]
}

/** A component on a terminal in memory. Each method that returns a promise also lets settled promises run. */
export interface Mounted<L extends AnyActorLogic, Result = OutputFrom<L>> {
  /** The actor of the component. */
  readonly actor: ActorRefFrom<L>
  /** The terminal in memory. */
  readonly terminal: MemoryTerminal
  /** The clock that the test moves. */
  readonly clock: VirtualClock
  /**
   * Settles as the promise of `run` does. If a test doesn't read it, a failure of the app is thrown by the next call of a method
   * instead.
   */
  readonly result: Promise<Result>
  /** Every frame that was drawn, from the first. */
  readonly frames: readonly MountedFrame[]
  /** What XState's `log` action has logged: the arguments of each call. */
  readonly log: readonly unknown[][]
  /** The current snapshot of the component's actor. */
  snapshot(): SnapshotFrom<L>
  /** The rows of the screen now, without blanks at their ends. */
  screen(): string[]
  /** The same, with styles: `<bold red>failed</>`. */
  styledScreen(): string[]
  /** The name of the app's current theme. */
  readonly theme: string
  /** Prints a line or a view, as the app's `print`. */
  print(content: Child): void
  /** The lines that `print` has printed. */
  printed(): readonly string[]
  /** The bytes that were written since the last call. */
  takeBytes(): string
  /**
   * Presses keys, by the names that key tables use, and sends what the terminal sends for them.
   *
   * @throws TypeError (as a rejection) for an unknown key, or one that such a terminal can't tell from another ('ctrl+i' from 'tab').
   */
  press(...keys: string[]): Promise<void>
  /** Types a text: one key for each character. */
  type(text: string): Promise<void>
  /** Presses and releases the left button. Columns and rows count from 0. With `shift`, Shift is held down. */
  click(x: number, y: number, modifiers?: { readonly shift?: boolean }): Promise<void>
  /** Clicks so often, at once: a double click selects a word, a triple one a line. */
  multiClick(count: number, x: number, y: number): Promise<void>
  /**
   * Presses the left button at the first cell, moves to the others, one after the other, and releases it at the last: what is between
   * is selected, with both cells. Columns and rows count from 0.
   */
  drag(...cells: readonly (readonly [x: number, y: number])[]): Promise<void>
  /**
   * Does one thing with the left button: to look at the screen in the middle of a drag. 'move' is with the button held down, and 'hover'
   * without it; a terminal reports that only if a node on the screen has `hover`.
   */
  mouse(action: 'press' | 'move' | 'release' | 'hover', x: number, y: number): Promise<void>
  /** Gives the terminal's window the focus, or takes it away. */
  focusWindow(focused: boolean): Promise<void>
  /** The title that the app has given to the terminal's window; undefined if it has left it as it was. */
  readonly title: string | undefined
  /** The texts that the app has notified the user of. */
  readonly notifications: readonly string[]
  /** The texts that were sent to the terminal's clipboard. */
  readonly clipboard: readonly string[]
  /** Pastes a text. */
  paste(text: string): Promise<void>
  /** Turns the mouse's wheel by one step, at this column and row. */
  wheel(direction: 'up' | 'down' | 'left' | 'right', x: number, y: number): Promise<void>
  /** Gives the terminal another size, in cells. */
  resize(columns: number, rows: number): Promise<void>
  /** Moves the clock on by `ms`, and calls each timer at its time. */
  advance(ms: number): Promise<void>
  /**
   * Waits for something that takes real time, such as a server or a process: until the screen contains the text or matches the
   * expression, or the function returns true for the snapshot. With `step`, the clock moves on by so many ms with every look, for work
   * that also waits for timers.
   *
   * @throws Error (as a rejection) with the screen, if that isn't so after 5 s.
   */
  until(
    condition: string | RegExp | ((snapshot: SnapshotFrom<L>) => boolean),
    options?: { readonly step?: number },
  ): Promise<void>
  /**
   * The recording of the app until now, with `record: true`. `replayTrace` runs it again.
   *
   * ```ts
   * onTestFailed(() => writeFileSync('failed.actty', app.trace()))
   * ```
   *
   * @throws Error if the app isn't recorded.
   */
  trace(): string
  /** Ends the app, and resolves with what it has left behind: actors, timers, listeners, sockets, processes. Expect `[]`. */
  unmount(): Promise<readonly string[]>
}

/** What `mount` has returned, for any component. */
export type WithScreen = Pick<Mounted<AnyActorLogic>, 'screen'>
