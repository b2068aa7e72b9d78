import type { ActorRefFrom, AnyActorLogic, AnyActorRef, InputFrom, OutputFrom } from 'xstate'
import type { Clock } from '../machines/kit/clock.ts'
import type { Child } from '../render/nodes/children.ts'
import type { FrameReport } from './frames/frames.ts'
import type { Inspect } from './lifecycle/inspection.ts'
import type { QuitKeyOf } from './component.ts'
import type { ThemeOption } from './theme.ts'
import type { TerminalOptions } from './terminal/choose-terminal.ts'

export interface AppOptions extends TerminalOptions {
  /**
   * 'full' (unless told) is the terminal's whole screen, which is as before when the app has ended. 'inline' is a few rows
   * below what the shell has written, as many as the view asks for: what stands above stays, and so does the last frame.
   * Inline, the mouse is the terminal's.
   */
  readonly screen?: 'full' | 'inline' | undefined
  /**
   * Keys by which the app can always be left, if no region on the screen takes them: 'q', ['q', 'ctrl+c']. They stand in the
   * line of help. The result is undefined then, and the process ends with status 0.
   *
   * @defaultValue the component's own `quit`; none if it has none
   */
  readonly quit?: string | readonly string[] | undefined
  /**
   * Shows every state that the app is in, to those who have the address: an `inspector()` of `actty/inspect`. The address stands
   * in the title and, with F12, in the help line; F12 opens a panel. `true` and ACTTY_INSPECT=1 (or a port) do the same without
   * options, by importing `actty/inspect`: a bundled app has to pass it in. An observer or a function is told everything that
   * happens in the app's actor system, and that is all.
   */
  readonly inspect?: Inspect | undefined
  /**
   * What the roles of colors are: a built-in theme by name, one of yours (`defineTheme`), or one for each kind of ground. With fewer than
   * 256 colors it's always the terminal's own.
   *
   * @defaultValue 'terminal': the colors of the user's own terminal
   */
  readonly theme?: ThemeOption | undefined
  /** Time for everything in the app; the clock on the wall unless told. */
  readonly clock?: Clock | undefined
  /** Takes what XState's `log` action logs. Otherwise it is kept, and written to stderr when the app has ended. */
  readonly logger?: ((...args: unknown[]) => void) | undefined
  /** Aborting it stops the app; the result rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Milliseconds from one frame to the next, at the least: 0 or more.
   *
   * @defaultValue 16
   */
  readonly frameInterval?: number | undefined
  /**
   * How long stopped work may take to end, in ms, 0 or more. What has not ended then is a ShutdownError.
   *
   * @defaultValue 5,000
   */
  readonly maxShutdownTime?: number | undefined
  /** Is told of every frame, after it was written. */
  readonly onFrame?: ((frame: FrameReport) => void) | undefined
}

/** What `run` takes after the component: options, and among them the input of the logic where it asks for one. */
export type AppArguments<L extends AnyActorLogic> =
  undefined extends InputFrom<L>
    ? [options?: AppOptions & { readonly input?: InputFrom<L> }]
    : [options: AppOptions & { readonly input: InputFrom<L> }]

/**
 * What `run` resolves with: the output of the logic, or undefined if the app can be left by `quit`. The option of `run` decides
 * that, and without it the component (`QuitKey`).
 */
export type ResultOf<L extends AnyActorLogic, QuitKey extends string, A extends readonly unknown[]> =
  | OutputFrom<L>
  | ([
      A[0] extends { readonly quit?: infer Quit }
        ? QuitKeyOf<Quit> | (undefined extends Quit ? QuitKey : never)
        : QuitKey,
    ] extends [never]
      ? never
      : undefined)

/** A component on a terminal, with its parts in hand. */
export interface App<L extends AnyActorLogic, Result = OutputFrom<L>> {
  /** The app's own actor. */
  readonly actor: ActorRefFrom<L>
  /** The root of its actor system: `actor` and the terminal are its children. */
  readonly root: AnyActorRef
  /** Settles when the terminal is given back: with the actor's output, or with why there is none. */
  readonly result: Promise<Result>
  start(): App<L, Result>
  /**
   * Prints a line or a view above the app, in order. Where the app has the whole screen, it is printed when it leaves it;
   * where there is no screen, at once. Control characters in text are shown, never obeyed.
   */
  print(content: Child): void
  /**
   * Gives the app another theme. The screen is drawn again; no view is called but those that read `info.theme`. What was printed keeps its
   * colors.
   *
   * @throws TypeError for a theme that isn't one.
   */
  setTheme(theme: ThemeOption): void
  /** Ends the app, whatever its state, and waits for that; the result is then undefined. */
  stop(): Promise<void>
}
