import type { ActorRefFrom, AnyActorLogic, AnyActorRef, InputFrom, OutputFrom } from 'xstate'
import type { Clock } from '../machines/kit/clock.ts'
import type { Child } from '../render/nodes/children.ts'
import type { FrameReport } from './frames/frames.ts'
import type { Inspect } from './lifecycle/inspection.ts'
import type { KeyMapOption } from './keys/key-map.ts'
import type { QuitKeyOf } from './component.ts'
import type { ClipboardOption } from './mouse/clipboard.ts'
import type { ThemeOption } from './theme.ts'
import type { PersistOptions } from './persist/persist-options.ts'
import type { RecordOptions } from './trace/record-options.ts'
import type { TerminalOptions } from './terminal/choose-terminal.ts'

/** Options of `run` and `createApp`. */
export interface AppOptions extends TerminalOptions {
  /**
   * 'full' is the terminal's whole screen, which is restored when the app ends. 'inline' is a few rows below the shell's prompt,
   * as many as the view asks for. The rows above stay, and so does the last frame. An inline app doesn't get the mouse.
   *
   * With 'lines', nothing is drawn: what changes is said in lines, and what the user types is read a line at a time.
   *
   * @defaultValue 'full'; 'lines' for TERM=dumb and ACCESSIBLE=1
   */
  readonly screen?: 'full' | 'inline' | 'lines' | undefined
  /**
   * Keys that leave the app in every state, if no region on the screen takes them: 'q', ['q', 'ctrl+c']. The help line shows the
   * first of them that quits now. The result is then undefined, and the exit status 0.
   *
   * @defaultValue the component's own `quit`, if it has one
   */
  readonly quit?: string | readonly string[] | undefined
  /**
   * Shows every state of the app in the browser and, with F12, in a panel: an `inspector()` of `actty/inspect`. The address of
   * the page is in the title and in the help line. `true` and ACTTY_INSPECT=1 (or a port) do the same with the default options,
   * by importing `actty/inspect`; a bundled app has to pass `inspector()`. An observer or a function gets XState's inspection
   * events, and nothing else happens.
   *
   * @defaultValue what ACTTY_INSPECT says
   */
  readonly inspect?: Inspect | undefined
  /**
   * Writes a recording of the app to this file, to be run again with `replayTrace` of `actty/testing` or `actty replay`. It has what was
   * typed (except in masked fields), what was answered and what the screen showed. `false` switches it off, even if ACTTY_RECORD is set.
   * Only `run` records.
   *
   * @defaultValue the file that ACTTY_RECORD names, if it does
   */
  readonly record?: string | RecordOptions | false | undefined
  /**
   * Keeps the app in this file while it runs. If its process is killed, fails or is interrupted, the next run goes on from there. Work that was
   * under way is begun again; what was done isn't. The file is removed when the app's own actor is done. What is typed into masked fields
   * isn't kept, and is asked again.
   */
  readonly persist?: string | PersistOptions | undefined
  /**
   * The colors of the roles ('accent', 'muted', …): a built-in theme by name, one of yours (`defineTheme`), or one for light and one for
   * dark terminals. With fewer than 256 colors, the app always has the terminal's own colors.
   *
   * @defaultValue 'terminal', the colors of the user's own terminal
   */
  readonly theme?: ThemeOption | undefined
  /**
   * Where Ctrl+C copies what the user has selected with the mouse. 'osc52' is the clipboard of the user's terminal, also over SSH and in
   * tmux. A function gets the text, and an error that it throws is shown on the screen. With 'none', nothing is copied.
   *
   * @defaultValue 'osc52'
   */
  readonly clipboard?: ClipboardOption | undefined
  /**
   * Whether `?` shows all keys in an app with a help line: those that work now, and those that don't, with reasons (see `help` of
   * `component`). F1 does the same, also in a text field. A component that has `?` in its keys has it for itself.
   *
   * @defaultValue true
   */
  readonly help?: boolean | undefined
  /**
   * The key that shows all that can be done now: each event with a description that an actor in view can take, to be searched and run. With
   * `false`, there is none. If a region takes this key, it isn't for the palette.
   *
   * @defaultValue 'ctrl+p'
   */
  readonly palette?: string | false | undefined
  /**
   * The keys that the user wants for events, by the names of events: a file of JSON (`{ "refresh": "ctrl+r", "list": { "choose": "o" } }`), or
   * an object like that. A file that isn't there changes nothing. Help, palette and `?` show these keys. If something in it is wrong, the app
   * doesn't start, and the error names all of it.
   *
   * @defaultValue the keys of the components
   */
  readonly keys?: string | KeyMapOption | undefined
  /**
   * The clock of everything in the app.
   *
   * @defaultValue the system's clock
   */
  readonly clock?: Clock | undefined
  /**
   * Gets what XState's `log` action logs.
   *
   * @defaultValue it is written to stderr when the app has ended
   */
  readonly logger?: ((...args: unknown[]) => void) | undefined
  /** Aborting it stops the app; the result rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * The shortest time between two frames, in ms, 0 or more.
   *
   * @defaultValue 16
   */
  readonly frameInterval?: number | undefined
  /**
   * How long `run` waits for work to end when the app has ended, in ms, 0 or more. After that it rejects with a ShutdownError.
   *
   * @defaultValue 5,000
   */
  readonly maxShutdownTime?: number | undefined
  /** Called for every frame, after it was written. */
  readonly onFrame?: ((frame: FrameReport) => void) | undefined
}

/** What `run` takes after the component: its options, with the `input` of the logic. It is required if the logic requires input. */
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

/** An app: a component on a terminal. `createApp` makes it. */
export interface App<L extends AnyActorLogic, Result = OutputFrom<L>> {
  /** The app's own actor. */
  readonly actor: ActorRefFrom<L>
  /** The root of its actor system: `actor` and the terminal are its children. */
  readonly root: AnyActorRef
  /** Settles when the terminal has been given back: resolves with the actor's output, or rejects as `run` does. */
  readonly result: Promise<Result>
  /**
   * Opens the terminal and starts the actor.
   *
   * @throws Error if the app was started before, or another app has the terminal.
   */
  start(): App<L, Result>
  /**
   * Prints a line or a view above an inline app. An app that has the whole screen prints it when it has ended, and an app without
   * a screen prints it at once. Control characters in text are shown, never obeyed.
   */
  print(content: Child): void
  /**
   * Sends a text to the user's clipboard, as the option `clipboard` says, and tells the user what became of it. Without a screen, it
   * does nothing.
   */
  copy(text: string): void
  /**
   * Gives the app another theme. The screen is drawn again, but only views that read `info.theme` are called. Text that was printed
   * before keeps its colors.
   *
   * @throws TypeError for an invalid theme.
   */
  setTheme(theme: ThemeOption): void
  /** Ends the app in any state, and resolves when it has ended. The result is then undefined. */
  stop(): Promise<void>
}
